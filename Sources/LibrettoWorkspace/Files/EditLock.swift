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

  /// Whether the process that wrote a temporary file is gone; false for other files. The names begin with its number.
  static func isAbandoned(_ name: String) -> Bool {
    let parts = name.split(separator: "-")
    guard name.hasPrefix(".libretto-"), parts.count == 3, let process = pid_t(parts[1]), process > 0,
      UInt64(parts[2]) != nil
    else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }

  deinit { if file >= 0 { close(file) } }
}
