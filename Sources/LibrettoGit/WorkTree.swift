#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The work tree's files, reached folder by folder without ever following a symbolic link.
struct WorkTree {
  let root: String

  /// A plain file's content, and its status as of the time it was read.
  struct File {
    var bytes: [UInt8]
    var status: stat
  }

  /// An open folder, closed when its owner goes.
  struct Folder: ~Copyable {
    let file: Int32
    deinit { close(file) }
  }

  /// Opens the folder that holds `path`; nil where it does not exist. With `making`, makes it.
  func folder(of path: RepositoryPath, making: Bool = false) throws(GitError) -> Folder? {
    let start = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard start >= 0 else { throw .io("cannot open \(root)") }
    var current = Folder(file: start)
    for (depth, part) in path.parts.dropLast().enumerated() {
      let name = String(decoding: part, as: UTF8.self)
      if making && mkdirat(current.file, name, 0o777) != 0 && errno != EEXIST {
        throw .io("cannot make the folder of \(path.text)")
      }
      let next = openat(current.file, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      if next < 0 {
        let number = errno
        if number == ENOENT { return nil }
        let shown = path.parts[...depth].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
        if number == ELOOP || number == ENOTDIR {
          throw GitError(
            .notAPlainFile(path.text), "\(shown) is not a folder", help: "symbolic links are not followed")
        }
        throw .io("cannot open \(shown)", number)
      }
      current = Folder(file: next)
      if faccessat(current.file, ".git", F_OK, 0) == 0 {
        throw GitError(.notAPlainFile(path.text), "\(path.text) lies in a repository of its own")
      }
    }
    return current
  }

  /// The status of the file at `path`; nil where there is none. Fails where it is no plain file.
  func status(_ path: RepositoryPath) throws(GitError) -> stat? {
    guard let folder = try folder(of: path) else { return nil }
    return try status(path, in: folder.file)
  }

  /// The target of the symbolic link at `path`; nil where there is none.
  func link(_ path: RepositoryPath) throws(GitError) -> [UInt8]? {
    guard let folder = try folder(of: path) else { return nil }
    var buffer = [UInt8](repeating: 0, count: 4097)
    let count = buffer.withUnsafeMutableBytes {
      readlinkat(folder.file, Self.name(path), $0.baseAddress!.assumingMemoryBound(to: CChar.self), 4097)
    }
    if count < 0 {
      if errno == EINVAL || errno == ENOENT { return nil }
      throw .io("cannot read \(path.text)")
    }
    return Array(buffer.prefix(count))
  }

  /// The status of whatever is at `path`; nil where there is nothing.
  func lookedAt(_ path: RepositoryPath) throws(GitError) -> stat? {
    guard let folder = try folder(of: path) else { return nil }
    var status = stat()
    if fstatat(folder.file, Self.name(path), &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
    if errno == ENOENT { return nil }
    throw .io("cannot read \(path.text)")
  }

  private func status(_ path: RepositoryPath, in folder: Int32) throws(GitError) -> stat? {
    var status = stat()
    guard fstatat(folder, Self.name(path), &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return nil }
      throw .io("cannot read \(path.text)")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw GitError(
        .notAPlainFile(path.text), "\(path.text) is not a plain file", help: "move what lies there away first")
    }
    return status
  }

  /// The file at `path`; nil where there is none. Fails where it is no plain file.
  func read(_ path: RepositoryPath) throws(GitError) -> File? {
    guard let folder = try folder(of: path), try status(path, in: folder.file) != nil else { return nil }
    let file = openat(folder.file, Self.name(path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      if errno == ELOOP { throw GitError(.notAPlainFile(path.text), "\(path.text) is a symbolic link") }
      throw .io("cannot read \(path.text)")
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .io("cannot read \(path.text)") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw GitError(
        .notAPlainFile(path.text), "\(path.text) is not a plain file", help: "move what lies there away first")
    }
    return File(bytes: try FileSystem.read(file, named: path.text), status: status)
  }

  static func name(_ path: RepositoryPath) -> String { String(decoding: path.parts.last!, as: UTF8.self) }
}
