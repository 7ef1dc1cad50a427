import Clibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CommitTransaction {
  var treeChanges: [TreeUpdate.Change] {
    items.map { TreeUpdate.Change(path: $0.path, new: $0.new.map { ($0.mode, $0.id) }) }
  }

  /// Reads each path's content, stores its blob, and works out what becomes of the work file.
  func prepareItems(_ root: ObjectID?, _ index: StagedIndex) async throws(GitError) -> [Item] {
    var items: [Item] = []
    let head = TreeLookup(repository, root)
    for change in request.changes { items.append(try await prepare(change, head, index)) }
    return items
  }

  private func prepare(
    _ change: CommitRequest.Change, _ tree: TreeLookup, _ index: StagedIndex
  ) async throws(GitError) -> Item {
    let path = try RepositoryPath(change.path)
    let head = try tree.entry(path)
    switch change.content {
    case .leaf(let leaf): return try await prepareLeaf(change, path, leaf, head, index)
    case .conflict(let stages, let file, let mode):
      return try await prepareConflict(change, path, stages, file, mode, head, index)
    case .removed where request.aim != .commit: return try await prepareLeaf(change, path, nil, head, index)
    case .workTreeFile, .bytes, .removed: break
    }
    if let head, !head.kind.isPlainFile {
      throw GitError(.notAPlainFile(change.path), "\(change.path) is not a plain file in HEAD")
    }
    var item = Item(path: path, content: change.content)
    item.staged = index.entry(change.path).map { Journal.IndexState(mode: $0.mode, id: $0.id) }
    switch change.content {
    case .removed:
      if request.updatesWorkTree { try await planWork(&item, head, bytes: nil) }
    case .workTreeFile:
      guard let file = try work.read(path) else {
        throw GitError(.notFound, "\(change.path) does not exist in the work tree")
      }
      item.status = file.status
      item.new = Journal.IndexState(
        mode: mode(file.status, head?.kind ?? item.staged?.mode), id: try await blob(file.bytes, change.path))
    case .bytes(let bytes):
      let status = try work.status(path)
      let mode = head?.kind ?? status.map { self.mode($0, item.staged?.mode) } ?? .file
      let new = Journal.IndexState(mode: mode, id: try await blob(bytes, change.path))
      item.new = new
      let isStaged = index.entry(change.path)?.isIntentToAdd == false
      if isStaged, let staged = item.staged, staged != new, staged.id != head?.id {
        throw GitError(
          .conflict([change.path]), "\(change.path) has staged changes of its own",
          help: "commit them first, or unstage them with `git restore --staged \(change.path)`")
      }
      if request.updatesWorkTree { try await planWork(&item, head, bytes: bytes) }
    case .leaf, .conflict: break
    }
    if item.new != nil, let other = index.collision(with: path), !isRemoved(other) {
      throw GitError(.conflict([other]), "\(change.path) cannot be added while \(other) is staged")
    }
    return item
  }

  func isRemoved(_ path: String) -> Bool {
    request.changes.contains { change in
      if case .removed = change.content { PathBytes(change.path) == PathBytes(path) } else { false }
    }
  }

  private func mode(_ status: stat, _ known: FileMode?) -> FileMode {
    if repository.configuration(bool: "core.fileMode") == false {
      return known?.isPlainFile == true ? known! : .file
    }
    return status.st_mode & S_IXUSR != 0 ? .executable : .file
  }

  /// Stores what a work file of these bytes becomes.
  private func blob(_ bytes: [UInt8], _ path: String) async throws(GitError) -> ObjectID {
    if filters.needsGit(path) { return try await commands.hash(bytes, path, storing: true) }
    return try repository.store(filters.convert(bytes, path, toWorkTree: false), GIT_OBJECT_BLOB)
  }

  /// The work file may be replaced or removed only while it is HEAD's; anything else would lose someone's
  /// work.
  func planWork(_ item: inout Item, _ head: RawTree.Entry?, bytes: [UInt8]?) async throws(GitError) {
    if try await planLink(&item, head, bytes) { return }
    guard let file = try work.read(item.path) else {
      // A file that HEAD has and the work tree lacks was removed by someone; it comes back with its new
      // content.
      if let bytes {
        item.work = Journal.WorkPlan(temporary: Self.temporaryName(), old: nil); item.workBytes = bytes
      }
      return
    }
    if file.bytes == bytes, item.isExecutable.map({ $0 == (file.status.st_mode & S_IXUSR != 0) }) ?? true {
      item.status = file.status
      return
    }
    let isHead: Bool
    if let head {
      let id =
        filters.needsGit(item.path.text)
        ? try await commands.hash(file.bytes, item.path.text, storing: false)
        : try Repository.blobID(filters.convert(file.bytes, item.path.text, toWorkTree: false))
      isHead = id == head.id
    } else {
      isHead = false
    }
    guard isHead else {
      throw GitError(
        .conflict([item.path.text]), "\(item.path.text) has changes that are not committed",
        help: "commit or undo them first")
    }
    let name = bytes == nil ? nil : Self.temporaryName()
    item.work = Journal.WorkPlan(temporary: name, old: try Repository.blobID(file.bytes))
    item.workBytes = bytes
  }

  static func temporaryName() -> String {
    ".libretto-" + String(UInt64.random(in: .min ... .max), radix: 36) + ".tmp"
  }
}
