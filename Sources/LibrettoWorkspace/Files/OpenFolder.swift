#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder that stays open while it is listed and its files are read, so that the way to it is walked once.
struct OpenFolder: ~Copyable {
  /// Its path.
  let path: String
  #if canImport(Glibc)
    private let stream: OpaquePointer
  #else
    private let stream: UnsafeMutablePointer<DIR>
  #endif

  /// Opens the folder at `path`.
  init(_ path: String) throws(FileAccess.Problem) {
    guard let stream = opendir(path) else { throw FileAccess.Problem(errno: errno) }
    self.path = path
    self.stream = stream
  }

  deinit { closedir(stream) }

  /// What lies in it, in no order. Can be asked once.
  func entries() -> [FileAccess.Entry] {
    var entries: [FileAccess.Entry] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      entries.append(FileAccess.Entry(name: name, kind: kind(of: Int32(entry.pointee.d_type), name)))
    }
    return entries
  }

  private func kind(of type: Int32, _ name: String) -> FileAccess.Entry.Kind {
    switch type {
    case Int32(DT_REG): return .file
    case Int32(DT_DIR): return .folder
    case Int32(DT_LNK): return .symbolicLink
    case Int32(DT_UNKNOWN):
      // Some file systems do not tell; ask for the file itself.
      var status = stat()
      guard fstatat(dirfd(stream), name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
      switch status.st_mode & S_IFMT {
      case S_IFREG: return .file
      case S_IFDIR: return .folder
      case S_IFLNK: return .symbolicLink
      default: return .other
      }
    default: return .other
    }
  }

  /// The bytes of a file in it, which it lists as a plain one: mostly with one call, into a buffer that is used again.
  /// Symbolic links are not followed; a file of more than `limit` bytes is a problem. Nil where `isWanted` says that the
  /// content is of no use; of a large file it is not asked.
  func read(
    _ name: String, limit: Int, by buffer: inout [UInt8], isWanted: (UnsafeRawBufferPointer) -> Bool = { _ in true }
  ) throws(FileAccess.Problem) -> [UInt8]? {
    let file = openat(dirfd(stream), name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw FileAccess.Problem(errno: errno) }
    let count = buffer.withUnsafeMutableBufferPointer { systemRead(file, $0.baseAddress!, $0.count) }
    let code = errno
    close(file)
    // A full buffer may not be all, and a call may be interrupted: then the longer way.
    if count == buffer.count || count < 0 && code == EINTR {
      return try FileAccess.read("\(path)/\(name)", limit: limit)
    }
    guard count >= 0 else { throw FileAccess.Problem(errno: code) }
    return buffer.withUnsafeBytes { bytes in
      let content = UnsafeRawBufferPointer(rebasing: bytes[..<count])
      return isWanted(content) ? Array(content) : nil
    }
  }
}

/// Reads files one after another; the folder of the last one stays open for the next.
struct FolderReader: ~Copyable {
  private let root: String
  private var folder: OpenFolder?
  private var path: String?
  private var buffer = [UInt8](repeating: 0, count: 32 << 10)

  init(root: String) { self.root = root }

  /// Reads and parses a file.
  mutating func read(_ entry: RecordFiles.Entry) -> RecordReading {
    let bytes = entry.path.utf8
    do throws(FileAccess.Problem) {
      guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { throw .missing }
      try enter("\(root)/\(entry.path[..<slash])")
      let name = String(entry.path[bytes.index(after: slash)...])
      guard let content = try folder?.read(name, limit: RecordReading.sizeLimit, by: &buffer) else { throw .missing }
      return RecordReading(type: entry.type, path: entry.path, bytes: content)
    } catch {
      return .finding(RecordReading.diagnostic(error, path: entry.path))
    }
  }

  private mutating func enter(_ path: String) throws(FileAccess.Problem) {
    guard self.path.map({ !$0.utf8.elementsEqual(path.utf8) }) ?? true else { return }
    self.path = nil
    folder = try OpenFolder(path)
    self.path = path
  }
}
