import ArgumentParser
import LibrettoWorkspace

/// `libretto forecast`.
struct ForecastCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Show what open deals are worth by the chance to win them.",
    discussion: """
      Amount × probability, of the deal itself or of its stage; beside it by the rate that history shows for the \
      stage. A \
      period takes the deals whose decision is expected in it. Several currencies are never added up.

      EXAMPLE
        libretto forecast
        libretto forecast --until eoq --by owner
        libretto forecast --at 2026-09-30
      """)

  @OptionGroup var grouping: GroupingOptions
  @OptionGroup var request: FigureRequest

  func run() async throws {
    try await request.show(needing: [["rates"]]) { context, days in
      let forecast = try Pipeline(in: context).forecast(period: days, by: grouping.by, in: context)
      let figure = Figure.forecast(forecast, period: days, in: context)
      return grouping.by == nil ? figure.without(column: "group") : figure
    }
  }
}
