import ArgumentParser
import LibrettoWorkspace

/// `libretto sources`.
struct SourcesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "Show how good sources are: how far their leads came, why they came back, what they cost.",
    discussion: """
      Of the leads that were handed over in the period, the shares that came to each later stage. With --by \
      campaigns, what a \
      lead and a customer cost by the cost of the campaigns.

      EXAMPLE
        libretto sources --period 2026-Q4
        libretto sources --by campaigns
        libretto sources --by account.country --format csv
      """)

  @Option(help: ArgumentHelp("The field of leads that says where they came from.", valueName: "field"))
  var by = "source"
  @OptionGroup var request: FigureRequest

  func run() async throws {
    try await request.show(needing: [["rates"]]) { context, days in
      .sources(try SourceQuality.all(period: days, by: by, in: context), period: days, in: context)
    }
  }
}
