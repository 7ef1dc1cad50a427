extension Repository {
  /// Commits HEAD's tree plus exactly the given changes.
  public func commit(
    _ request: CommitRequest, runner: any GitCommandRunner,
    validate: (([String: [UInt8]]) throws -> Void)? = nil
  ) async throws(GitError) -> CommitResult {
    throw GitError(.unsupported("commit"), "not yet built")
  }

  /// Finishes or drops what a killed commit left.
  public func recover() throws(GitError) -> RecoveryReport {
    RecoveryReport(finished: nil, dropped: false, removedLocks: [], skipped: [])
  }
}
