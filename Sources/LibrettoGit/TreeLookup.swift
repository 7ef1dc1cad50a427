/// Looks many paths up in one tree; each folder is read once.
final class TreeLookup {
  private let repository: Repository
  private let root: ObjectID?
  private var folders: [ObjectID: [[UInt8]: RawTree.Entry]] = [:]

  /// A look into the tree `root`; nil: the empty tree.
  init(_ repository: Repository, _ root: ObjectID?) {
    self.repository = repository
    self.root = root
  }

  /// What the path is; nil where it is nothing. Fails where a folder on its way is a link, a submodule or a
  /// file.
  func entry(_ path: RepositoryPath) throws(GitError) -> RawTree.Entry? {
    guard var folder = root else { return nil }
    var found: RawTree.Entry?
    for (depth, part) in path.parts.enumerated() {
      guard let entry = try names(folder)[part] else { return nil }
      if depth < path.parts.count - 1 {
        // A plain file may still make way for a folder; the rest never does.
        if entry.kind.isPlainFile { return nil }
        guard entry.isTree else {
          let outer = path.parts[...depth].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
          throw GitError(
            .notAPlainFile(path.text), "\(path.text) lies below \(outer), which is not a folder in HEAD")
        }
      }
      (folder, found) = (entry.id, entry)
    }
    return found
  }

  private func names(_ id: ObjectID) throws(GitError) -> [[UInt8]: RawTree.Entry] {
    if let names = folders[id] { return names }
    let names = Dictionary(try repository.tree(id).entries.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    folders[id] = names
    return names
  }
}
