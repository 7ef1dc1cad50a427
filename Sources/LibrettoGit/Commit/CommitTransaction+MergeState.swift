#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CommitTransaction {
  /// Brings the changes into index and work tree and says that a merge is under way.
  ///
  /// Until `MERGE_HEAD` is there all is as before; from then on the merge is under way, and what is missing in index and
  /// work tree comes with the journal.
  func leaveMerge(
    _ heads: [ObjectID], _ base: Head, _ index: StagedIndex, _ area: StagingArea
  ) async throws(GitError) -> CommitResult {
    // What is staged would be swept into the merge, and lost when that is given up.
    if let staged = try repository.stagedPaths().first {
      throw GitError(
        .conflict([staged.path]), "\(staged.path) has staged changes",
        help: "commit them first, or unstage them with `git restore --staged \(staged.path)`")
    }
    apply(to: index)
    try area.write(index, items.map(\.journal))
    try await prepareWorkFiles(MergeFiles.reference)
    let journal = Journal(reference: MergeFiles.reference, commit: heads.first, items: items.map(\.journal))
    try FileSystem.replace(folder.journal, with: journal.bytes)
    try writeOriginalHead(base)
    let files = MergeFiles(repository)
    do { try files.write(heads: heads, message: request.message) } catch {
      // Whatever was written last, without this file no merge is under way.
      files.remove()
      throw error
    }
    let unfinished = finish(index, area)
    return CommitResult(
      id: base.commit, committed: false, message: request.message, changes: [], hookOutput: hookOutput,
      unfinished: unfinished)
  }

  /// Remembers where HEAD was, as Git does before what moves it far.
  func writeOriginalHead(_ base: Head) throws(GitError) {
    switch request.aim {
    case .commit, .conclusion: return
    case .merge, .fastForward, .mergeState: break
    }
    guard let id = base.commit else { return }
    try FileSystem.replace(repository.gitDirectory + "/ORIG_HEAD", with: Array("\(id)\n".utf8))
  }

  /// The changes of a request to fast-forward must lead to the commit's very tree.
  func checkTree(_ tree: ObjectID, of commit: ObjectID) throws(GitError) {
    guard try repository.treeAndParent(commit).tree == tree else {
      throw GitError(.invalid(commit.description), "the changes do not lead to the tree of \(commit)")
    }
  }

  /// A leaf of a tree (nil: none), as a merge brings it.
  func prepareLeaf(
    _ change: CommitRequest.Change, _ path: RepositoryPath, _ leaf: TreeLeaf?, _ head: RawTree.Entry?,
    _ index: StagedIndex
  ) async throws(GitError) -> Item {
    var item = Item(path: path, content: change.content)
    item.staged = index.entry(change.path).map { Journal.IndexState(mode: $0.mode, id: $0.id) }
    item.new = leaf.map { Journal.IndexState(mode: $0.mode, id: $0.id) }
    // A commit that concludes a merge takes what is staged; nothing of it is lost.
    if request.updatesWorkTree { try checkStaged(item, head) }
    try await planLeaf(&item, leaf, head)
    if leaf != nil, let other = index.collision(with: path), !isRemoved(other) {
      throw GitError(.conflict([other]), "\(change.path) cannot be added while \(other) is staged")
    }
    return item
  }

  /// A conflict that is left to the user.
  func prepareConflict(
    _ change: CommitRequest.Change, _ path: RepositoryPath, _ stages: PlainTreeMerge.Stages, _ file: [UInt8]?,
    _ mode: FileMode, _ head: RawTree.Entry?, _ index: StagedIndex
  ) async throws(GitError) -> Item {
    var item = Item(path: path, content: change.content)
    item.staged = index.entry(change.path).map { Journal.IndexState(mode: $0.mode, id: $0.id) }
    item.stages = stages
    try checkStaged(item, head)
    guard let file, mode.isPlainFile else { return item }
    item.isExecutable = mode == .executable
    let bytes =
      filters.needsGit(path.text)
      ? try await commands.smudge(repository.storeBlob(file), path.text)
      : try filters.convert(file, path.text, toWorkTree: true)
    try await planWork(&item, head, bytes: bytes)
    return item
  }

  /// What the user staged and HEAD does not have must not be lost.
  private func checkStaged(_ item: Item, _ head: RawTree.Entry?) throws(GitError) {
    let old = head.map { Journal.IndexState(mode: $0.kind, id: $0.id) }
    guard item.staged != old, item.stages != nil || item.staged != item.new else { return }
    throw GitError(
      .conflict([item.path.text]), "\(item.path.text) has staged changes of its own",
      help: "commit them first, or unstage them with `git restore --staged \(item.path.text)`")
  }

  private func planLeaf(_ item: inout Item, _ leaf: TreeLeaf?, _ head: RawTree.Entry?) async throws(GitError) {
    guard request.updatesWorkTree else { return }
    guard let leaf else {
      // A submodule's folder is left to the user, as Git leaves it.
      if head?.kind != .submodule { try await planWork(&item, head, bytes: nil) }
      return
    }
    switch leaf.mode {
    case .submodule, .tree: return
    case .symbolicLink:
      item.isLink = repository.configuration(bool: "core.symlinks") != false
      try await planWork(&item, head, bytes: repository.blob(leaf.id))
    case .file, .executable:
      if repository.configuration(bool: "core.fileMode") != false { item.isExecutable = leaf.mode == .executable }
      let bytes =
        filters.needsGit(item.path.text)
        ? try await commands.smudge(leaf.id, item.path.text)
        : try filters.convert(repository.blob(leaf.id), item.path.text, toWorkTree: true)
      try await planWork(&item, head, bytes: bytes)
    }
  }

  /// Plans where a symbolic link stands or is to stand; false where none does.
  func planLink(_ item: inout Item, _ head: RawTree.Entry?, _ bytes: [UInt8]?) async throws(GitError) -> Bool {
    let target = try work.link(item.path)
    guard item.isLink || target != nil else { return false }
    guard target != nil || head == nil || head?.kind == .symbolicLink else {
      // A plain file makes way for a link: only if it is HEAD's.
      let isLink = item.isLink
      item.isLink = false
      try await planWork(&item, head, bytes: bytes.map { $0 + [0] })
      (item.isLink, item.workBytes) = (isLink, bytes)
      return true
    }
    if let target {
      let id = try Repository.blobID(target)
      if item.isLink, target == bytes { return true }
      guard head?.kind == .symbolicLink, head?.id == id else {
        throw GitError(
          .conflict([item.path.text]), "\(item.path.text) has changes that are not committed",
          help: "commit or undo them first")
      }
      item.work = Journal.WorkPlan(temporary: bytes == nil ? nil : Self.temporaryName(), old: id)
    } else {
      guard try work.lookedAt(item.path) == nil else {
        throw GitError(
          .conflict([item.path.text]), "\(item.path.text) is in the way of what is merged",
          help: "move it elsewhere first")
      }
      guard bytes != nil else { return true }
      item.work = Journal.WorkPlan(temporary: Self.temporaryName(), old: nil)
    }
    item.workBytes = bytes
    return true
  }
}
