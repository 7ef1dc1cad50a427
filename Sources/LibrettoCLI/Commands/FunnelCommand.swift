import ArgumentParser
import LibrettoWorkspace

/// `libretto funnel`.
struct FunnelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "funnel",
    abstract: "Show how many of those that came into a stage came further, and how fast.",
    discussion: """
      Of the records that came into a stage in the period, those that came to the next one or a later one by now, \
      beside the \
      same share of the period before. Left out, the period is the last 90 days.

      EXAMPLE
        libretto funnel --period 2026-Q4
        libretto funnel --since 2026-09-01 --by source
        libretto funnel --lifecycle deal --format json
      """)

  @Option(help: ArgumentHelp("The lifecycle; left out, that of leads.", valueName: "name")) var lifecycle: String?
  @OptionGroup var grouping: GroupingOptions
  @OptionGroup var request: FigureRequest

  func run() async throws {
    try await request.show { context, days in
      let all = context.book.agreement.lifecycles
      if let lifecycle, !all.contains(where: { $0.name == lifecycle }) {
        throw WorkspaceError.unknown("lifecycle", lifecycle, among: all.map(\.name))
      }
      guard let wanted = all.first(where: { lifecycle == nil ? $0.type == "lead" : $0.name == lifecycle }) else {
        throw WorkspaceError(
          .usage, "no lifecycle of leads is agreed",
          help: "name another one: --lifecycle, or agree on it in agreement.yaml")
      }
      let funnel = try Funnel(
        of: wanted, period: days ?? Pipeline.trailing(in: context), by: grouping.by, in: context)
      let figure = funnel.figure(in: context)
      return grouping.by == nil ? figure.without(column: "group") : figure
    }
  }
}
