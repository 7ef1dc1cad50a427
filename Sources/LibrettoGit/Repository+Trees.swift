extension Repository {
  /// All files, links and submodules of a commit below `prefix` (a folder, or one file; empty: all), sorted
  /// as Git does.
  public func entries(in commit: ObjectID, under prefix: String = "") throws(GitError) -> [TreeEntry] {
    var found: [TreeEntry] = []
    try visit(tree: treeAndParent(commit).tree, under: prefix) { found.append($0) }
    return found
  }

  /// What `path` is in a commit; nil where it is nothing.
  public func entry(at path: String, in commit: ObjectID) throws(GitError) -> TreeEntry? {
    try entry(at: path, inTree: treeAndParent(commit).tree)
  }

  func entry(at path: String, inTree root: ObjectID) throws(GitError) -> TreeEntry? {
    var id = root
    var mode = FileMode.tree
    for part in path.utf8.split(separator: 0x2F) {
      guard mode == .tree, let entry = try tree(id).entries.first(where: { $0.name.elementsEqual(part) })
      else {
        return nil
      }
      (id, mode) = (entry.id, entry.kind)
    }
    return TreeEntry(path: path, mode: mode, id: id)
  }

  /// Calls `body` with each leaf below `prefix` of the tree `root`, in Git's order.
  func visit(tree root: ObjectID, under prefix: String, _ body: (TreeEntry) -> Void) throws(GitError) {
    var id = root
    var folder: [UInt8] = []
    for part in prefix.utf8.split(separator: 0x2F) {
      guard let entry = try tree(id).entries.first(where: { $0.name.elementsEqual(part) }) else { return }
      folder += entry.name
      guard entry.isTree else {
        body(TreeEntry(path: String(decoding: folder, as: UTF8.self), mode: entry.kind, id: entry.id))
        return
      }
      folder.append(0x2F)
      id = entry.id
    }
    try visit(id, folder, body)
  }

  private func visit(_ id: ObjectID, _ folder: [UInt8], _ body: (TreeEntry) -> Void) throws(GitError) {
    for entry in try tree(id).entries {
      if entry.isTree {
        try visit(entry.id, folder + entry.name + [0x2F], body)
      } else {
        body(
          TreeEntry(
            path: String(decoding: folder + entry.name, as: UTF8.self), mode: entry.kind, id: entry.id))
      }
    }
  }
}
