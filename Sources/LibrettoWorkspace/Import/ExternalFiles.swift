#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files outside the book that the user names: what is imported, and what is left over.
public enum OutputFile {
  /// Writes a file, whole or not at all.
  static func write(_ bytes: [UInt8], to path: String) throws(WorkspaceError) {
    let temporary = "\(path).\(getpid()).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw error("write", path, errno) }
    var failure = FileAccess.writeAll(bytes, to: file)
    if close(file) != 0, failure == 0 { failure = errno }
    if failure == 0, rename(temporary, path) != 0 { failure = errno }
    guard failure == 0 else {
      unlink(temporary)
      throw error("write", path, failure)
    }
  }

  /// Removes a file, where it is there.
  static func remove(_ path: String) { unlink(path) }

  private static func error(_ what: String, _ path: String, _ code: Int32) -> WorkspaceError {
    WorkspaceError(
      .failure, "cannot \(what) \(path): \(FileAccess.reason(code))", help: "nothing was imported; name another place")
  }
}

/// A file that the user names to be read, through symbolic links; `-` is standard input.
public enum InputFile {
  /// The bytes of the file at an absolute path, or of standard input where it is `-`.
  public static func read(_ path: String) throws(WorkspaceError) -> [UInt8] {
    let file = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw WorkspaceError(.failure, "cannot read \(path): \(FileAccess.reason(errno))") }
    defer { close(file) }
    var status = stat()
    if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw WorkspaceError(.failure, "\(path) is a folder, not a file")
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = systemRead(file, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw WorkspaceError(.failure, "cannot read \(path): \(FileAccess.reason(errno))") }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
