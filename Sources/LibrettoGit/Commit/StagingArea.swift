#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The user's index while we hold its lock: copied, changed, written beside it, moved over it.
struct StagingArea {
  let repository: Repository
  let folder: StateFolder
  /// Set before any work file was read: the new index is dated so, and what changes later is seen to be
  /// later.
  let started: timespec
  private let old: stat?

  init(_ repository: Repository) {
    self.repository = repository
    folder = StateFolder(repository)
    var now = timespec()
    // File systems date files by this clock; the finer one runs ahead of it.
    #if canImport(Glibc)
      clock_gettime(CLOCK_REALTIME_COARSE, &now)
    #else
      clock_gettime(CLOCK_REALTIME, &now)
    #endif
    started = now
    old = FileSystem.status(folder.gitDirectory + "/index")
  }

  /// The user's index, to be changed.
  func read() throws(GitError) -> StagedIndex {
    let index = try StagedIndex(path: folder.gitDirectory + "/index")
    if let old { try settle(index, writtenAt: old.modified.tv_sec) }
    return index
  }

  /// Entries as young as the old index are "racy": their file may have changed without its status showing it.
  /// A newer index would hide that, so those whose content differs lose their size, as Git does it
  /// (racy-git).
  private func settle(_ index: StagedIndex, writtenAt second: Int) throws(GitError) {
    let filters = Filters(repository: repository)
    let work = WorkTree(root: repository.workTree)
    for entry in index.entries(modifiedSince: second) {
      if let path = try? RepositoryPath(entry.path), !filters.needsGit(entry.path),
        let file = try? work.read(path),
        let bytes = try? filters.convert(file.bytes, entry.path, toWorkTree: false),
        try Repository.blobID(bytes) == entry.id
      {
        continue
      }
      index.forgetSize(entry.path)
    }
  }

  /// Writes the new index beside the old one, flushed, and reads it again to see that it holds what it should.
  func write(_ index: StagedIndex, _ items: [Journal.Item]) throws(GitError) {
    let bytes = index.composed()
    let file = open(folder.index, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard file >= 0 else { throw .io("cannot write \(folder.index)") }
    defer { close(file) }
    try FileSystem.writeAll(bytes, to: file, named: folder.index)
    if let old { fchmod(file, old.st_mode & 0o777) }
    var times = [started, started]
    guard futimens(file, &times) == 0, fsync(file) == 0 else { throw .io("cannot write \(folder.index)") }
    guard let found = try FileSystem.read(folder.index), found == bytes else {
      throw GitError(.io(EIO), "the new index \(folder.index) is not as written")
    }
    let written = StagedIndex(try IndexImage(found, path: folder.index, verifying: false))
    for item in items {
      let entry = written.entry(item.path).map { Journal.IndexState(mode: $0.mode, id: $0.id) }
      guard entry == item.new else {
        throw GitError(.io(EIO), "the new index does not hold \(item.path) as written")
      }
    }
  }

  /// Moves the private copy over the user's index.
  func publish() throws(GitError) {
    guard rename(folder.index, folder.gitDirectory + "/index") == 0 else {
      throw .io("cannot write \(folder.gitDirectory)/index")
    }
    try FileSystem.flushFolder(folder.gitDirectory)
  }
}
