#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads many small files of a book one after another: most with one call, into a buffer that is used again, and by
/// their names in a folder that stays open, so that the way to it is walked once.
struct FileReader: ~Copyable {
  private let root: String
  private var buffer = [UInt8](repeating: 0, count: 32 << 10)
  private var folder = ""
  private var descriptor: Int32 = -1

  init(root: String) { self.root = root }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The bytes of the file at `path` below the root, which its folder lists as a plain one. Symbolic links are not
  /// followed; a file of more than `limit` bytes is a problem.
  mutating func read(_ path: String, limit: Int) throws(FileAccess.Problem) -> [UInt8] {
    let bytes = path.utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else {
      return try FileAccess.read("\(root)/\(path)", limit: limit)
    }
    try enter(path[..<slash])
    let name = String(path[bytes.index(after: slash)...])
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw FileAccess.Problem(errno: errno) }
    let count = buffer.withUnsafeMutableBufferPointer { systemRead(file, $0.baseAddress!, $0.count) }
    let code = errno
    close(file)
    // A full buffer may not be all, and a call may be interrupted: then the longer way.
    if count == buffer.count || count < 0 && code == EINTR {
      return try FileAccess.read("\(root)/\(path)", limit: limit)
    }
    guard count >= 0 else { throw FileAccess.Problem(errno: code) }
    return Array(buffer[..<count])
  }

  private mutating func enter(_ path: Substring) throws(FileAccess.Problem) {
    guard descriptor < 0 || !path.utf8.elementsEqual(folder.utf8) else { return }
    if descriptor >= 0 { close(descriptor) }
    folder = String(path)
    descriptor = open("\(root)/\(path)", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileAccess.Problem(errno: errno) }
  }
}
