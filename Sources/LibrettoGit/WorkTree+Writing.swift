#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension WorkTree {
  /// Writes a flushed file beside `path` under the name `temporary`, to be moved over it later.
  func prepare(
    _ bytes: [UInt8], at path: RepositoryPath, temporary: String, executable: Bool, setting: Bool? = nil
  ) throws(GitError) {
    guard let folder = try folder(of: path, making: true) else {
      throw .io("cannot make the folder of \(path.text)", ENOENT)
    }
    let isFile = try link(path) == nil
    var mode: mode_t = try (isFile ? status(path)?.st_mode : nil) ?? (executable ? 0o777 : 0o666)
    // Whoever may read the file may run it, as Git has it.
    if let setting { mode = setting ? mode | (mode & 0o444) >> 2 : mode & ~0o111 }
    let file = openat(
      folder.file, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode & 0o777)
    guard file >= 0 else { throw .io("cannot write beside \(path.text)") }
    defer { close(file) }
    do {
      try FileSystem.write(bytes, to: file, named: path.text)
    } catch {
      unlinkat(folder.file, temporary, 0)
      throw error
    }
  }

  /// Makes a symbolic link beside `path` under the name `temporary`, to be moved over it later.
  func prepareLink(to target: [UInt8], at path: RepositoryPath, temporary: String) throws(GitError) {
    guard let folder = try folder(of: path, making: true) else {
      throw .io("cannot make the folder of \(path.text)", ENOENT)
    }
    let made = (target + [0]).withUnsafeBufferPointer { target in
      target.withMemoryRebound(to: CChar.self) { symlinkat($0.baseAddress!, folder.file, temporary) }
    }
    guard made == 0 else { throw .io("cannot write beside \(path.text)") }
  }

  /// Makes a folder at `path`, the place of a submodule, unless something is there.
  func makeFolder(_ path: RepositoryPath) throws(GitError) {
    guard let folder = try folder(of: path, making: true) else { return }
    if mkdirat(folder.file, Self.name(path), 0o777) != 0 && errno != EEXIST {
      throw .io("cannot make \(path.text)")
    }
  }

  /// Moves the prepared file over `path`.
  func install(_ path: RepositoryPath, temporary: String) throws(GitError) {
    guard let folder = try folder(of: path) else { throw .io("cannot write \(path.text)", ENOENT) }
    guard renameat(folder.file, temporary, folder.file, Self.name(path)) == 0 else {
      throw .io("cannot write \(path.text)")
    }
    _ = fsync(folder.file)
  }

  /// Removes a prepared file, where there is one.
  func discard(_ path: RepositoryPath, temporary: String) {
    guard let folder = try? folder(of: path) else { return }
    unlinkat(folder.file, temporary, 0)
  }

  /// Removes the file at `path` and the folders that this leaves empty, as Git does.
  func remove(_ path: RepositoryPath) throws(GitError) {
    guard let folder = try folder(of: path) else { return }
    guard unlinkat(folder.file, Self.name(path), 0) == 0 || errno == ENOENT else {
      throw .io("cannot remove \(path.text)")
    }
    var parts = path.parts.dropLast()
    while !parts.isEmpty {
      let inner = try RepositoryPath(parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/"))
      guard let outer = try self.folder(of: inner), unlinkat(outer.file, Self.name(inner), AT_REMOVEDIR) == 0
      else { return }
      parts = parts.dropLast()
    }
  }
}
