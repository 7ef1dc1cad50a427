#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finishes or drops what a killed commit left. The caller holds the process lock, so whoever left it is
/// gone.
struct Recovery {
  let repository: Repository
  let folder: StateFolder
  private let indexLock: LinkedLock

  init(_ repository: Repository) {
    self.repository = repository
    folder = StateFolder(repository)
    indexLock = LinkedLock(path: repository.gitDirectory + "/index.lock", partner: folder.indexLock)
  }

  /// Whether there may be something to do: two looks at the file system.
  var isNeeded: Bool { FileSystem.exists(folder.journal) || FileSystem.exists(folder.indexLock) }

  func run() throws(GitError) -> RecoveryReport {
    var removed: [String] = []
    var finished: ObjectID?
    var dropped = false
    var skipped: [String] = []
    let journal = try FileSystem.read(folder.journal).flatMap { Journal($0) }
    // Half-written copies of the index would only be in the way.
    for path in folder.copies { unlink(path) }
    if let journal {
      let lock = ReferenceUpdate.lock(journal.reference, in: repository)
      if lock.isOurs { removed.append(lock.path) }
      lock.release()
      if let commit = journal.commit, try isReached(commit, journal.reference) {
        finished = commit
        skipped = try finish(journal)
      } else {
        dropped = true
        // A message without a merge would become that of the next commit.
        if journal.reference == MergeFiles.reference { MergeFiles(repository).remove() }
        discard(journal.items)
      }
    }
    if indexLock.isOurs { removed.append(indexLock.path) }
    unlink(folder.journal)
    for path in folder.leftovers { unlink(path) }
    indexLock.release()
    return RecoveryReport(finished: finished, dropped: dropped, removedLocks: removed, skipped: skipped)
  }

  private func isReached(_ commit: ObjectID, _ reference: String) throws(GitError) -> Bool {
    if reference == MergeFiles.reference { return try MergeFiles(repository).heads().first == commit }
    let tip = reference == "HEAD" ? try repository.head().commit : try repository.reference(reference)
    // The commit's object may be missing if the machine lost power before the branch moved.
    guard let tip else { return false }
    do {
      return try repository.isAncestor(commit, of: tip)
    } catch  where error.code == .notFound {
      return false
    }
  }

  private func discard(_ items: [Journal.Item]) {
    let work = WorkTree(root: repository.workTree)
    for item in items {
      if let name = item.work?.temporary, let path = try? RepositoryPath(item.path) {
        work.discard(path, temporary: name)
      }
    }
  }

  /// Work files and index of a commit that reached its branch; what was changed since is left, and named.
  private func finish(_ journal: Journal) throws(GitError) -> [String] {
    var skipped: [String] = []
    let work = WorkTree(root: repository.workTree)
    let root = try repository.head().commit.map { id throws(GitError) in try repository.treeAndParent(id).tree
    }
    let tree = TreeLookup(repository, root)
    var current: [Journal.Item] = []
    let isMerge = journal.reference == MergeFiles.reference
    for item in journal.items {
      if isMerge {
        current.append(item)
        continue
      }
      let head = try? tree.entry(RepositoryPath(item.path))
      if head.map({ Journal.IndexState(mode: $0.kind, id: $0.id) }) == item.new {
        current.append(item)
      } else {
        skipped.append(item.path)
      }
    }
    for item in current {
      guard let plan = item.work, let path = try? RepositoryPath(item.path) else { continue }
      if let name = plan.temporary {
        guard try work.holds(path, temporary: name) else { continue }
        if try work.isUnchanged(path, plan) {
          try work.install(path, temporary: name)
        } else {
          skipped.append(item.path)
        }
      } else if try work.lookedAt(path) != nil {
        if try work.isUnchanged(path, plan) { try work.remove(path) } else { skipped.append(item.path) }
      }
    }
    discard(journal.items)
    try finishIndex(current)
    if !isMerge, let commit = journal.commit {
      let files = MergeFiles(repository)
      let heads = try files.heads()
      let parents = try repository.commit(commit).parents.dropFirst()
      if !heads.isEmpty, heads.allSatisfy(parents.contains) { files.remove() }
    }
    return skipped
  }

  private func finishIndex(_ items: [Journal.Item]) throws(GitError) {
    if !indexLock.isOurs {
      var patience = Patience(milliseconds: 5_000)
      while try !indexLock.attempt() { guard patience.block() else { throw indexLock.held } }
    }
    let area = StagingArea(repository)
    let index = try area.read()
    // Only entries that still are what they were: the user may have staged more since.
    let stale = items.filter { item in
      index.entry(item.path).map { Journal.IndexState(mode: $0.mode, id: $0.id) } == item.staged
        && (item.staged != item.new || item.stages != nil)
    }
    guard !stale.isEmpty else { return }
    for item in stale where item.new == nil && item.stages == nil { index.remove(item.path) }
    for item in stale { if let stages = item.stages { index.putConflict(item.path, stages) } }
    for item in stale { if let new = item.new { index.put(item.path, new.mode, new.id, IndexStatus(nil)) } }
    try area.write(index, stale)
    try area.publish()
  }
}

extension WorkTree {
  /// Whether the prepared file is there.
  func holds(_ path: RepositoryPath, temporary: String) throws(GitError) -> Bool {
    guard let folder = try folder(of: path) else { return false }
    return faccessat(folder.file, temporary, F_OK, AT_SYMLINK_NOFOLLOW) == 0
  }
}
