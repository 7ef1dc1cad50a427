import LibrettoGit
import LibrettoIndex
import LibrettoModel

/// Reads history with a repository of its own, so that several can at once.
actor HistoryWorker {
  private let repository: Repository
  private let comparison: TreeComparison
  private let versions: HistoryVersions

  /// Opens the repository that holds the book.
  init(_ source: HistorySource) throws {
    repository = try Repository.discover(from: source.workTree)
    comparison = TreeComparison(repository, folders: source.folders)
    versions = HistoryVersions(repository, source.book, prefix: source.prefix.utf8.count)
  }

  /// The files that each pair of trees differs in.
  func changes(_ pairs: ArraySlice<HistorySource.Pair>) throws -> [[BlobChange]] {
    try pairs.map { try comparison.changes(from: $0.old, to: $0.new) }
  }

  /// What commits did to the records.
  func entries(_ parts: [HistorySource.Part]) throws -> HistorySource.Result {
    var result = HistorySource.Result()
    for part in parts {
      let read = try HistoryEntries(part.changes, versions)
      result.parts.append((part.commit, read.needsOlder ? nil : read.entries, part.changes))
    }
    result.missing = versions.takeMissing()
    return result
  }
}

/// What history is read from.
struct HistorySource: Sendable {
  let book: Book
  /// The work tree's root.
  let workTree: String
  /// The book's folder from there: empty, or with a slash at the end.
  let prefix: String

  /// The folders of the types, from the repository's root.
  var folders: [String] { book.types.map { prefix + $0.folder } }

  /// A commit's root folder, and that of its parent.
  struct Pair: Sendable {
    let old: ObjectID?
    let new: ObjectID
  }

  /// Files that a commit changed: all of them, or some where each is for itself.
  struct Part: Sendable {
    let commit: Int
    let changes: ArraySlice<BlobChange>
  }

  /// What the parts came to; nil where the last good version of a file must be known first.
  struct Result: Sendable {
    var parts: [(commit: Int, entries: [HistoryEntry]?, changes: ArraySlice<BlobChange>)] = []
    var missing: [ObjectID] = []
  }
}
