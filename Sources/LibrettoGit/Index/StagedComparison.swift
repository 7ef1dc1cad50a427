/// The staging area against a tree. Folders that the index knows to be as in a tree (its extension `TREE`) are passed over.
struct StagedComparison {
  private let repository: Repository
  private let image: IndexImage
  private var position = 0
  private var paths: [String] = []

  private init(_ repository: Repository, _ image: IndexImage) { (self.repository, self.image) = (repository, image) }

  /// The paths at which the staging area differs from the commit at HEAD.
  static func paths(_ repository: Repository, _ image: IndexImage) throws(GitError) -> [String] {
    var comparison = StagedComparison(repository, image)
    let cache = image.extensions.first { $0.signature.elementsEqual("TREE".utf8) }
      .flatMap { CacheTree(Array(image.bytes[$0.content])) }
    if let head = try repository.head().commit {
      try comparison.compare(repository.treeAndParent(head).tree, cache?.root, below: [])
    } else {
      comparison.takeEntries(below: [], before: nil)
    }
    return comparison.paths
  }

  /// Compares a folder's tree with the entries from `position`, the first that lies in it; `path` ends in a slash.
  private mutating func compare(
    _ tree: ObjectID, _ known: CacheTree.Folder?, below path: [UInt8]
  ) throws(GitError) {
    if let known, let count = known.count, ObjectID(bytes: known.id) == tree {
      position += count
      return
    }
    for entry in try repository.tree(tree).entries {
      let name = path + entry.name
      if entry.isTree {
        takeEntries(below: path, before: name + [0x2F])
        let inner = known?.folders.first { $0.name.elementsEqual(entry.name) }
        try compare(entry.id, inner, below: name + [0x2F])
        continue
      }
      takeEntries(below: path, before: name)
      if image.has(name, at: position) {
        let staged = image.entry(position)
        position += 1
        if staged.id == entry.id, staged.mode == entry.kind { continue }
      }
      paths.append(String(decoding: name, as: UTF8.self))
    }
    takeEntries(below: path, before: nil)
  }

  /// Takes the entries in a folder up to a name for such as the tree lacks.
  private mutating func takeEntries(below path: [UInt8], before name: [UInt8]?) {
    while position < image.count {
      let isTaken = image.withName(position) { own in
        own.starts(with: path) && name.map { name in name.withUnsafeBytes { IndexImage.order(own, $0) < 0 } } ?? true
      }
      guard isTaken else { return }
      paths.append(image.entry(position).path)
      position += 1
    }
  }
}
