import ArgumentParser
import LibrettoWorkspace

/// How a command that changes records carries its changes out.
struct EditingOptions: ParsableArguments {
  @Flag(name: [.customLong("dry-run"), .customShort("n")], help: "Show what would change and write nothing.")
  var isDryRun = false
  @Flag(name: .customLong("force"), help: "Write also where it brings errors into the book.")
  var isForced = false

  /// Carries the plan out and shows what came of it.
  func apply(_ plan: EditPlan, _ workspace: Workspace, _ catalog: Catalog) throws {
    Session.current.show(try write(plan, workspace, catalog))
  }

  /// Carries the plan out; findings that refuse it are told first.
  func write(_ plan: EditPlan, _ workspace: Workspace, _ catalog: Catalog) throws -> EditOutcome {
    let line = ProgressReport(Session.current.console)
    do {
      defer { line.end() }
      return try workspace.apply(plan, to: catalog, options: EditOptions(isDryRun: isDryRun, isForced: isForced)) {
        line.show("Writing", $0, $1)
      }
    } catch {
      guard case .findings(let findings) = error.code else { throw error }
      // The places are those of the files as they would be.
      let planned = plan.edits.compactMap(\.new)
      Session.current.show(findings) { path in
        planned.first { $0.path == path }?.document.bytes ?? workspace.sources(path)
      }
      throw WorkspaceError(.findings([]), error.message, help: error.help)
    }
  }
}

/// Which records a command works on: those that are named, or those that a query finds.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: .customLong("where"), help: ArgumentHelp("Work on all records that the query finds.", valueName: "query"))
  var query: String?

  /// Plans a change of the records, and gives the records by which it is judged. `make` is told whether it sees only some.
  func plan(
    _ names: [String], _ workspace: Workspace, mentions: [String] = [],
    _ make: (_ catalog: Catalog, _ records: [Record], _ isPartial: Bool) throws -> EditPlan
  ) async throws -> (plan: EditPlan, catalog: Catalog) {
    guard let query else {
      guard !names.isEmpty else {
        throw WorkspaceError(.usage, "no record is named", help: "name one, or find several with --where")
      }
      return try await workspace.planning(names, mentions: mentions, make)
    }
    guard names.isEmpty else {
      throw WorkspaceError(.usage, "both records and --where are given", help: "use one of them")
    }
    let catalog = try await workspace.load().catalog
    return (try make(catalog, try workspace.records(where: query, in: catalog), false), catalog)
  }
}
