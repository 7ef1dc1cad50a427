extension Repository {
  /// What differs from commit `a` to commit `b` below `prefix`, with the blobs of both; folders that are
  /// equal are skipped by id.
  public func changedPaths(
    from a: ObjectID, to b: ObjectID, under prefix: String = ""
  ) throws(GitError) -> [PathChange] {
    try changes(fromTree: treeAndParent(a).tree, to: treeAndParent(b).tree, under: prefix)
  }

  /// What differs from one tree to another (nil: the empty tree) below `prefix`, sorted by the bytes of the
  /// path.
  func changes(
    fromTree a: ObjectID?, to b: ObjectID?, under prefix: String = ""
  ) throws(GitError) -> [PathChange] {
    var found: [PathChange] = []
    let parts = prefix.utf8.split(separator: 0x2F).map { Array($0) }
    try compare(a, b, folder: [], parts: parts[...]) { found.append($0) }
    return found
  }

  private func compare(
    _ a: ObjectID?, _ b: ObjectID?, folder: [UInt8], parts: ArraySlice<[UInt8]>, _ body: (PathChange) -> Void
  ) throws(GitError) {
    if a == b { return }
    var old = try a.map { id throws(GitError) in try tree(id).entries } ?? []
    var new = try b.map { id throws(GitError) in try tree(id).entries } ?? []
    if let part = parts.first {
      old = old.filter { $0.name == part }
      new = new.filter { $0.name == part }
    }
    let rest = parts.dropFirst()
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      let one: RawTree.Entry?
      let two: RawTree.Entry?
      if j >= new.count || (i < old.count && RawTree.precedes(old[i], new[j])) {
        (one, two) = (old[i], nil)
        i += 1
      } else if i >= old.count || RawTree.precedes(new[j], old[i]) {
        (one, two) = (nil, new[j])
        j += 1
      } else {
        (one, two) = (old[i], new[j])
        (i, j) = (i + 1, j + 1)
      }
      if let one, let two, one.id == two.id, one.mode == two.mode { continue }
      let path = folder + (one ?? two)!.name
      if (one ?? two)!.isTree {
        try compare(one?.id, two?.id, folder: path + [0x2F], parts: rest, body)
      } else if rest.isEmpty {
        if let change = Self.change(
          String(decoding: path, as: UTF8.self), one.map { ($0.kind, $0.id) }, two.map { ($0.kind, $0.id) })
        {
          body(change)
        }
      }
    }
  }

  /// How a leaf changed from one state to another; nil where it did not.
  static func change(
    _ path: String, _ old: (mode: FileMode, id: ObjectID)?, _ new: (mode: FileMode, id: ObjectID)?
  ) -> PathChange? {
    guard let old else { return new.map { PathChange(path: path, kind: .added, headID: nil, newID: $0.id) } }
    guard let new else { return PathChange(path: path, kind: .deleted, headID: old.id) }
    if old == new { return nil }
    let sameType = old.mode == new.mode || (old.mode.isPlainFile && new.mode.isPlainFile)
    return PathChange(path: path, kind: sameType ? .modified : .typeChanged, headID: old.id, newID: new.id)
  }
}
