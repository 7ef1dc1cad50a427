public import LibrettoGit
public import LibrettoModel

/// What moving the files of a type came to.
public struct PlacingOutcome: Sendable {
  /// How many files moved, or would.
  public let moved: Int
  /// The commit; nil for a dry run or where nothing moved.
  public let commit: ObjectID?
  /// What is wrong after the move and was not before.
  public let findings: [Diagnostic]
}

extension Workspace {
  /// Moves the files of a type to where a template puts them, in one commit. Files with changes of their own are in the way.
  public func place(
    _ type: RecordType, by template: PlaceTemplate, options: EditOptions = EditOptions()
  ) async throws(WorkspaceError) -> PlacingOutcome {
    let catalog = try await load().catalog
    let plan = planPlacing(type, by: template, in: catalog)
    guard !plan.isEmpty else { return PlacingOutcome(moved: 0, commit: nil, findings: []) }
    let sources = Set(plan.edits.compactMap(\.old?.path))
    let changed = try workTreeChanges().map(\.path).filter(sources.contains)
    guard changed.isEmpty else {
      throw WorkspaceError(
        .failure,
        "\(changed.count) of the files have changes that are not committed: \(changed.prefix(3).joined(separator: ", "))",
        help: "commit them first: libretto commit")
    }
    let outcome = try apply(plan, to: catalog, options: options)
    guard outcome.isWritten else {
      return PlacingOutcome(moved: plan.edits.count, commit: nil, findings: outcome.findings)
    }
    do {
      let commit = try await commit(plan, message: "Move \(plan.edits.count) \(type.plural) to \(template.text)")
      return PlacingOutcome(moved: plan.edits.count, commit: commit, findings: outcome.findings)
    } catch {
      do {
        _ = try apply(plan.reversed, to: plan.applied(to: catalog), options: EditOptions(isForced: true))
      } catch let second {
        throw WorkspaceError(
          error.code, "\(error.message); the files were moved, and could not be moved back: \(second.message)",
          help: error.help, cause: error.cause)
      }
      throw WorkspaceError(
        error.code, "\(error.message); the files were moved back", help: error.help, cause: error.cause)
    }
  }

  /// Commits what a plan wrote; nothing is committed where an error is thrown.
  private func commit(_ plan: EditPlan, message: String) async throws(WorkspaceError) -> ObjectID? {
    let prefix = try prefix()
    var changes: [(path: String, content: CommitRequest.Content)] = []
    for (old, new) in plan.edits {
      if let old { changes.append((prefix + old.path, .removed)) }
      if let new { changes.append((prefix + new.path, .workTreeFile)) }
    }
    do {
      return try await repository().commit(
        CommitRequest(changes: changes, message: message), runner: SubprocessGit(), validate: nil
      ).id
    } catch { throw Self.wrapped(error) }
  }
}
