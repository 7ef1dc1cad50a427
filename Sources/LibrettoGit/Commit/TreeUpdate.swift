import Clibgit2

/// A tree made from another by putting and removing plain files; only the folders on their paths are read and
/// written.
struct TreeUpdate {
  let repository: Repository
  /// Whether symbolic links and submodules may be put, replaced and removed as files are; nothing goes below one.
  var allowsLinks = false

  struct Change {
    var path: RepositoryPath
    /// Nil: the path goes.
    var new: (mode: FileMode, id: ObjectID)?
  }

  /// The tree's id. Fails where a path, or a folder of one, is something other than a plain file or a folder.
  func apply(_ changes: [Change], to root: ObjectID?) throws(GitError) -> ObjectID {
    if let id = try update(root, changes, depth: 0) { return id }
    return try repository.store([], GIT_OBJECT_TREE)
  }

  /// The new folder's id; nil where nothing is left in it.
  private func update(_ id: ObjectID?, _ changes: [Change], depth: Int) throws(GitError) -> ObjectID? {
    let old = try id.map { id throws(GitError) in try repository.tree(id).entries } ?? []
    let groups = Dictionary(grouping: changes) { $0.path.parts[depth] }
    var entries = old.filter { groups[$0.name] == nil }
    let existing = Dictionary(
      old.filter { groups[$0.name] != nil }.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for (name, group) in groups {
      let here = group.first { $0.path.parts.count == depth + 1 }
      let below = group.filter { $0.path.parts.count > depth + 1 }
      let entry = existing[name]
      if let entry, !entry.isTree, !entry.kind.isPlainFile, !allowsLinks || here == nil {
        throw Self.refusal(group[0].path, entry.kind)
      }
      var folder = entry.flatMap { $0.isTree ? $0.id : nil }
      if !below.isEmpty {
        let isFileThatStays = entry.map { !$0.isTree } == true && (here == nil || here?.new != nil)
        let puts = below.contains { $0.new != nil }
        if puts && isFileThatStays { throw Self.refusal(below[0].path, .file) }
        if folder != nil || puts { folder = try update(folder, below, depth: depth + 1) }
      }
      if let here {
        if folder != nil {
          guard here.new == nil, entry?.isTree != true else {
            throw GitError(.notAPlainFile(here.path.text), "\(here.path.text) is a folder")
          }
          entries.append(RawTree.Entry(name: name, mode: 0o040000, id: folder!))
        } else if let new = here.new {
          entries.append(RawTree.Entry(name: name, mode: UInt32(new.mode.rawValue), id: new.id))
        }
      } else if let folder {
        entries.append(RawTree.Entry(name: name, mode: 0o040000, id: folder))
      } else if let entry, !entry.isTree {
        entries.append(entry)
      }
    }
    return entries.isEmpty ? nil : try repository.store(RawTree(entries: entries).bytes, GIT_OBJECT_TREE)
  }

  private static func refusal(_ path: RepositoryPath, _ kind: FileMode) -> GitError {
    let what =
      switch kind {
      case .symbolicLink: "a symbolic link"
      case .submodule: "a submodule"
      default: "a file where a folder is needed"
      }
    return GitError(.notAPlainFile(path.text), "\(path.text) is or lies below \(what)")
  }
}
