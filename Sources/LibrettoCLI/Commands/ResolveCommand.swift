import ArgumentParser
import LibrettoWorkspace

/// `libretto resolve`.
struct ResolveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Choose in conflicts of a merge: a side, or a value of your own.",
    usage: """
      libretto resolve <record> <field>=ours|theirs|base|<value> …
      libretto resolve <record> ours|theirs
      libretto resolve <record>
      """,
    discussion: """
      Ours is the current branch, theirs what is merged into it. log and body stand for the conflicts in log and text, \
      body:2 for the second of several; id for a record that both sides renamed. Without a choice the file is taken as \
      you edited it. With its last conflict gone a file is marked as resolved in Git.

      EXAMPLE
        libretto resolve jane-doe stage=theirs owner=tom
        libretto resolve globex ours
        libretto resolve libretto.yaml theirs
      """)

  @Argument(help: ArgumentHelp("The record or file.", valueName: "record"), completion: BookCompletion.records)
  var record: String
  @Argument(
    help: ArgumentHelp("What is chosen.", valueName: "choice"), completion: BookCompletion.assignments)
  var choices: [String] = []
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.openForEditing(withBrokenConfiguration: true)
    let session = Session.current
    let outcome = try await workspace.resolve(record, try choices.map { try ConflictChoice($0) })
    if !outcome.findings.isEmpty { session.show(outcome.findings) }
    let name = visible(outcome.displayName)
    if outcome.isMarked {
      session.print("\(name) is resolved")
    } else {
      let count = outcome.left.count == 1 ? "1 conflict" : "\(outcome.left.count) conflicts"
      session.print("\(name): \(outcome.resolved) resolved, \(count) left")
    }
    if outcome.leftInAll == 0 {
      session.note(
        workspace.commandThatContinues.map { "No conflicts are left; go on with: \($0)" } ?? "No conflicts are left.")
    } else {
      let count = outcome.leftInAll == 1 ? "1 conflict is" : "\(outcome.leftInAll) conflicts are"
      session.note("\(count) left: libretto conflicts")
    }
  }
}
