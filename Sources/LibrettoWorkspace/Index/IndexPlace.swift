import LibrettoGit
import LibrettoIndex
import LibrettoModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the index of a book lies: in the Git directory of its worktree, so never in a commit. A small file names the
/// database that counts. A database made anew gets a name that none had before, so that no process mixes the new one with
/// what it still knows of the old, and its write-ahead log.
struct IndexPlace {
  /// The folder in the Git directory.
  let folder: String
  /// What the names of all its files begin with: a repository may hold several books.
  let prefix: String
  /// The book's folder without symbolic links.
  let root: String

  /// The place for the book in `root`; nil where the book is in no repository.
  init?(root: String) {
    guard let directory = Repository.gitDirectory(above: root.isEmpty ? "/" : root) else { return nil }
    self.root = FileAccess.realPath(root.isEmpty ? "/" : root) ?? root
    folder = directory + "/libretto"
    // By the way from the worktree's root, so that a repository can be moved, or be seen under two paths.
    var top = self.root
    while !FileAccess.exists(top + "/.git"), let slash = top.lastIndex(of: "/") { top = String(top[..<slash]) }
    prefix = "index-\(SHA1.hexDigest(self.root.utf8.dropFirst(top.utf8.count)).prefix(12))"
  }

  private var pointer: String { "\(folder)/\(prefix)" }

  /// The database that counts; nil where there is none.
  var database: String? {
    guard let bytes = try? FileAccess.read(pointer, limit: 4096), bytes.last == 0x0A else { return nil }
    let name = String(decoding: bytes.dropLast(), as: UTF8.self)
    guard isDatabase(name) else { return nil }
    return "\(folder)/\(name)"
  }

  private func isDatabase(_ name: String) -> Bool {
    name.hasPrefix(prefix + "-") && name.hasSuffix(".sqlite") && !name.utf8.contains(0x2F)
  }

  /// A database's path that none had before.
  func freshDatabase() -> String {
    "\(folder)/\(prefix)-\(getpid())-\(String(FolderEntries.Stamp.now(), radix: 36)).sqlite"
  }

  /// Makes the folder.
  func prepare() throws(IndexError) {
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw IndexError(.unwritable, "cannot make \(folder): \(FileAccess.reason(errno))")
    }
  }

  /// Makes the database at `path` the one that counts, whole or not at all.
  func point(to path: String) throws(IndexError) {
    let name = path.split(separator: "/").last ?? ""
    let fresh = "\(pointer)-\(getpid()).new"
    unlink(fresh)
    do throws(FileAccess.Problem) { try FileAccess.append(Array("\(name)\n".utf8), to: fresh) } catch {
      unlink(fresh)
      throw IndexError(.unwritable, "cannot write \(fresh)")
    }
    guard rename(fresh, pointer) == 0 else {
      let code = errno
      unlink(fresh)
      throw IndexError(.unwritable, "cannot write \(pointer): \(FileAccess.reason(code))")
    }
  }

  /// Removes a database with its journals.
  static func remove(_ path: String) { for ending in ["", "-journal", "-wal", "-shm"] { unlink(path + ending) } }

  /// Makes the database at `path` not count any more, unless another process has put a new one in its place. Gives nil,
  /// the index that is left.
  func forget(_ path: String) -> BookIndex? {
    if database == path { unlink(pointer) }
    return nil
  }

  /// Removes all databases but the one at `path`, and what interrupted builds left. The caller holds the lock.
  func sweep(keeping path: String?) {
    let kept = path?.split(separator: "/").last.map(String.init)
    for entry in (try? FileAccess.list(folder)) ?? [] where entry.name.hasPrefix(prefix + "-") {
      if let kept, entry.name.hasPrefix(kept) { continue }
      unlink("\(folder)/\(entry.name)")
    }
  }

  /// Takes the lock of those who build, waiting at most so long; nil where another one holds it.
  func lock(waiting milliseconds: Int) throws(IndexError) -> BuildLock? {
    try prepare()
    let path = "\(folder)/lock-\(prefix)"
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard file >= 0 else { throw IndexError(.unwritable, "cannot write \(path): \(FileAccess.reason(errno))") }
    var left = milliseconds
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      // A file system without locks has none.
      guard errno == EWOULDBLOCK || errno == EINTR else { break }
      guard left > 0 else {
        close(file)
        return nil
      }
      usleep(20_000)
      left -= 20
    }
    return BuildLock(file: file)
  }

  /// Keeps others from building the same index; it goes with its process.
  final class BuildLock {
    private let file: Int32
    fileprivate init(file: Int32) { self.file = file }
    deinit { close(file) }
  }
}

extension FileAccess {
  /// The bytes of the file at `path`; 0 where there is none.
  static func size(_ path: String) -> Int {
    var status = stat()
    return lstat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
