#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CommitTransaction {
  /// Brings the commit's paths, and no others, into the copy of the user's index.
  func apply(to index: StagedIndex) {
    for position in items.indices {
      items[position].staged = index.entry(items[position].path.text).map { .init(mode: $0.mode, id: $0.id) }
    }
    for item in items where item.new == nil && item.stages == nil { index.remove(item.path.text) }
    for item in items {
      if let stages = item.stages { index.putConflict(item.path.text, stages) }
      if let new = item.new { index.put(item.path.text, new.mode, new.id, IndexStatus(item.status)) }
    }
  }

  /// Writes the new work files beside the old ones, so that only renames are left for after the branch has
  /// moved.
  func prepareWorkFiles(_ reference: String) async throws(GitError) {
    guard items.contains(where: { $0.workBytes != nil }) else { return }
    let intent = Journal(reference: reference, commit: nil, items: items.map(\.journal))
    try FileSystem.replace(folder.journal, with: intent.bytes)
    for position in items.indices {
      guard let bytes = items[position].workBytes, let name = items[position].work?.temporary else {
        continue
      }
      work.discard(items[position].path, temporary: name)
      if items[position].isLink {
        try work.prepareLink(to: bytes, at: items[position].path, temporary: name)
      } else {
        try work.prepare(
          bytes, at: items[position].path, temporary: name, executable: items[position].new?.mode == .executable,
          setting: items[position].isExecutable)
      }
    }
  }

  /// Work files, index, journal and locks, in this order; what fails stays for the next command, with the
  /// lock held so that no `git commit` reverts the change from the old index.
  func finish(_ index: StagedIndex, _ area: StagingArea) -> GitError? {
    do {
      var isFresher = false
      for item in items {
        guard let plan = item.work else { continue }
        guard try work.isUnchanged(item.path, plan) else {
          if let name = plan.temporary { work.discard(item.path, temporary: name) }
          continue
        }
        guard let name = plan.temporary else {
          try work.remove(item.path)
          continue
        }
        try work.install(item.path, temporary: name)
        guard let new = item.new else { continue }
        index.put(item.path.text, new.mode, new.id, IndexStatus(try work.lookedAt(item.path)))
        isFresher = true
      }
      // Only to spare Git a look at the files; without it the index is as right.
      if isFresher { try? area.write(index, items.map(\.journal)) }
      for item in items where item.new?.mode == .submodule { try work.makeFolder(item.path) }
      try area.publish()
      switch request.aim {
      case .merge, .conclusion: MergeFiles(repository).remove()
      case .commit, .fastForward, .mergeState: break
      }
      unlink(folder.journal)
      for path in folder.leftovers { unlink(path) }
      indexLock.release()
      return nil
    } catch {
      return GitError(
        error.code, "the commit was made, but not all that follows it: \(error.message)",
        help: "the next command finishes it; until then leave index.lock in place", cause: error)
    }
  }
}

extension WorkTree {
  /// Whether the work file is still what the plan was made for.
  func isUnchanged(_ path: RepositoryPath, _ plan: Journal.WorkPlan) throws(GitError) -> Bool {
    if let target = try link(path) { return try Repository.blobID(target) == plan.old }
    guard let file = try read(path) else { return plan.old == nil }
    return try Repository.blobID(file.bytes) == plan.old
  }
}
