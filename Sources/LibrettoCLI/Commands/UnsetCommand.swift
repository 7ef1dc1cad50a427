import ArgumentParser
import LibrettoWorkspace

/// `libretto unset`.
struct UnsetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unset",
    abstract: "Take fields out of one record or of many.",
    usage: """
      libretto unset <record> <field> …
      libretto unset --where <query> <field> …
      """,
    discussion: """
      EXAMPLE
        libretto unset jane-doe next recycle_reason
        libretto unset --where 'leads stage:customer' next
      """)

  @Argument(help: ArgumentHelp("A record (none with --where), then fields.", valueName: "record field …"))
  var arguments: [String]
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var edit: EditingOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.openForEditing()
    if selection.query != nil { BookOptions.tellWhatIsLeftOut(workspace) }
    let names = selection.query == nil ? Array(arguments.prefix(1)) : []
    let fields = Array(arguments.dropFirst(names.count))
    guard !fields.isEmpty else {
      throw WorkspaceError(.usage, "no field is named", help: "libretto unset jane-doe next.due")
    }
    let catalog = try await workspace.load().catalog
    let records = try await selection.records(names, workspace, catalog)
    try edit.apply(try workspace.planUnsetting(fields, on: records), workspace, catalog)
  }
}
