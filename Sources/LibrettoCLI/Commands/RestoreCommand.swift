import ArgumentParser
import LibrettoWorkspace

/// `libretto restore`.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring back a record, or fields of it, as they were.",
    usage: """
      libretto restore <record> --at <rev|date> [<field> …] [--dry-run] [--force]
      """,
    discussion: """
      The whole record comes back with its text and log, also one that was removed; named fields come back alone, and \
      one that was absent then goes. The record is found by its id of now, of then, or an old one, and keeps the id that \
      it has now. It is an ordinary change of the file: look at it with libretto diff, then commit.

      EXAMPLE
        libretto restore jane-doe --at HEAD~3 stage owner next.due
        libretto restore jane-doe --at 2026-06-30 --dry-run
      """)

  @Argument(help: "The record: its id, an old id, or type/id.", completion: BookCompletion.records) var record: String
  @Argument(help: "The fields; left out, the whole record.", completion: BookCompletion.recordsAndFields)
  var fields: [String] = []
  @Option(
    name: .customLong("at"), parsing: .unconditional,
    help: ArgumentHelp("A revision (HEAD~3, v1.2) or a date (2026-06-30, -7d).", valueName: "rev|date"),
    completion: BookCompletion.revisions)
  var revision: String
  @OptionGroup var edit: EditingOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.openForEditing()
    let catalog = try await workspace.load().catalog
    let restore = try await workspace.planRestoring(
      record, fields: fields, at: revision, losingChanges: edit.isForced, in: catalog)
    guard !restore.plan.isEmpty else {
      Session.current.note("Nothing changed: it is as it was at \(visible(restore.revision.description)).")
      return
    }
    try edit.apply(restore.plan, workspace, catalog)
  }
}
