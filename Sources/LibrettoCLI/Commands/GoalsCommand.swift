import ArgumentParser
import LibrettoWorkspace

/// `libretto goals`.
struct GoalsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goals",
    abstract: "Show how far the agreed goals have come, and how far they should have.",
    discussion: """
      Goals are agreed in agreement.yaml: goals. The pace is the part of the target that belongs to the business \
      days that \
      are gone. With a period, the goals whose own one meets it.

      EXAMPLE
        libretto goals
        libretto goals --period 2026-Q4 --format md
        libretto goals mql-q4 --at 2026-10-31
      """)

  @Argument(help: "The goal, by its name in agreement.yaml.") var name: String?
  @OptionGroup var request: FigureRequest

  func run() async throws {
    try await request.show(needing: [["calendar"], ["rates"], ["goals"] + (name.map { [$0] } ?? [])]) { context, days in
      let names = context.terms.goals.map(\.name)
      guard !names.isEmpty else {
        throw WorkspaceError(
          .usage, "no goal is agreed: agreement.yaml has no goals", help: "see: libretto schema agreement")
      }
      if let name, !names.contains(name) { throw WorkspaceError.unknown("goal", name, among: names) }
      let wanted = context.terms.goals.filter { goal in
        (name.map { $0 == goal.name } ?? true)
          && (days.map { $0.first <= goal.period.last && goal.period.first <= $0.last } ?? true)
      }
      return .goals(try wanted.map { try $0.progress(in: context) }, in: context)
    }
  }
}
