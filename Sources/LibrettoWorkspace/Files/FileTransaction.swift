import LibrettoGit
import LibrettoModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes to several of the book's files that are made all or not at all.
///
/// Each file is first written beside its place and flushed; then all are renamed into place, each only where it still
/// holds what was read. Where that fails in the
/// middle, what had been renamed is put back; where the process is killed, the next edit finishes what the journal says.
/// No symbolic link is followed, in the folders neither.
struct FileTransaction {
  private struct Write {
    let path: String
    /// What the file held when it was read; nil where it must not exist.
    let expected: [UInt8]?
    /// What it is to hold; nil removes it.
    let content: [UInt8]?
  }

  /// The folder that all paths are below.
  let root: String
  private var writes: [Write] = []

  init(root: String) { self.root = root }

  /// Whether there is nothing to write.
  var isEmpty: Bool { writes.isEmpty }

  /// Plans a change of the file at `path` from the bytes `expected` (nil: it must be new) to `content` (nil: removed).
  mutating func plan(_ path: String, from expected: [UInt8]?, to content: [UInt8]?) {
    guard expected != content else { return }
    writes.append(Write(path: path, expected: expected, content: content))
  }

  /// From this many files on, all are flushed to disk at once, which costs far less than one by one.
  private static let bulk = 64

  /// Makes the writes; `progress` is told now and then how many files of how many are done.
  func commit(progress: (Int, Int) -> Void = { _, _ in }) throws(WorkspaceError) {
    var stamped: [(write: Write, stamp: FileStamp?)] = []
    for write in self.writes {
      // Before it is read: what is written after that has another stamp.
      let stamp = FileStamp(at: "\(root)/\(write.path)")
      try check(write)
      stamped.append((write, stamp))
    }
    // One folder after the other, so that only one is open at a time.
    stamped.sort { Self.folder($0.write.path).lexicographicallyPrecedes(Self.folder($1.write.path)) }
    let writes = stamped.map(\.write)
    let isBulk = writes.count >= Self.bulk && SafeFolder.canFlushAll
    let journal = EditJournal(root: root)
    var temporaries: [String?] = []
    var done = 0
    do {
      var folder: SafeFolder?
      for write in writes {
        let current = try Self.folder(of: write, in: root, after: folder, creating: write.content != nil)
        folder = current
        if let content = write.content {
          temporaries.append(try current.stage(content, flushing: !isBulk))
        } else {
          temporaries.append(nil)
        }
        if temporaries.count % 64 == 0 { progress(temporaries.count / 2, writes.count) }
      }
      if isBulk { SafeFolder.flushAll() }
      if writes.count > 1, let journal {
        try journal.write(
          zip(writes, temporaries).map { write, temporary in
            .init(path: write.path, temporary: temporary, old: write.expected.map { Checksum.of($0).description })
          })
      }
      for ((write, stamp), temporary) in zip(stamped, temporaries) {
        let current = try Self.folder(of: write, in: root, after: folder, creating: false)
        if current !== folder, !isBulk { folder?.flush() }
        folder = current
        if write.expected != nil, current.stamp(write.path) != stamp { try check(write) }
        if let temporary {
          try current.replace(write.path, with: temporary, isNew: write.expected == nil)
        } else {
          try current.remove(write.path)
        }
        done += 1
        if done % 64 == 0 || done == writes.count { progress((writes.count + done) / 2, writes.count) }
      }
      if isBulk { SafeFolder.flushAll() } else { folder?.flush() }
    } catch {
      undo(Array(writes.prefix(done)))
      journal?.remove()
      for (write, temporary) in zip(writes, temporaries).dropFirst(done) {
        guard let temporary else { continue }
        (try? SafeFolder(root: root, of: write.path, creating: false))?.discard(temporary)
      }
      throw error
    }
    if writes.count > 1 { journal?.remove() }
    for write in writes where write.content == nil {
      (try? SafeFolder(root: root, of: write.path, creating: false))?.removeIfEmpty(root: root)
    }
  }

  /// The bytes of the folder that the file at `path` lies in.
  private static func folder(_ path: String) -> Substring.UTF8View {
    path.utf8[..<(path.utf8.lastIndex(of: 0x2F) ?? path.startIndex)]
  }

  /// The folder of a write: the one that is open already, where it is the same.
  private static func folder(
    of write: Write, in root: String, after open: SafeFolder?, creating: Bool
  ) throws(WorkspaceError) -> SafeFolder {
    if let open, open.holds(write.path) { return open }
    return try SafeFolder(root: root, of: write.path, creating: creating)
  }

  /// The file must still hold what was read; otherwise someone's work would be lost.
  private func check(_ write: Write) throws(WorkspaceError) {
    let full = "\(root)/\(write.path)"
    guard let expected = write.expected else {
      guard !FileAccess.exists(full) else {
        throw WorkspaceError(.failure, "\(write.path) exists already", help: "nothing was written")
      }
      return
    }
    do {
      guard try FileAccess.read(full, limit: 1 << 30) == expected else {
        throw WorkspaceError(
          .failure, "\(write.path) changed while the command ran", help: "nothing was written; try again")
      }
    } catch let error as WorkspaceError { throw error } catch {
      throw WorkspaceError(.failure, "\(write.path) cannot be read any more", help: "nothing was written")
    }
  }

  /// Puts back what was there; what someone wrote since stays.
  private func undo(_ done: [Write]) {
    for write in done.reversed() {
      let current = try? FileAccess.read("\(root)/\(write.path)", limit: 1 << 30)
      guard current == write.content else { continue }
      guard let folder = try? SafeFolder(root: root, of: write.path, creating: write.expected != nil) else { continue }
      if let expected = write.expected {
        if let temporary = try? folder.stage(expected) {
          try? folder.replace(write.path, with: temporary, isNew: write.content == nil)
        }
      } else {
        try? folder.remove(write.path)
      }
    }
  }
}
