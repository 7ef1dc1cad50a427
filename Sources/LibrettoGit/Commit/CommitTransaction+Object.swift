extension CommitTransaction {
  /// Stores the commit; by `git commit-tree -S` where the user wants it signed.
  func makeCommit(
    _ tree: ObjectID, _ parents: [ObjectID], _ message: String, _ author: Signature, _ committer: Signature
  ) async throws(GitError) -> ObjectID {
    try await repository.createCommit(
      tree: tree, parents: parents, author: author, committer: committer, message: message, runner: commands.runner)
  }

  /// Moves the branch, and believes only what the branch then says.
  func move(_ update: ReferenceUpdate) async throws(GitError) -> ReferenceUpdate.Outcome {
    guard hasHook("reference-transaction") else {
      do {
        return try await update.run(&patience)
      } catch {
        if try update.current() == update.new { return .done }
        throw error
      }
    }
    let arguments =
      ["update-ref", "--create-reflog", "-m", update.reason] + (update.name == "HEAD" ? ["--no-deref"] : [])
      + [update.name, update.new.description, (update.old ?? .zero).description]
    let result = try await commands.run(
      arguments, environment: Self.identityEnvironment(update.committer, update.committer))
    let now = try update.current()
    if now == update.new { return .done }
    if now != update.old { return .moved }
    throw Self.refused("reference-transaction", result.message)
  }
}
