import ArgumentParser
import LibrettoWorkspace

/// `libretto unset`.
struct UnsetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unset",
    abstract: "Take fields out of one record or of many.",
    usage: """
      libretto unset <record> … <field> …
      libretto unset --where <query> <field> …
      """,
    discussion: """
      EXAMPLE
        libretto unset jane-doe next recycle_reason
        libretto unset jane-doe peter-hansen next.due
        libretto unset --where 'leads stage:customer' next
      """)

  @Argument(
    help: ArgumentHelp("Records (none with --where), then fields.", valueName: "record … field …"),
    completion: BookCompletion.recordsAndFields)
  var arguments: [String]
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var edit: EditingOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.openForEditing()
    if selection.query != nil { BookOptions.tellWhatIsLeftOut(workspace) }
    let first = selection.query == nil ? Array(arguments.prefix(1)) : []
    let (plan, catalog) = try await selection.plan(first, workspace, mentions: arguments) { catalog, records, _ in
      let names = selection.query == nil ? try recordNames(workspace, catalog) : []
      let fields = Array(arguments.dropFirst(names.count))
      guard !fields.isEmpty else {
        throw WorkspaceError(.usage, "no field is named", help: "libretto unset jane-doe next.due")
      }
      let found = names.isEmpty ? records : try workspace.distinctRecords(names, in: catalog)
      return try workspace.planUnsetting(fields, on: found)
    }
    try edit.apply(plan, workspace, catalog)
  }

  /// The first argument, and those after it that name records and are no field of the first.
  private func recordNames(_ workspace: Workspace, _ catalog: Catalog) throws -> [String] {
    guard let first = arguments.first else { return [] }
    let record = try workspace.record(first, in: catalog)
    return [first]
      + arguments.dropFirst().prefix { name in
        let isField =
          record.value(at: name) != nil
          || record.type.fields?.propertyNames.contains(String(name.prefix { $0 != "." })) ?? false
        return !isField && (try? workspace.record(name, in: catalog)) != nil
      }
  }
}
