import ArgumentParser
import LibrettoWorkspace

/// `libretto set`.
struct SetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change fields of one record or of many.",
    usage: """
      libretto set <record> … <field>=<value> …
      libretto set --where <query> <field>=<value> …
      """,
    discussion: """
      tags+=x adds to a list, tags-=x takes out. Dates may be today, eom or +7d; @me is you. Only the bytes of the \
      changed values change. Several records are changed all or not at all.

      EXAMPLE
        libretto set jane-doe stage=sal owner=tom next.due=+7d tags+=pricing
        libretto set --where 'leads stage:mql owner:tom' owner=sara --dry-run
      """)

  @Argument(
    help: ArgumentHelp("Records, then what to set.", valueName: "record … field=value …"),
    completion: BookCompletion.assignments)
  var arguments: [String]
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var edit: EditingOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.openForEditing()
    if selection.query != nil { BookOptions.tellWhatIsLeftOut(workspace) }
    let names = Array(arguments.prefix { !$0.contains("=") })
    let assignments = try arguments.dropFirst(names.count).map { try Assignment($0) }
    guard !assignments.isEmpty else {
      throw WorkspaceError(.usage, "nothing to set", help: "libretto set jane-doe stage=sal owner=tom")
    }
    let (plan, catalog) = try await selection.plan(names, workspace, mentions: assignments.flatMap(\.mentions)) {
      try workspace.planSetting(assignments, on: $1, in: $0, isPartial: $2)
    }
    try edit.apply(plan, workspace, catalog)
  }
}
