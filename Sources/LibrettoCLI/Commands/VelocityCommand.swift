import ArgumentParser
import LibrettoWorkspace

/// `libretto velocity`.
struct VelocityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "velocity",
    abstract: "Show what the pipeline is worth a day, and the win rate behind it.",
    discussion: """
      Open deals × win rate × average won value ÷ median cycle, of the last 90 days. The period and the field are \
      those of the \
      win rate: won ÷ (won + lost) of the deals that were closed in it.

      EXAMPLE
        libretto velocity
        libretto velocity --period 2026-Q3 --by owner
        libretto velocity --since 2026-01-01 --by account.industry
      """)

  @OptionGroup var grouping: GroupingOptions
  @OptionGroup var request: FigureRequest

  func run() async throws {
    try await request.show(needing: [["rates"]]) { context, days in
      let pipeline = try Pipeline(in: context)
      let period = days ?? Pipeline.trailing(in: context)
      let rates = try pipeline.winRates(period: period, by: grouping.by, in: context)
      let winRates = Figure.winRates(rates, period: period, in: context)
      let velocity = try Figure.velocity(pipeline.velocity(in: context), in: context)
      return velocity.with(grouping.by == nil ? winRates.without(column: "group") : winRates)
    }
  }
}
