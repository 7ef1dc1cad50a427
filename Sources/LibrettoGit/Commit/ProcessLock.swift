#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The advisory lock that one commit at a time holds in a worktree; freed by the kernel when its process
/// ends.
struct ProcessLock: ~Copyable {
  private let file: Int32

  /// Takes the lock; nil where another process has it.
  static func attempt(_ folder: StateFolder) throws(GitError) -> ProcessLock? {
    try FileSystem.makeFolder(folder.path)
    let file = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard file >= 0 else { throw .io("cannot lock \(folder.path)") }
    if flock(file, LOCK_EX | LOCK_NB) == 0 { return ProcessLock(file: file) }
    let number = errno
    close(file)
    if number == EWOULDBLOCK || number == EINTR { return nil }
    throw .io("cannot lock \(folder.path)", number)
  }

  private init(file: Int32) { self.file = file }

  deinit { close(file) }
}

/// How long to go on trying for a lock: pauses that grow, of random length, so that writers do not march in
/// step.
struct Patience {
  private let end: ContinuousClock.Instant
  private var longest = 8

  init(milliseconds: Int) { end = .now.advanced(by: .milliseconds(milliseconds)) }

  private mutating func next() -> Duration? {
    guard .now < end else { return nil }
    defer { longest = min(longest * 2, 100) }
    return .milliseconds(Int.random(in: 1...longest))
  }

  /// Waits a little; false when the time is up or the task was cancelled.
  mutating func pause() async -> Bool {
    guard let duration = next(), !Task.isCancelled else { return false }
    try? await Task.sleep(for: duration)
    return true
  }

  /// Waits a little, blocking the thread; false when the time is up.
  mutating func block() -> Bool {
    guard let duration = next() else { return false }
    usleep(UInt32(duration.components.attoseconds / 1_000_000_000_000))
    return true
  }
}
