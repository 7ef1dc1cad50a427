#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An opened folder of the book, reached without following symbolic links.
final class SafeFolder {
  private let descriptor: Int32
  private let path: String

  /// Opens the folder of the file at `path` below `root`; with `creating`, makes the folders it needs.
  init(root: String, of path: String, creating: Bool) throws(WorkspaceError) {
    // By bytes: a slash before a combining mark is a slash to the system.
    let parts = path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).map { String($0) ?? "" }
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." || $0 == ".git" }) else {
      throw WorkspaceError(.failure, "the path \(path) leads out of the book", help: "nothing was written")
    }
    var current = open(root.isEmpty ? "/" : root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard current >= 0 else { throw Self.error("open", root, errno) }
    var walked = ""
    for part in parts.dropLast() {
      walked += walked.isEmpty ? part : "/\(part)"
      if creating { mkdirat(current, part, 0o777) }
      let next = openat(current, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      let code = errno
      close(current)
      guard next >= 0 else { throw Self.error("open the folder", walked, code) }
      current = next
    }
    descriptor = current
    self.path = walked
  }

  deinit { close(descriptor) }

  /// Whether the file at `path` lies right in this folder.
  func holds(_ path: String) -> Bool {
    let end = path.utf8.lastIndex(of: 0x2F) ?? path.startIndex
    return path.utf8[..<end].elementsEqual(self.path.utf8)
  }

  /// The path, from the root, of another file in this folder.
  func sibling(_ name: String) -> String { path.isEmpty ? name : "\(path)/\(name)" }

  /// Flushes the names in the folder to the disk, where the file system can.
  func flush() { fsync(descriptor) }

  #if canImport(Glibc)
    /// Whether all files can be flushed to disk at once.
    static let canFlushAll = true
  #else
    /// Whether all files can be flushed to disk at once.
    static let canFlushAll = false
  #endif

  /// Flushes all files to disk.
  static func flushAll() {
    #if canImport(Glibc)
      // Linux waits until all is written; POSIX alone does not promise that.
      sync()
    #endif
  }

  /// Writes a temporary file with these bytes and gives its name; with `flushing`, it is on the disk then.
  func stage(_ bytes: [UInt8], flushing: Bool = true) throws(WorkspaceError) -> String {
    let name = ".libretto-\(getpid())-\(UInt64.random(in: .min ... .max))"
    let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw Self.error("write in", path.isEmpty ? "the book's folder" : path, errno) }
    var failure = FileAccess.writeAll(bytes, to: file)
    if failure == 0, flushing, fsync(file) != 0 { failure = errno }
    if close(file) != 0, failure == 0 { failure = errno }
    guard failure == 0 else {
      discard(name)
      throw Self.error("write in", path.isEmpty ? "the book's folder" : path, failure)
    }
    return name
  }

  /// Moves the temporary file to the name of `target`, keeping the permissions of what was there.
  func replace(_ target: String, with temporary: String, isNew: Bool) throws(WorkspaceError) {
    let name = Self.name(target)
    if isNew {
      // A link fails where something came into being meanwhile; a rename would write over it.
      guard linkat(descriptor, temporary, descriptor, name, 0) == 0 else { throw Self.error("write", target, errno) }
      unlinkat(descriptor, temporary, 0)
      return
    }
    var status = stat()
    if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw WorkspaceError(.failure, "\(target) is no plain file", help: "nothing was written")
      }
      fchmodat(descriptor, temporary, status.st_mode & 0o7777, 0)
    }
    guard renameat(descriptor, temporary, descriptor, name) == 0 else { throw Self.error("write", target, errno) }
  }

  /// How the file stands now; nil where there is none.
  func stamp(_ target: String) -> FileStamp? {
    var status = stat()
    guard fstatat(descriptor, Self.name(target), &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    return FileStamp(status)
  }

  /// Removes the file.
  func remove(_ target: String) throws(WorkspaceError) {
    guard unlinkat(descriptor, Self.name(target), 0) == 0 else { throw Self.error("remove", target, errno) }
  }

  /// Removes a temporary file.
  func discard(_ temporary: String) { unlinkat(descriptor, temporary, 0) }

  /// Removes the folder where it is a sub-folder and nothing is left in it, as Git does.
  func removeIfEmpty(root: String) {
    guard path.utf8.contains(0x2F) else { return }
    rmdir("\(root)/\(path)")
  }

  private static func name(_ path: String) -> String {
    path.utf8.split(separator: 0x2F).last.flatMap { String($0) } ?? ""
  }

  private static func error(_ what: String, _ path: String, _ code: Int32) -> WorkspaceError {
    switch code {
    case ELOOP, ENOTDIR:
      WorkspaceError(
        .failure, "\(path) is a symbolic link or no folder", help: "links are never followed; nothing was written")
    case ENOSPC, EDQUOT:
      WorkspaceError(
        .failure, "cannot \(what) \(path): the disk is full", help: "nothing was changed; make room and try again")
    case EROFS, EACCES, EPERM:
      WorkspaceError(
        .failure, "cannot \(what) \(path): \(FileAccess.reason(code))",
        help: "nothing was changed; check who may write there")
    case EIO:
      WorkspaceError(
        .failure, "cannot \(what) \(path): \(FileAccess.reason(code))",
        help: "nothing was changed; the disk, or the connection to it, fails: look at the system's log")
    default: WorkspaceError(.failure, "cannot \(what) \(path): \(FileAccess.reason(code))", help: "nothing was changed")
    }
  }
}
