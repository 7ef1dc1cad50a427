#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files in the Git directory that say that a merge is under way, as `git merge` leaves them.
struct MergeFiles {
  /// What a journal calls them.
  static let reference = "MERGE_HEAD"

  private let folder: String

  init(_ repository: Repository) { folder = repository.gitDirectory }

  /// The commits that are being merged into HEAD; none where no merge is under way.
  func heads() throws(GitError) -> [ObjectID] {
    let bytes = try FileSystem.read(folder + "/MERGE_HEAD") ?? []
    return bytes.split(separator: 10).compactMap { ObjectID(hex: String(decoding: $0, as: UTF8.self)) }
  }

  /// The message that is prepared for the merge's commit.
  func message() throws(GitError) -> String? {
    try FileSystem.read(folder + "/MERGE_MSG").map { String(decoding: $0, as: UTF8.self) }
  }

  /// Says that a merge is under way; `MERGE_HEAD`, which decides, comes last.
  func write(heads: [ObjectID], message: String) throws(GitError) {
    try FileSystem.replace(folder + "/MERGE_MSG", with: Array(message.utf8))
    // Git asks this of a merge that must not be turned into a fast-forward when it is concluded.
    try FileSystem.replace(folder + "/MERGE_MODE", with: [])
    try FileSystem.replace(folder + "/MERGE_HEAD", with: heads.flatMap { Array("\($0)\n".utf8) })
  }

  /// Says that no merge is under way any more.
  func remove() {
    for name in ["MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "AUTO_MERGE"] {
      unlink(folder + "/" + name)
      unlink(folder + "/" + name + ".new")
    }
  }
}

extension Repository {
  /// The commits that a merge under way joins into HEAD; none where there is no merge.
  public func mergeHeads() throws(GitError) -> [ObjectID] { try MergeFiles(self).heads() }

  /// The message that a merge under way, or a squash, has prepared; nil where there is none.
  public func preparedMessage() throws(GitError) -> String? { try MergeFiles(self).message() }
}
