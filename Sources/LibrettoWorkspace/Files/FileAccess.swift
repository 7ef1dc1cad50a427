#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reading and listing files without following symbolic links.
enum FileAccess {
  /// Why a file could not be read.
  enum Problem: Error, Hashable {
    case missing, symbolicLink, notAFile, tooLarge(Int), io(Int32)

    init(errno code: Int32) {
      switch code {
      case ENOENT, ENOTDIR: self = .missing
      case ELOOP: self = .symbolicLink
      case EISDIR: self = .notAFile
      default: self = .io(code)
      }
    }
  }

  /// An entry of a folder.
  struct Entry {
    enum Kind { case file, folder, symbolicLink, other }
    let name: String
    let kind: Kind
  }

  /// The bytes of the plain file at `path`. A symbolic link at its end, a folder, a device or a file of more than
  /// `limit` bytes is a problem.
  static func read(_ path: String, limit: Int) throws(Problem) -> [UInt8] {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw Problem(errno: errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Problem(errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    let size = Int(status.st_size)
    guard size <= limit else { throw .tooLarge(size) }
    var failure: Int32 = 0
    // As many bytes as the file had when it was opened: an editor that writes at this moment is read next time.
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < buffer.count {
        let got = systemRead(file, buffer.baseAddress! + count, buffer.count - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    guard failure == 0 else { throw .io(failure) }
    return bytes
  }

  /// The entries of the folder at `path`, in no order.
  static func list(_ path: String) throws(Problem) -> [Entry] { try OpenFolder(path).entries() }

  /// Whether there is anything at `path`, a broken symbolic link included.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether there is a folder at `path` (through symbolic links).
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// What the system says of an error number.
  static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

/// `read(2)`, under a name that the type's own `read` does not hide.
func systemRead(_ file: Int32, _ buffer: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
  read(file, buffer, count)
}

extension FileAccess {
  /// The path without symbolic links; nil where it does not exist.
  static func realPath(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}

extension FileAccess {
  /// Adds bytes to the end of a file, which comes into being where it is missing; with `flushing`, they are on the disk then.
  static func append(_ bytes: [UInt8], to path: String, flushing: Bool = false) throws(Problem) {
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw Problem(errno: errno) }
    defer { close(file) }
    var written = 0
    var failure: Int32 = 0
    bytes.withUnsafeBytes { buffer in
      while written < buffer.count, failure == 0 {
        let count = write(file, buffer.baseAddress! + written, buffer.count - written)
        if count > 0 { written += count } else if errno != EINTR { failure = errno }
      }
    }
    if failure == 0, flushing, fsync(file) != 0 { failure = errno }
    guard failure == 0 else { throw .io(failure) }
  }

  /// Flushes the names in a folder to the disk, where the file system can.
  static func flushFolder(_ path: String) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }
}
