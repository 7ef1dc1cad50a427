import LibrettoGit
import LibrettoModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a change of several files is about to do, on disk in the Git directory before it does it. Whoever edits next
/// finishes what a killed process left: the new contents lie flushed beside their places by then.
///
/// Fields, each ended by NUL, which no path contains: a mark, the path, temporary file and old digest of each file, `end`.
struct EditJournal {
  /// A file that is about to change.
  struct Entry {
    /// The path from the book's root.
    var path: String
    /// The file beside it with the new content; nil removes it.
    var temporary: String?
    /// The digest of what it held; nil: it did not exist.
    var old: String?
  }

  private static let mark = "libretto edit 1"
  private let root: String
  private let folder: String
  private let place: String

  /// The journal of the book in `root`; nil where the book is in no repository.
  init?(root: String) {
    guard let directory = Repository.gitDirectory(above: root.isEmpty ? "/" : root) else { return nil }
    self.root = root
    folder = directory + "/libretto"
    // A repository may hold several books, whose edits do not wait for each other.
    place = "\(folder)/edit-\(SHA1.hexDigest((FileAccess.realPath(root) ?? root).utf8).prefix(12))"
  }

  /// Puts the journal on disk, whole or not at all. From then on the change is made, whatever becomes of this process.
  func write(_ entries: [Entry]) throws(WorkspaceError) {
    var fields = [Self.mark]
    for entry in entries { fields += [entry.path, entry.temporary ?? "", entry.old ?? ""] }
    fields.append("end")
    mkdir(folder, 0o777)
    let fresh = place + ".new"
    do {
      unlink(fresh)
      try FileAccess.append(fields.flatMap { Array($0.utf8) + [0] }, to: fresh, flushing: true)
    } catch {
      unlink(fresh)
      let reason = if case .io(let code) = error { FileAccess.reason(code) } else { "there is something in its place" }
      throw WorkspaceError(
        .failure, "cannot write \(fresh): \(reason)",
        help: "nothing was changed; make room, or check who may write there")
    }
    guard rename(fresh, place) == 0 else {
      let code = errno
      unlink(fresh)
      throw WorkspaceError(.failure, "cannot write \(place): \(FileAccess.reason(code))", help: "nothing was changed")
    }
    FileAccess.flushFolder(folder)
  }

  /// The change is made, or undone.
  func remove() { unlink(place) }

  /// Finishes a change that was interrupted; the caller holds the book's edit lock, so whoever began it is gone. A file that
  /// was changed since keeps that change. Gives the paths that were finished and those that were left.
  func finish() -> (finished: [String], left: [String]) {
    // One that was not whole: nothing had been changed yet.
    unlink(place + ".new")
    guard let entries = read() else { return ([], []) }
    var (finished, left): ([String], [String]) = ([], [])
    for entry in entries {
      guard let isDone = try? finish(entry) else {
        left.append(entry.path)
        continue
      }
      if isDone { finished.append(entry.path) }
    }
    remove()
    return (finished, left)
  }

  /// Whether there was something to do; throws where the file was changed by someone else since.
  private func finish(_ entry: Entry) throws(WorkspaceError) -> Bool {
    let folder = try SafeFolder(root: root, of: entry.path, creating: false)
    let current = try? FileAccess.read("\(root)/\(entry.path)", limit: 1 << 30)
    let isOld = current.map { Checksum.of($0).description } == entry.old
    guard let temporary = entry.temporary else {
      guard current != nil else { return false }
      guard isOld else { throw WorkspaceError(.failure, "\(entry.path) changed") }
      try folder.remove(entry.path)
      folder.removeIfEmpty(root: root)
      return true
    }
    guard FileAccess.exists("\(root)/\(folder.sibling(temporary))") else { return false }
    guard isOld else {
      let new = try? FileAccess.read("\(root)/\(folder.sibling(temporary))", limit: 1 << 30)
      folder.discard(temporary)
      if new == current { return false }
      throw WorkspaceError(.failure, "\(entry.path) changed")
    }
    try folder.replace(entry.path, with: temporary, isNew: entry.old == nil)
    return true
  }

  private func read() -> [Entry]? {
    guard let bytes = try? FileAccess.read(place, limit: 1 << 30) else { return nil }
    let fields = bytes.split(separator: 0, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    guard fields.count >= 3, fields.count % 3 == 0, fields[0] == Self.mark, fields[fields.count - 2] == "end" else {
      return nil
    }
    return stride(from: 1, to: fields.count - 2, by: 3).map { start in
      Entry(
        path: fields[start], temporary: fields[start + 1].isEmpty ? nil : fields[start + 1],
        old: fields[start + 2].isEmpty ? nil : fields[start + 2])
    }
  }
}
