import ArgumentParser
import LibrettoWorkspace

/// `libretto mv`.
struct MoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mv",
    abstract: "Rename a record and every link to it.",
    usage: """
      libretto mv <record> <new-id>
      libretto mv --all <type> --place <template>
      """,
    discussion: """
      The old id stays valid: it goes to the record's aliases. With --all, the files of a type move to where the \
      template puts them, in one commit; {id:2} is the first two letters of the id, {hash:2} spreads evenly.

      EXAMPLE
        libretto mv globex globex-gmbh
        libretto mv --all leads --place '{id:2}/{id}.md'
      """)

  @Argument(
    help: ArgumentHelp("The record and its new id.", valueName: "record new-id"), completion: BookCompletion.records)
  var arguments: [String] = []
  @Option(help: ArgumentHelp("Move all records of this type.", valueName: "type"), completion: BookCompletion.types)
  var all: String?
  @Option(help: ArgumentHelp("Where they go below the type's folder.", valueName: "template")) var place: String?
  @OptionGroup var edit: EditingOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.openForEditing()
    BookOptions.tellWhatIsLeftOut(workspace)
    if let all { return try await moveAll(all, workspace) }
    guard arguments.count == 2 else {
      throw WorkspaceError(.usage, "a record and its new id are needed", help: "libretto mv globex globex-gmbh")
    }
    let catalog = try await workspace.loadAllForLinks()
    let record = try workspace.record(arguments[0], in: catalog)
    try edit.apply(try workspace.planRenaming(record, to: arguments[1], in: catalog), workspace, catalog)
  }

  private func moveAll(_ name: String, _ workspace: Workspace) async throws {
    guard let type = workspace.book.type(named: name) else {
      throw WorkspaceError.unknown("record type", name, among: workspace.book.typeNames)
    }
    guard arguments.isEmpty, let place else {
      throw WorkspaceError(
        .usage, "--all wants --place and no records", help: "libretto mv --all leads --place '{id:2}/{id}.md'")
    }
    let template: PlaceTemplate
    do { template = try PlaceTemplate(place) } catch {
      throw WorkspaceError(.usage, "\"\(visible(place))\": \(error.description)", help: "write it as {id:2}/{id}.md")
    }
    let outcome = try await workspace.place(
      type, by: template, options: EditOptions(isDryRun: edit.isDryRun, isForced: edit.isForced))
    Session.current.show(outcome.findings)
    Session.current.note(
      outcome.moved == 0
        ? "Nothing to move."
        : "\(outcome.commit == nil ? "Would move" : "Moved") \(outcome.moved) records of \(type.folder)/.")
    if let commit = outcome.commit { Session.current.print(commit.description) }
    if type.place != template {
      Session.current.note(
        "New records go elsewhere until libretto.yaml says: types: {\(type.name): {place: \"\(place)\"}}")
    }
  }
}
