public import LibrettoGit

// The face of merging, for `sync` and the commands:
//
//   merge(_:options:)   what `git merge` does, field by field: HEAD, staging area and files follow. Conflicts leave Git's
//                       own state of a merge under way; new errors between the sides leave everything as it was.
//   join(_:)            two commits → a commit, without touching branch, staging area or files: for a push that must not
//                       move the branch before the remote took it. `base` and `parents` make it a cherry-pick.
//   advance(to:reason:) moves the branch forward to a commit that descends from HEAD, with files and staging area: refused
//                       (`conflict` of a `GitError` as the cause) where a path that changes has changes of its own.
extension Workspace {
  /// Joins a revision into the current branch.
  public func merge(
    _ revision: String, options: MergeOptions = MergeOptions()
  ) async throws(WorkspaceError) -> MergeOutcome {
    throw WorkspaceError(.failure, "merging is not built yet")
  }

  /// Joins two commits and stores the result, without touching branch, staging area or files.
  public func join(_ request: JoinRequest) async throws(WorkspaceError) -> JoinOutcome {
    throw WorkspaceError(.failure, "merging is not built yet")
  }

  /// Moves the branch forward to a commit that descends from HEAD; files and staging area follow, and what the user staged
  /// or changed elsewhere stays. Gives what could not be finished after the branch had moved.
  public func advance(to commit: ObjectID, reason: String) async throws(WorkspaceError) -> String? {
    throw WorkspaceError(.failure, "merging is not built yet")
  }
}
