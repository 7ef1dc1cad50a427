import ArgumentParser
import LibrettoWorkspace

/// `libretto status`.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what changed since the last commit, record by record and field by field.",
    discussion: """
      Records, files or folders narrow it down.

      EXAMPLE
        libretto status
        libretto status jane-doe deals
      """)

  @Argument(help: ArgumentHelp("Records, files or folders.", valueName: "record"), completion: BookCompletion.records)
  var records: [String] = []
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.open(withBrokenConfiguration: true)
    let session = Session.current
    if let note = workspace.operationNote() { session.note("note: \(note)") }
    let changes =
      try workspace.changes(of: records)
    guard !changes.isEmpty else {
      session.note("Nothing changed since the last commit.")
      return
    }
    await Pager.write(session.listing(changes))
  }
}
