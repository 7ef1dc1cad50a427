#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder of its own for one test, removed when the last reference goes.
public final class ScratchFolder: Sendable {
  /// The absolute path, without a slash at the end.
  public let path: String

  /// A folder in `/tmp`; or, for what makes and removes files by the ten thousand, in memory where the system has such a
  /// place.
  public init(_ name: String = "libretto", inMemory: Bool = false) {
    let parent = inMemory && access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  }

  deinit { removeTree(path) }

  /// Writes `bytes` to a file below the folder, making the folders it needs.
  @discardableResult
  public func write(_ bytes: some Sequence<UInt8>, to name: String) -> String {
    let target = path + "/" + name
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o755)
    }
    let file = fopen(target, "wb")!
    let all = Array(bytes)
    _ = all.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    fclose(file)
    return target
  }

  /// Writes `text` to a file below the folder.
  @discardableResult
  public func write(_ text: String, to name: String) -> String { write(Array(text.utf8), to: name) }

  /// The bytes of a file below the folder, or nil where there is none.
  public func read(_ name: String) -> [UInt8]? { readFile(path + "/" + name) }

  /// The text of a file below the folder, or nil where there is none.
  public func text(_ name: String) -> String? { read(name).map { String(decoding: $0, as: UTF8.self) } }
}

/// The bytes of the file at `path`, or nil where it cannot be read.
public func readFile(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
  return ferror(file) == 0 ? bytes : nil
}

/// The names in the folder at `path`, sorted; empty where it cannot be read.
public func listFolder(_ path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}

private func removeTree(_ path: String) {
  var status = stat()
  guard lstat(path, &status) == 0 else { return }
  if status.st_mode & S_IFMT == S_IFDIR {
    chmod(path, 0o755)
    for name in listFolder(path) { removeTree(path + "/" + name) }
    rmdir(path)
  } else {
    unlink(path)
  }
}

/// Writes `text` to the file at `path`.
public func writeFile(_ path: String, _ text: String) {
  let file = fopen(path, "wb")!
  _ = Array(text.utf8).withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
  fclose(file)
}
