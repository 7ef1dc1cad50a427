import ArgumentParser
import LibrettoWorkspace

/// `libretto commit`.
struct CommitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commit",
    abstract: "Check what changed and commit it.",
    usage: """
      libretto commit [<record or path> …] [-m <message>] [--edit]
                      [--no-verify]
      """,
    discussion: """
      Without arguments: every changed record, libretto.yaml, agreement.yaml and what lies in schema/ and views/; other \
      files never. What you staged stays staged. The message is written from what changed, unless you give one. A merge \
      under way is concluded, once no conflicts are left.

      EXAMPLE
        libretto commit
        libretto commit jane-doe globex -m "Accept Jane"
        libretto commit leads
      """)

  @Argument(help: ArgumentHelp("Records, files or folders.", valueName: "record"), completion: BookCompletion.records)
  var records: [String] = []
  @Option(name: [.customShort("m"), .customLong("message")], parsing: .unconditional, help: "The message.")
  var message: String?
  @Flag(name: [.customShort("e"), .customLong("edit")], help: "Open the message in your editor first.") var edits =
    false
  @Flag(name: .customLong("no-verify"), help: "Run no hooks of the repository.") var skipsHooks = false
  @OptionGroup var book: BookOptions

  func run() async throws {
    try await Self.commit(book, records, message: message, edits: edits, skipsHooks: skipsHooks)
  }

  /// Commits what changed, or a merge under way, and shows what came of it.
  static func commit(
    _ book: BookOptions, _ records: [String] = [], message: String?, edits: Bool, skipsHooks: Bool
  ) async throws {
    let workspace = try book.openForEditing(withBrokenConfiguration: true)
    // A change of several files is whole by now. Hooks may change records in their turn, so they must not wait for us.
    workspace.unlock()
    let session = Session.current
    if let message, message.allSatisfy(\.isWhitespace) {
      throw WorkspaceError(.usage, "the message is empty", help: "write one, or leave -m out")
    }
    let outcome = try await workspace.commit(
      records: records, message: message, editsMessage: edits, runsHooks: !skipsHooks)
    guard let id = outcome.id else {
      if !outcome.hookOutput.isEmpty { session.console.writeError(outcome.hookOutput) }
      session.note("Nothing to commit.")
      return
    }
    session.show(outcome, id)
    if let hint = workspace.setupHint() { session.note("hint: \(hint)") }
  }
}
