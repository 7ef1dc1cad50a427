import ArgumentParser
import LibrettoWorkspace

/// `libretto competitors`.
struct CompetitorsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "competitors",
    abstract: "Show who is met where, won and lost against, and why.",
    discussion: """
      Deals that name the competitor, and lines of logs that link to it: [[keyharbor]]. A period takes what was \
      closed or \
      written in it.

      EXAMPLE
        libretto competitors
        libretto competitors --since soy --format md
      """)

  @OptionGroup var request: FigureRequest

  func run() async throws {
    try await request.show { context, days in
      .competitors(try CompetitorRecord.all(period: days, in: context), period: days, in: context)
    }
  }
}
