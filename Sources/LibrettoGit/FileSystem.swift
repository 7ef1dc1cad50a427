#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// System calls on whole paths inside the Git directory, which is the user's own; the work tree goes through
/// `WorkTree`.
enum FileSystem {
  /// The status of `path` itself, links not followed; nil where it does not exist.
  static func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func exists(_ path: String) -> Bool { status(path) != nil }

  /// The absolute path without symbolic links; nil where it does not exist.
  static func canonical(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  static func parent(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// All bytes of the file at `path`; nil where it does not exist.
  static func read(_ path: String) throws(GitError) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .io("cannot read \(path)")
    }
    defer { close(file) }
    return try read(file, named: path)
  }

  /// All bytes from `file`'s place on.
  static func read(_ file: Int32, named name: String) throws(GitError) -> [UInt8] {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .io("cannot read \(name)") }
    var bytes: [UInt8] = []
    var room = max(Int(status.st_size) + 1, 4096)
    while true {
      var failed: Int32 = 0
      let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, used in
        // One byte more than the file has: a full buffer means that it grew.
        while used < room {
          let count = systemRead(file, buffer.baseAddress! + used, room - used)
          if count < 0 && errno == EINTR { continue }
          if count < 0 { failed = errno }
          if count <= 0 { break }
          used += count
        }
      }
      guard failed == 0 else { throw .io("cannot read \(name)", failed) }
      let isAll = part.count < room
      if bytes.isEmpty { bytes = part } else { bytes += part }
      if isAll { return bytes }
      room = 1 << 16
    }
  }

  /// Writes all of `bytes` to `file`.
  static func writeAll(_ bytes: [UInt8], to file: Int32, named name: String) throws(GitError) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { systemWrite(file, $0.baseAddress! + offset, bytes.count - offset) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .io("cannot write \(name)")
      }
      offset += count
    }
  }

  /// Writes all of `bytes` to `file` and flushes it to the disk.
  static func write(_ bytes: [UInt8], to file: Int32, named name: String) throws(GitError) {
    try writeAll(bytes, to: file, named: name)
    guard fsync(file) == 0 else { throw .io("cannot flush \(name)") }
  }

  /// Puts `bytes` at `path` by way of a flushed file beside it and a rename, so that a reader sees the old or
  /// the new.
  static func replace(_ path: String, with bytes: [UInt8], mode: mode_t = 0o666) throws(GitError) {
    let fresh = path + ".new"
    try create(fresh, with: bytes, mode: mode)
    guard rename(fresh, path) == 0 else {
      let number = errno
      unlink(fresh)
      throw .io("cannot write \(path)", number)
    }
    try flushFolder(parent(path))
  }

  /// Makes or empties the file at `path` and writes `bytes`, flushed; removes it again where that fails.
  static func create(_ path: String, with bytes: [UInt8], mode: mode_t = 0o666) throws(GitError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { throw .io("cannot write \(path)") }
    do {
      try write(bytes, to: file, named: path)
      close(file)
    } catch {
      close(file)
      unlink(path)
      throw error
    }
  }

  /// Flushes the names in a folder to the disk. File systems that cannot are let be.
  static func flushFolder(_ path: String) throws(GitError) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .io("cannot open \(path)") }
    defer { close(folder) }
    if fsync(folder) != 0 && errno != EINVAL && errno != ENOTSUP { throw .io("cannot flush \(path)") }
  }

  /// Makes a folder; one that is there is fine.
  static func makeFolder(_ path: String) throws(GitError) {
    if mkdir(path, 0o777) != 0 && errno != EEXIST { throw .io("cannot make \(path)") }
  }
}

// `read` and `write` under other names, since the methods above hide them.
func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(file, buffer, count)
}
func systemWrite(_ file: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  write(file, buffer, count)
}
