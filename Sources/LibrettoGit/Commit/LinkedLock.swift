#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One of Git's lock files (`index.lock`, `refs/heads/main.lock`) with a second name in our folder: as both
/// are one inode, a lock that a killed process left can be told from anyone else's.
struct LinkedLock {
  /// Git's name for the lock.
  let path: String
  /// Our name for it.
  let partner: String

  /// Takes the lock with `bytes` in it; false where another program has it.
  func attempt(_ bytes: [UInt8] = []) throws(GitError) -> Bool {
    unlink(partner)
    try FileSystem.create(partner, with: bytes)
    if link(partner, path) == 0 { return true }
    let number = errno
    if number == EPERM || number == ENOTSUP || number == EMLINK || number == ENOSYS {
      return try attemptWithoutLinks(bytes)
    }
    unlink(partner)
    if number == EEXIST { return false }
    throw .io("cannot make \(path)", number)
  }

  // A file system without hard links: our name holds the number of the lock's inode instead.
  private func attemptWithoutLinks(_ bytes: [UInt8]) throws(GitError) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard file >= 0 else {
      let number = errno
      unlink(partner)
      if number == EEXIST { return false }
      throw .io("cannot make \(path)", number)
    }
    defer { close(file) }
    do {
      var status = stat()
      fstat(file, &status)
      try FileSystem.create(partner, with: Array("inode \(status.st_ino)".utf8))
      try FileSystem.write(bytes, to: file, named: path)
    } catch {
      unlink(path)
      unlink(partner)
      throw error
    }
    return true
  }

  /// Whether Git's name and ours are one file.
  var isOurs: Bool {
    guard let lock = FileSystem.status(path), let own = FileSystem.status(partner) else { return false }
    if lock.st_ino == own.st_ino && lock.st_dev == own.st_dev { return true }
    guard let bytes = try? FileSystem.read(partner) else { return false }
    return bytes == Array("inode \(lock.st_ino)".utf8)
  }

  /// Gives the lock up, if it is ours.
  func release() {
    if isOurs { unlink(path) }
    unlink(partner)
  }

  /// The error for a lock that stayed held.
  var held: GitError {
    GitError(
      .lockHeld(path), "another program holds \(path)",
      help: "wait for it to end; if none runs, remove the file and try again")
  }
}
