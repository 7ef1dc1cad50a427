import ArgumentParser
import LibrettoWorkspace

/// `libretto timeline`.
struct TimelineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Tell one customer's story over all teams, people, deals and campaigns.",
    discussion: """
      What the logs of the account, its people and its deals tell, how they moved between stages, and the campaigns \
      that they \
      took part in, in the order of time.

      EXAMPLE
        libretto timeline globex
        libretto timeline globex --format md --at 2026-10-31
      """)

  @Argument(help: "The account.", completion: BookCompletion.records) var account: String
  @OptionGroup var request: MomentRequest

  func run() async throws {
    let (workspace, context) = try await request.open()
    let record = try workspace.record(account, in: try await workspace.load().catalog)
    guard record.type.name == "account" else {
      let own = record["account"]?.text
      throw WorkspaceError(
        .usage, "\(record.reference) is no account",
        help: own.map { "its account: libretto timeline \($0)" } ?? "name an account: libretto query accounts")
    }
    await request.output.show(
      try workspace.computing { try .timeline(of: record.reference, in: context) }, context)
  }
}
