extension Repository {
  /// The newest commit on the first-parent line of `start` (nil: HEAD) that changed `path`; nil where none did.
  public func lastCommit(touching path: String, from start: ObjectID? = nil) throws(GitError) -> Commit? {
    try lastCommits(touching: [path], from: start)[path]
  }

  /// The oldest commit on HEAD's first-parent line that added `path` and after which it stayed; nil where
  /// none did.
  public func firstCommit(adding path: String) throws(GitError) -> Commit? {
    try firstCommits(adding: [path])[path]
  }

  /// For each path the newest commit on the first-parent line of `start` (nil: HEAD) that changed it, in one walk.
  public func lastCommits(
    touching paths: Set<String>, from start: ObjectID? = nil
  ) throws(GitError) -> [String: Commit] {
    var remaining = Set(paths.map(PathBytes.init))
    var found: [String: Commit] = [:]
    try walk(from: start, under: Self.commonFolder(paths)) { id, changes throws(GitError) in
      var commit: Commit?
      for change in changes where remaining.remove(PathBytes(change.path)) != nil {
        if commit == nil { commit = try self.commit(id) }
        found[change.path] = commit
      }
      return !remaining.isEmpty
    }
    return found
  }

  /// For each path the commit on HEAD's first-parent line that first added it, in one walk of all history.
  ///
  /// In a shallow repository the oldest commit that is there counts as adding all it holds.
  public func firstCommits(adding paths: Set<String>) throws(GitError) -> [String: Commit] {
    let wanted = Set(paths.map(PathBytes.init))
    var ids: [String: ObjectID] = [:]
    try walk(under: Self.commonFolder(paths)) { id, changes throws(GitError) in
      for change in changes where change.kind == .added && wanted.contains(PathBytes(change.path)) {
        ids[change.path] = id
      }
      return true
    }
    var commits: [ObjectID: Commit] = [:]
    var found: [String: Commit] = [:]
    for (path, id) in ids {
      if commits[id] == nil { commits[id] = try commit(id) }
      found[path] = commits[id]
    }
    return found
  }

  /// Walks the first parents of `start` (nil: HEAD), newest first, with what each changed, until `body` returns false.
  func walk(
    from start: ObjectID? = nil, under prefix: String, _ body: (ObjectID, [PathChange]) throws(GitError) -> Bool
  ) throws(GitError) {
    var first = start
    if first == nil { first = try head().commit }
    guard var id = first else { return }
    var (tree, parent) = try treeAndParent(id)
    let isShallow = isShallow
    while true {
      var below: (tree: ObjectID, parent: ObjectID?)?
      let older = parent
      if let older {
        do {
          below = try treeAndParent(older)
        } catch  where isShallow && error.code == .notFound {
          below = nil
        }
      }
      guard try body(id, changes(fromTree: below?.tree, to: tree, under: prefix)), let next = below, let older
      else { return }
      id = older
      (tree, parent) = (next.tree, next.parent)
    }
  }

  /// The deepest folder that all paths share.
  static func commonFolder(_ paths: Set<String>) -> String {
    guard let first = paths.first else { return "" }
    if paths.count == 1 { return first }
    var shared = first.split(separator: "/").dropLast()
    for path in paths {
      let parts = path.split(separator: "/").dropLast()
      let count = zip(shared, parts).prefix { $0.utf8.elementsEqual($1.utf8) }.count
      shared = shared.prefix(count)
    }
    return shared.joined(separator: "/")
  }
}
