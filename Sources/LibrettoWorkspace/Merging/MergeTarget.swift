#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file that a merge replaces.
enum MergeTarget {
  /// Writes a file beside it and puts that in its place, with the same permissions; through a symbolic link.
  static func replace(_ path: String, with bytes: [UInt8], named name: String) throws(WorkspaceError) {
    let place = FileAccess.realPath(path) ?? path
    var status = stat()
    guard stat(place, &status) == 0 else { throw failure(name, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw WorkspaceError(.failure, "\(visible(name)) is no plain file", help: "print the result instead: -p")
    }
    let temporary = "\(place).\(getpid()).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(name, errno) }
    var problem = FileAccess.writeAll(bytes, to: file)
    if problem == 0, fchmod(file, status.st_mode & 0o7777) != 0 { problem = errno }
    if close(file) != 0, problem == 0 { problem = errno }
    if problem == 0, rename(temporary, place) != 0 { problem = errno }
    guard problem == 0 else {
      unlink(temporary)
      throw failure(name, problem)
    }
  }

  private static func failure(_ name: String, _ code: Int32) -> WorkspaceError {
    WorkspaceError(
      .failure, "cannot write \(visible(name)): \(FileAccess.reason(code))",
      help: "it is as it was; print the result: -p")
  }
}
