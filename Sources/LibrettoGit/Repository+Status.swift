import Clibgit2

extension Repository {
  /// The work tree against HEAD below `prefix` (a folder or one file; empty: all), whatever is staged;
  /// untracked files are added ones, ignored files are left out. Sorted by the bytes of the path.
  ///
  /// HEAD is compared with the index by object ids, the index with the work tree by the files' status, their
  /// content only where that differs: libgit2's own comparison of tree and work tree reads every file.
  public func changedPaths(under prefix: String = "") throws(GitError) -> [PathChange] {
    let index = try IndexFile(reading: self)
    let staged = try stagedStates(index, under: prefix)
    let filters = Filters(repository: self)
    let work = WorkTree(root: workTree)
    var found: [PathChange] = []
    var seen: Set<PathBytes> = []
    for delta in try workTreeDeltas(index, under: prefix) {
      let key = PathBytes(delta.path)
      seen.insert(key)
      let head: (mode: FileMode, id: ObjectID)? =
        if let state = staged[key] { state.head } else { delta.index }
      guard let mode = delta.work else {
        if let head { found.append(PathChange(path: delta.path, kind: .deleted, headID: head.id)) }
        continue
      }
      guard let head else {
        found.append(PathChange(path: delta.path, kind: .added, headID: nil))
        continue
      }
      let needsFilter = mode.isPlainFile && filters.needsGit(delta.path)
      // What differs from the index may still equal HEAD: staged and taken back, or unstaged only.
      if staged[key] != nil, mode == head.mode, mode.isPlainFile, !needsFilter,
        let path = try? RepositoryPath(delta.path), let file = try work.read(path),
        try Self.blobID(filters.convert(file.bytes, delta.path, toWorkTree: false)) == head.id
      {
        continue
      }
      let sameType = mode == head.mode || (mode.isPlainFile && head.mode.isPlainFile)
      found.append(
        PathChange(
          path: delta.path, kind: sameType ? .modified : .typeChanged, headID: head.id,
          needsFilter: needsFilter))
    }
    // Staged, and the work file equals what is staged.
    for (path, state) in staged where !seen.contains(path) {
      if let change = Self.change(path.text, state.head, state.index) {
        found.append(PathChange(path: path.text, kind: change.kind, headID: change.headID))
      }
    }
    return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// As `changedPaths(under:)`, with files whose filter only `git` can run compared by what `git` makes of
  /// them.
  public func changedPaths(
    under prefix: String = "", runner: any GitCommandRunner
  ) async throws(GitError) -> [PathChange] {
    var found: [PathChange] = []
    for change in try changedPaths(under: prefix) {
      if change.needsFilter, change.kind == .modified,
        let file = try WorkTree(root: workTree).read(RepositoryPath(change.path))
      {
        let id = try await GitCommands(repository: self, runner: runner).hash(
          file.bytes, change.path, storing: false)
        if id == change.headID { continue }
      }
      found.append(change)
    }
    return found
  }

  /// The staging area against HEAD below `prefix`, with the staged blobs; intent-to-add and conflicts are
  /// left out.
  public func stagedPaths(under prefix: String = "") throws(GitError) -> [PathChange] {
    let index = try IndexFile(staged: self)
    let conflicts = Set(Self.conflicts(index, under: prefix).map(PathBytes.init))
    return try stagedStates(index, under: prefix)
      .filter { !conflicts.contains($0.key) }
      .compactMap { Self.change($0.key.text, $0.value.head, $0.value.index) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The paths below `prefix` that stand in the staging area with a conflict.
  public func conflictedPaths(under prefix: String = "") throws(GitError) -> [String] {
    Self.conflicts(try IndexFile(reading: self), under: prefix)
  }

  static func conflicts(_ index: IndexFile, under prefix: String) -> [String] {
    guard index.hasConflicts else { return [] }
    var paths: [String] = []
    index.forEach { entry, stage in
      if stage > 0, paths.last.map(PathBytes.init) != PathBytes(entry.path), isPath(entry.path, under: prefix) {
        paths.append(entry.path)
      }
    }
    return paths
  }

  static func isPath(_ path: String, under prefix: String) -> Bool {
    if prefix.isEmpty { return true }
    var folder = prefix
    while folder.utf8.last == UInt8(ascii: "/") { folder.unicodeScalars.removeLast() }
    return PathBytes(path) == PathBytes(folder) || path.utf8.starts(with: (folder + "/").utf8)
  }

  typealias State = (mode: FileMode, id: ObjectID)

  /// The paths that differ between HEAD and the index, with both sides.
  private func stagedStates(
    _ index: IndexFile, under prefix: String
  ) throws(GitError) -> [PathBytes: (head: State?, index: State?)] {
    var states: [PathBytes: (head: State?, index: State?)] = [:]
    var staged: [TreeEntry] = []
    // Told whatever side stands for them: what the index says of their work files is said by no entry.
    let conflicts = index.hasConflicts ? Set(Self.conflicts(index, under: prefix).map(PathBytes.init)) : []
    staged.reserveCapacity(index.count)
    index.forEach { entry, stage in
      guard !entry.isIntentToAdd, Self.isPath(entry.path, under: prefix) else { return }
      // In a conflict ours stands for the path, so that it is not taken for deleted.
      if stage == 0 || stage == 2 {
        staged.append(TreeEntry(path: entry.path, mode: entry.mode, id: entry.id))
      }
    }
    var position = 0
    if let head = try head().commit {
      try visit(tree: treeAndParent(head).tree, under: prefix) { old in
        while position < staged.count, staged[position].path.utf8.lexicographicallyPrecedes(old.path.utf8) {
          states[PathBytes(staged[position].path)] = (nil, (staged[position].mode, staged[position].id))
          position += 1
        }
        if position < staged.count, PathBytes(staged[position].path) == PathBytes(old.path) {
          let new = staged[position]
          position += 1
          if new.id == old.id, new.mode == old.mode, !conflicts.contains(PathBytes(old.path)) { return }
          states[PathBytes(old.path)] = ((old.mode, old.id), (new.mode, new.id))
        } else {
          states[PathBytes(old.path)] = ((old.mode, old.id), nil)
        }
      }
    }
    for new in staged[position...] { states[PathBytes(new.path)] = (nil, (new.mode, new.id)) }
    return states
  }
}
