extension Repository {
  /// Commits HEAD's tree plus exactly the given changes, by compare-and-swap of the branch.
  ///
  /// What the user has staged stays staged, but for the commit's own paths; nothing else is swept in. Any
  /// failure leaves all as it was; killed at any moment, the branch is at the old or the new commit, and the
  /// next commit, or `recover()`, finishes the rest. Works on an unborn branch, on a detached HEAD, in a
  /// linked worktree. Refused while a merge, rebase and so on is in progress (`inProgress`), with conflicts
  /// in the index, and for paths that are, or lie behind, symbolic links, submodules or other repositories.
  /// - Parameters:
  ///   - runner: runs `git` for hooks, signing, and filters that libgit2 lacks
  ///   - validate: gets the blobs that the hook `pre-commit` changed, by path, and throws to refuse them;
  ///     that error is the `cause` of `invalidAfterHook`
  public func commit(
    _ request: CommitRequest, runner: any GitCommandRunner,
    validate: (([String: [UInt8]]) throws -> Void)? = nil
  ) async throws(GitError) -> CommitResult {
    try await CommitTransaction(self, request, runner, validate).run()
  }

  /// Finishes, or drops, what a killed commit left, and removes its stale locks. Every command that changes
  /// anything calls this first; with nothing to do it costs two looks at the file system.
  ///
  /// While a commit is under way in another process it does nothing.
  @discardableResult
  public func recover() throws(GitError) -> RecoveryReport {
    let recovery = Recovery(self)
    guard recovery.isNeeded, let lock = try ProcessLock.attempt(recovery.folder) else {
      return RecoveryReport(finished: nil, dropped: false, removedLocks: [], skipped: [])
    }
    let report = try recovery.run()
    _ = consume lock
    return report
  }
}
