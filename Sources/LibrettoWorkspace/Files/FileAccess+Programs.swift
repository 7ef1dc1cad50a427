import LibrettoModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension FileAccess {
  /// Whether there is a plain file at `path` (through symbolic links) that may be run.
  static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }

  /// Makes an empty file where there is none; false where there is one or it cannot be made. Of several who try, one
  /// succeeds.
  static func makeOnce(_ path: String) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard file >= 0 else { return false }
    close(file)
    return true
  }

  /// Writes a file that may be run: beside its place first, then renamed, so that no half of it is ever run.
  static func writeProgram(_ text: String, to path: String) throws(WorkspaceError) {
    let temporary = "\(path).libretto-\(getpid())"
    func failure(_ code: Int32) -> WorkspaceError {
      unlink(temporary)
      return WorkspaceError(.failure, "cannot write \(visible(path)): \(reason(code))")
    }
    if let slash = path.lastIndex(of: "/") { mkdir(String(path[..<slash]), 0o777) }
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o777)
    guard file >= 0 else { throw failure(errno) }
    let code = writeAll(Array(text.utf8), to: file)
    close(file)
    guard code == 0 else { throw failure(code) }
    guard rename(temporary, path) == 0 else { throw failure(errno) }
  }
}
