import ArgumentParser
import LibrettoWorkspace

/// `libretto load`.
struct LoadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Show what each member has to follow up, against what was agreed.",
    discussion: """
      Open leads and overdue actions a member, against agreement.yaml: capacity. What nobody owns is told too.

      EXAMPLE
        libretto load
        libretto load --at 2026-10-31
      """)

  @OptionGroup var request: MomentRequest

  func run() async throws {
    try await request.show(needing: [["capacity"]]) { context in .load(try Load.all(in: context), in: context) }
  }
}
