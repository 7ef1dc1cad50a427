import ArgumentParser
import LibrettoWorkspace

/// `libretto new`.
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a record.",
    usage: """
      libretto new <type> <title> [<field>=<value> …] [--id <id>] [--edit]
      """,
    discussion: """
      The id is made of the title; created is today and the stage the first one, unless you say otherwise. The file's \
      path is printed.

      EXAMPLE
        libretto new lead "Jürgen Müller" email=jm@globex.example account=globex
      """)

  @Argument(help: "The record's type: lead, account, deal, …", completion: BookCompletion.types) var type: String
  @Argument(help: "The title: a lead's or an account's name.") var title: String
  @Argument(help: ArgumentHelp("Further fields.", valueName: "field=value")) var fields: [String] = []
  @Option(help: "The id, in place of one made of the title.") var id: String?
  @Flag(help: "Open the new file in your editor.") var edit = false
  @OptionGroup var editing: EditingOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.openForEditing()
    guard let recordType = workspace.book.type(named: type) else {
      throw WorkspaceError.unknown("record type", type, among: workspace.book.typeNames)
    }
    let catalog = try await workspace.load().catalog
    let assignments = try fields.map { try Assignment($0) }
    let (plan, record) = try workspace.planNew(recordType, title: title, id: id, assignments: assignments, in: catalog)
    if editing.isDryRun {
      Session.current.console.write(String(decoding: record.document.bytes, as: UTF8.self))
      return
    }
    let outcome = try write(plan, record, workspace, catalog)
    Session.current.show(outcome.findings)
    Session.current.print(record.path)
    // Whoever writes in an editor for an hour must not keep others waiting.
    workspace.unlock()
    if edit { try await Editor.open(["\(workspace.root)/\(record.path)"], workspace) }
  }

  /// Writes the record; findings that refuse it tell how to mend the command, since there is no record to mend yet.
  private func write(
    _ plan: EditPlan, _ record: Record, _ workspace: Workspace, _ catalog: Catalog
  ) throws -> EditOutcome {
    do {
      return try workspace.apply(plan, to: catalog, options: EditOptions(isForced: editing.isForced))
    } catch {
      guard case .findings(let findings) = error.code else { throw error }
      Session.current.show(workspace.advice(findings, forNew: record)) { path in
        path == record.path ? record.document.bytes : workspace.sources(path)
      }
      throw WorkspaceError(.findings([]), error.message, help: error.help)
    }
  }
}
