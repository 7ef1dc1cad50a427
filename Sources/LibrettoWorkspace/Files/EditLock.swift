#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps other commands that change the book's files waiting, so that each works on what the one before it wrote. It is
/// an advisory lock on `libretto.yaml`: readers never wait, editors know nothing of it, and it goes with its process.
final class EditLock {
  private let file: Int32

  /// Waits for the lock of the book in `root`. A file system without locks has none; then what changed meanwhile is
  /// noticed when files are written.
  init(root: String) {
    file = open("\(root)/libretto.yaml", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    while flock(file, LOCK_EX) != 0 && errno == EINTR {}
  }

  /// A temporary file as young as this may be that of a process on another machine, or in another container.
  private static let youngest = 600

  /// Whether a file is a temporary one, older than ten minutes, and the process that wrote it is gone. The names begin with
  /// the process's number.
  static func isAbandoned(_ name: String, in folder: String) -> Bool {
    let parts = name.split(separator: "-")
    guard name.hasPrefix(".libretto-"), parts.count == 3, let process = pid_t(parts[1]), process > 0,
      UInt64(parts[2]) != nil
    else { return false }
    guard kill(process, 0) != 0 && errno == ESRCH else { return false }
    var status = stat()
    guard lstat("\(folder)/\(name)", &status) == 0 else { return false }
    #if canImport(Glibc)
      return time(nil) - status.st_mtim.tv_sec > youngest
    #else
      return time(nil) - status.st_mtimespec.tv_sec > youngest
    #endif
  }

  deinit { if file >= 0 { close(file) } }
}
