#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Repository {
  /// The tracked files whose names end in `/`, the given name and `suffix`, at any depth below `prefix` (or in it).
  public func trackedPaths(
    named names: Set<String>, suffix: String, under prefix: String = ""
  ) throws(GitError) -> [String] {
    let image = try image()
    let (prefix, suffix) = (Array(prefix.utf8), Array(suffix.utf8))
    let wanted = Set(names.map { Array($0.utf8) })
    let longest = wanted.map(\.count).max() ?? 0
    return (0..<image.count).compactMap { position in
      image.withName(position) { name in
        guard name.count > suffix.count, name.suffix(suffix.count).elementsEqual(suffix), name.starts(with: prefix)
        else { return nil }
        let stem = name.dropLast(suffix.count).suffix(longest + 1)
        let start = stem.lastIndex(of: 0x2F).map { $0 + 1 } ?? stem.startIndex
        guard wanted.contains(Array(stem[start...])) else { return nil }
        return String(decoding: name, as: UTF8.self)
      }
    }
  }

  /// As `changedPaths(under:)` has it, at these paths only, so that the cost is theirs alone. Nil where only a look at all
  /// can tell: with conflicts, where a path is no plain file, or its filter needs `git`.
  public func changedPaths(at paths: [String]) throws(GitError) -> [PathChange]? {
    try changedPaths(at: paths, try image())
  }

  func changedPaths(at paths: [String], _ image: IndexImage) throws(GitError) -> [PathChange]? {
    guard !image.hasConflicts else { return nil }
    let root = try head().commit.map { id throws(GitError) in try treeAndParent(id).tree }
    let tree = TreeLookup(self, root)
    let filters = Filters(repository: self)
    let work = WorkTree(root: workTree)
    let ignoresMode = configuration(bool: "core.fileMode") == false
    var found: [PathChange] = []
    for path in Set(paths.map(PathBytes.init)).sorted() {
      do {
        guard !filters.needsGit(path.text) else { return nil }
        let place = try RepositoryPath(path.text)
        let head = try tree.entry(place)
        if let head, !head.kind.isPlainFile { return nil }
        let position = image.position(of: Array(path.text.utf8))
        let isTracked = image.has(Array(path.text.utf8), at: position)
        if isTracked, image.isTakenAsUnchanged(position) { return nil }
        guard let file = try work.read(place) else {
          if let head { found.append(PathChange(path: path.text, kind: .deleted, headID: head.id)) }
          continue
        }
        guard let head else {
          if isTracked || !isIgnored(path.text) {
            found.append(PathChange(path: path.text, kind: .added, headID: nil))
          }
          continue
        }
        let isSameMode = ignoresMode || (file.status.st_mode & S_IXUSR != 0) == (head.kind == .executable)
        let id = try Self.blobID(filters.convert(file.bytes, path.text, toWorkTree: false))
        if !isSameMode || id != head.id {
          found.append(PathChange(path: path.text, kind: .modified, headID: head.id))
        }
      } catch {
        if case .notAPlainFile = error.code { return nil }
        throw error
      }
    }
    return found
  }
}

extension IndexImage {
  /// Whether the user told Git not to look at the work file (`--assume-unchanged`, `--skip-worktree`).
  func isTakenAsUnchanged(_ position: Int) -> Bool {
    let flags = bytes[starts[position] + Field.flags.rawValue]
    return flags & 0x80 != 0 || flags & 0x40 != 0 && bytes[starts[position] + 62] & 0x40 != 0
  }
}
