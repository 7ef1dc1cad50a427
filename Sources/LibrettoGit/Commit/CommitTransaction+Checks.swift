extension CommitTransaction {
  /// What can be refused before anything is locked.
  func checkRequest() throws(GitError) {
    var seen: Set<PathBytes> = []
    for change in request.changes {
      _ = try RepositoryPath(change.path)
      guard seen.insert(PathBytes(change.path)).inserted else {
        throw GitError(.invalid(change.path), "\(change.path) stands twice in one commit")
      }
    }
    for text in [request.message] where text.utf8.contains(0) {
      throw GitError(.invalid("message"), "the message contains a NUL")
    }
  }

  /// What forbids a commit now.
  func checkState() throws(GitError) {
    var concludes = false
    if case .conclusion = request.aim { concludes = true }
    if let operation = repository.operation, !(concludes && operation == .merge) {
      throw GitError(
        .inProgress(operation), "a \(operation.command) is in progress in \(repository.workTree)",
        help: operation.help)
    }
  }

  /// Refuses where one of the request's paths differs between two commits.
  func checkUnchanged(from old: ObjectID?, to new: ObjectID?) throws(GitError) {
    if old == new { return }
    let paths = Set((request.changes.map(\.path) + items.map(\.path.text)).map(PathBytes.init))
    let trees = [old, new]
    var roots: [ObjectID?] = []
    for id in trees {
      roots.append(try id.map { id throws(GitError) in try repository.treeAndParent(id).tree })
    }
    let changed = try repository.changes(fromTree: roots[0], to: roots[1]).map(\.path).filter {
      paths.contains(PathBytes($0))
    }
    guard changed.isEmpty else {
      throw GitError(
        .refMoved, "\(changed[0]) was changed by another commit meanwhile",
        help: "look at what came in (`git log -p -1 -- \(changed[0])`), then try again")
    }
  }
}
