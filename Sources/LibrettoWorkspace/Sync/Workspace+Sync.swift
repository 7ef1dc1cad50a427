import LibrettoGit

extension Workspace {
  /// Brings the current branch and its upstream together: fetches by the user's `git`, joins field by field, judges the
  /// whole, pushes, and moves the branch once the remote has it. Where someone was faster, all that is done again.
  ///
  /// Uncommitted changes stay as they are; where what comes would touch them, nothing is done. Whatever fails leaves branch,
  /// staging area and files as they were, but for conflicts, which are left in the files to be resolved. It never forces a
  /// push.
  /// - Parameter watch: is told what Git says meanwhile
  public func sync(
    _ options: SyncOptions = SyncOptions(), watch: @escaping (SyncStep) -> Void = { _ in }
  ) async throws(WorkspaceError) -> SyncOutcome {
    let repository = try repository()
    do { _ = try repository.recover() } catch { throw WorkspaceError(error) }
    if let operation = repository.operation, operation != .bisect {
      let help =
        operation == .merge
        ? "see what is left: libretto conflicts; then: libretto commit, and libretto sync; or give it up: libretto merge --abort"
        : operation.help
      throw WorkspaceError(.failure, "a \(operation.command) is under way", help: help)
    }
    return try await SyncRun(self, options, watch).run()
  }
}
