import ArgumentParser
import LibrettoWorkspace

/// `libretto rm`.
struct RemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rm",
    abstract: "Remove records that nothing links to.",
    discussion: """
      While others link to a record it stays, and the links are shown. The file goes from the folder; Git keeps its \
      history. What Git does not have, since it is new or changed, stays too until it is committed.

      EXAMPLE
        libretto rm jane-doe
        libretto rm globex --force   # removes the links to it too
      """)

  @Argument(help: "The records.", completion: BookCompletion.records) var records: [String]
  @Flag(name: [.customLong("dry-run"), .customShort("n")], help: "Show what would change and write nothing.")
  var isDryRun = false
  @Flag(name: .customLong("force"), help: "Remove the links to the records too, and what was never committed.")
  var isForced = false
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.openForEditing()
    BookOptions.tellWhatIsLeftOut(workspace)
    let catalog = try await workspace.loadAllForLinks()
    let found = try records.map { try workspace.record($0, in: catalog) }
    let plan = try workspace.planRemoving(found, removingLinks: isForced, in: catalog)
    let options = EditOptions(isDryRun: isDryRun, isForced: isForced)
    Session.current.show(try workspace.apply(plan, to: catalog, options: options))
  }
}
