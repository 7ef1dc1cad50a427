#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes to several of the book's files that are made all or not at all.
///
/// Each file is first written beside its place and flushed; then all are renamed into place. Where that fails in the
/// middle, what had been renamed is put back. No symbolic link is followed, in the folders neither.
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

  /// Makes the writes.
  func commit() throws(WorkspaceError) {
    for write in writes { try check(write) }
    var staged: [(write: Write, folder: SafeFolder, temporary: String?)] = []
    var done = 0
    do {
      for write in writes {
        let folder = try SafeFolder(root: root, of: write.path, creating: write.content != nil)
        staged.append((write, folder, try write.content.map { bytes throws(WorkspaceError) in try folder.stage(bytes) }))
      }
      for (write, folder, temporary) in staged {
        if let temporary {
          try folder.replace(write.path, with: temporary, isNew: write.expected == nil)
        } else {
          try folder.remove(write.path)
        }
        done += 1
      }
    } catch {
      undo(staged.prefix(done).map { ($0.write, $0.folder) })
      for (_, folder, temporary) in staged.dropFirst(done) { if let temporary { folder.discard(temporary) } }
      throw error
    }
    for (write, folder, _) in staged where write.content == nil { folder.removeIfEmpty(root: root) }
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

  private func undo(_ done: [(Write, SafeFolder)]) {
    for (write, folder) in done.reversed() {
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
