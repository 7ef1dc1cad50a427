import ArgumentParser
import LibrettoWorkspace

/// How a command that changes records and commits the change at once does so.
struct CommittingOptions: ParsableArguments {
  @Flag(name: [.customLong("dry-run"), .customShort("n")], help: "Show what would change and write nothing.")
  var isDryRun = false
  @Flag(name: .customLong("no-commit"), help: "Change the files and commit nothing.") var leavesUncommitted = false
  @Flag(name: .customLong("no-verify"), help: "Run no hooks of the repository.") var skipsHooks = false

  /// Carries the plan out in one commit and shows it; what stands in the way is told with the command that mends it.
  func apply(_ plan: EditPlan, _ workspace: Workspace, _ catalog: Catalog, message: String? = nil) async throws {
    let session = Session.current
    let options = CommittedEditOptions(
      isDryRun: isDryRun, leavesUncommitted: leavesUncommitted, runsHooks: !skipsHooks)
    let outcome: CommittedEdit
    do {
      outcome = try await workspace.applyAndCommit(plan, to: catalog, message: message, options: options)
    } catch {
      guard case .findings(let findings) = error.code else { throw error }
      let planned = plan.edits.compactMap(\.new)
      session.show(workspace.withRemedies(findings)) { path in
        planned.first { $0.path == path }?.document.bytes ?? workspace.sources(path)
      }
      throw WorkspaceError(.findings([]), error.message, help: "nothing was changed; mend what is named above first")
    }
    guard let commit = outcome.commit, let id = commit.id else {
      let planned = plan.edits.compactMap(\.new)
      session.show(workspace.withRemedies(outcome.edit.findings)) { path in
        planned.first { $0.path == path }?.document.bytes ?? workspace.sources(path)
      }
      session.show(outcome.edit.changes)
      return session.note(
        outcome.edit.isWritten ? "Nothing was committed." : "Nothing was written: this was a dry run.")
    }
    session.show(commit, id)
  }

  /// Plans what is asked for on the named records, carries it out and commits it.
  func run(_ request: HandoffRequest, on records: [String], _ book: BookOptions) async throws {
    let workspace = try book.openForEditing()
    let (plan, catalog) = try await workspace.planning(records) { catalog, records, isPartial in
      try workspace.planHandoff(request, on: records, in: catalog, isPartial: isPartial)
    }
    try await apply(plan, workspace, catalog)
  }
}
