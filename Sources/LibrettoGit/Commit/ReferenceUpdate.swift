#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Moves a branch (or a detached HEAD) from one commit to another, by Git's own protocol for loose
/// references: lock file, comparison under the lock, reflog, rename. Done here and not by libgit2 so that a
/// lock left behind is known as ours.
struct ReferenceUpdate {
  let repository: Repository
  /// `refs/heads/…`, or `HEAD` when detached.
  let name: String
  let old: ObjectID?
  let new: ObjectID
  let committer: Signature
  /// The reflog's text, on one line.
  let reason: String

  enum Outcome { case done, moved }

  /// References of a worktree alone lie in its own Git directory (gitrepository-layout).
  static func file(_ name: String, in repository: Repository) -> String {
    let isOwn =
      !name.hasPrefix("refs/")
      || ["refs/bisect/", "refs/worktree/", "refs/rewritten/"].contains { name.hasPrefix($0) }
    return (isOwn ? repository.gitDirectory : repository.commonDirectory) + "/" + name
  }

  static func lock(_ name: String, in repository: Repository) -> LinkedLock {
    LinkedLock(path: file(name, in: repository) + ".lock", partner: StateFolder(repository).referenceLock)
  }

  /// The reference's present value.
  func current() throws(GitError) -> ObjectID? {
    if name == "HEAD", case .branch = try repository.head() { return nil }
    return try repository.reference(name)
  }

  /// Moves the reference if it is still at `old`.
  func run(_ patience: inout Patience) async throws(GitError) -> Outcome {
    let file = Self.file(name, in: repository)
    let lock = Self.lock(name, in: repository)
    if old == nil { try checkName() }
    while true {
      try makeFolders(of: file)
      do {
        if try lock.attempt(Array("\(new)\n".utf8)) { break }
      } catch  where error.code == .io(ENOENT) {
        // `git` removes folders of references that it finds empty.
      }
      guard await patience.pause() else { throw lock.held }
    }
    defer { lock.release() }
    guard try current() == old else { return .moved }
    try log()
    if rename(lock.path, file) != 0 {
      // An empty folder may stand where a branch of a longer name was.
      guard errno == EISDIR || errno == ENOTEMPTY || errno == EEXIST, rmdir(file) == 0,
        rename(lock.path, file) == 0
      else {
        let number = errno
        if try current() == new { return .done }
        throw .io("cannot move \(name)", number)
      }
    }
    try? FileSystem.flushFolder(FileSystem.parent(file))
    return .done
  }

  private func makeFolders(of file: String) throws(GitError) {
    var missing: [String] = []
    var folder = FileSystem.parent(file)
    while !FileSystem.isFolder(folder) {
      missing.append(folder)
      folder = FileSystem.parent(folder)
    }
    for folder in missing.reversed() { try FileSystem.makeFolder(folder) }
  }

  /// A new branch `a/b` cannot be beside a branch `a`, even if that is packed.
  private func checkName() throws(GitError) {
    var parts = name.split(separator: "/").dropLast()
    while parts.count > 2 {
      let folder = parts.joined(separator: "/")
      if try repository.reference(folder) != nil {
        throw GitError(.conflict([folder]), "\(name) cannot be made while \(folder) exists")
      }
      parts = parts.dropLast()
    }
  }

  private func log() throws(GitError) {
    let setting = repository.configuration(string: "core.logAllRefUpdates")?.lowercased()
    let makes = !["false", "no", "off", "0"].contains(setting ?? "true")
    let line = Array("\(old ?? .zero) \(new) \(committer.raw)\t\(reason)\n".utf8)
    var logs = [repository.gitDirectory + "/logs/HEAD"]
    if name != "HEAD" {
      let file = Self.file(name, in: repository)
      let root = file.dropLast(name.utf8.count)
      logs.append(root + "logs/" + name)
    }
    for log in logs {
      if makes { try makeFolders(of: log) }
      let file = open(log, O_WRONLY | O_APPEND | O_CLOEXEC | (makes ? O_CREAT : 0), 0o666)
      if file < 0 && errno == ENOENT && !makes { continue }
      guard file >= 0 else { throw .io("cannot write \(log)") }
      defer { close(file) }
      // Not flushed, as Git has it: a log that ends early after a loss of power is no harm.
      try FileSystem.writeAll(line, to: file, named: log)
    }
  }
}
