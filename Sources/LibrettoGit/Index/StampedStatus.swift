#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// HEAD, the staging area, and a work tree whose files' status is known already: only files that may differ are looked at.
public struct StampedStatus {
  /// A file, by what Git notices a change of it without reading it.
  public struct File {
    let name: UnsafeRawBufferPointer
    let size: Int64
    let modified: Int64
    let changed: Int64
    let inode: UInt64

    /// A file's name, its size in bytes, when its content and when its inode changed (in nanoseconds since 1970), and the
    /// number of the inode.
    public init(name: UnsafeRawBufferPointer, size: Int64, modified: Int64, changed: Int64, inode: UInt64) {
      (self.name, self.size, self.modified, self.changed, self.inode) = (name, size, modified, changed, inode)
    }
  }

  private let repository: Repository
  private let image: IndexImage
  /// When the index was written, in nanoseconds since 1970: a file as young may have changed after Git looked (racy-git).
  private let written: Int64
  /// Which entries' files are as they were when Git last found them equal.
  private var isSame: [Bool]
  /// Files that were looked at and are not tracked, or not surely as tracked.
  private var doubtful: Set<PathBytes> = []

  /// Reads the staging area. Nil where a file's status alone does not tell: with conflicts, or by the settings.
  public init?(_ repository: Repository) throws(GitError) {
    guard repository.configuration(bool: "core.trustCtime") != false,
      repository.configuration(bool: "core.ignoreCase") != true,
      repository.configuration(bool: "core.precomposeUnicode") != true,
      repository.configuration(string: "core.checkStat").map({ $0 == "default" }) ?? true,
      // Before it is read: what is written in between only makes more files doubtful.
      let status = FileSystem.status(repository.gitDirectory + "/index")
    else { return nil }
    self.repository = repository
    image = try repository.image()
    guard !image.hasConflicts else { return nil }
    written = Int64(status.modified.tv_sec) * 1_000_000_000 + Int64(status.modified.tv_nsec)
    isSame = [Bool](repeating: false, count: image.count)
  }

  /// Compares the files of a folder (from the repository's root), in any order, with what the index knows of them.
  public mutating func look(at folder: String, _ files: [File]) {
    let path = Array(folder.utf8) + [0x2F]
    var position = image.position(of: path)
    for file in files.sorted(by: { IndexImage.order($0.name, $1.name) < 0 }) {
      // What else lies there, such as in folders of the folder, is passed over.
      var order = -1
      while position < image.count {
        order = image.withName(position) { name in
          name.starts(with: path)
            ? IndexImage.order(UnsafeRawBufferPointer(rebasing: name[path.count...]), file.name) : 1
        }
        guard order < 0 else { break }
        position += 1
      }
      if position < image.count, order == 0 {
        isSame[position] = isUnchanged(file, position)
        position += 1
      } else {
        doubtful.insert(PathBytes("\(folder)/\(String(decoding: file.name, as: UTF8.self))"))
      }
    }
  }

  private func isUnchanged(_ file: File, _ position: Int) -> Bool {
    func time(_ offset: Int, _ bytes: UnsafeRawBufferPointer) -> Int64 {
      let start = image.starts[position] + offset
      return Int64(IndexImage.word(bytes, start)) * 1_000_000_000 + Int64(IndexImage.word(bytes, start + 4))
    }
    let isEqual = image.bytes.withUnsafeBytes { bytes in
      time(0, bytes) == file.changed && time(8, bytes) == file.modified
        && IndexImage.word(bytes, image.starts[position] + 20) == UInt32(truncatingIfNeeded: file.inode)
    }
    return isEqual && file.modified < written && file.size > 0 && !image.isTakenAsUnchanged(position)
      && image.word(.size, position) == UInt32(truncatingIfNeeded: file.size)
      && FileMode(raw: image.word(.mode, position)).isPlainFile
  }

  /// What `changedPaths(under:)` of the repository would tell of the paths that are wanted. All their files must have been
  /// looked at, or be among `others`. Nil where only that tells.
  public func changes(
    others: [String], where isWanted: (String) -> Bool
  ) throws(GitError) -> [PathChange]? {
    var paths = doubtful.filter { !liesInOtherRepository($0.text) }
    for position in 0..<image.count where !isSame[position] {
      let path = image.entry(position).path
      if isWanted(path) { paths.insert(PathBytes(path)) }
    }
    let staged = try StagedComparison.paths(repository, image)
    for path in staged + others where isWanted(path) { paths.insert(PathBytes(path)) }
    guard paths.count <= 1000 else { return nil }
    return try repository.changedPaths(at: paths.map(\.text), image)
  }

  private func liesInOtherRepository(_ path: String) -> Bool {
    path.utf8.indices.contains { place in
      path.utf8[place] == 0x2F && FileSystem.status("\(repository.workTree)/\(path[..<place])/.git") != nil
    }
  }
}
