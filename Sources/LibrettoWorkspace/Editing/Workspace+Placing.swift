public import LibrettoGit
public import LibrettoModel

/// What moving the files of a type came to.
public struct PlacingOutcome: Sendable {
  /// How many files moved, or would.
  public let moved: Int
  /// The commit; nil for a dry run or where nothing moved.
  public let commit: ObjectID?
}

extension Workspace {
  /// Moves the files of a type to where a template puts them, in one commit. Files with changes of their own are in the way.
  public func place(
    _ type: RecordType, by template: PlaceTemplate, isDryRun: Bool
  ) async throws(WorkspaceError) -> PlacingOutcome {
    let catalog = try await load(types: [type]).catalog
    let plan = planPlacing(type, by: template, in: catalog)
    guard !plan.isEmpty else { return PlacingOutcome(moved: 0, commit: nil) }
    let changed = try workTreeChanges().map(\.path).filter { path in plan.edits.contains { $0.old?.path == path } }
    guard changed.isEmpty else {
      throw WorkspaceError(
        .failure, "\(changed.count) of the files have changes that are not committed: \(changed.prefix(3).joined(separator: ", "))",
        help: "commit them first: libretto commit")
    }
    guard !isDryRun else { return PlacingOutcome(moved: plan.edits.count, commit: nil) }
    _ = try apply(plan, to: catalog)
    let prefix = try prefix()
    var changes: [(path: String, content: CommitRequest.Content)] = []
    for (old, new) in plan.edits {
      if let old { changes.append((prefix + old.path, .removed)) }
      if let new { changes.append((prefix + new.path, .workTreeFile)) }
    }
    let message = "Move \(plan.edits.count) \(type.plural) to \(template.text)"
    do {
      let result = try await repository().commit(
        CommitRequest(changes: changes, message: message), runner: SubprocessGit(), validate: nil)
      return PlacingOutcome(moved: plan.edits.count, commit: result.id)
    } catch { throw Self.wrapped(error) }
  }
}
