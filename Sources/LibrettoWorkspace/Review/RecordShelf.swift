import LibrettoGit
import LibrettoModel

/// Reads the versions of records from Git, each once.
final class RecordShelf {
  private let repository: Repository
  /// The type of a path from the book's root; nil where no record lies there.
  let type: (String) -> RecordType?
  private var kept: [Key: Record?] = [:]
  private var stand: [Key: Record] = [:]
  private var size = 0
  /// The most that is kept, in bytes of files.
  private static let limit = 64 << 20

  private struct Key: Hashable {
    let path: PathBytes
    let blob: ObjectID
  }

  init(_ repository: Repository, type: @escaping (String) -> RecordType?) {
    self.repository = repository
    self.type = type
  }

  /// The record in a version of a file; nil where none is there or it cannot be read.
  func record(_ path: String, _ entry: TreeLeaf?) throws(GitError) -> Record? {
    guard let entry, entry.mode.isPlainFile, let type = type(path) else { return nil }
    let key = Key(path: PathBytes(path), blob: entry.id)
    if let known = kept[key] { return known }
    guard try repository.blobSize(entry.id) <= RecordReading.sizeLimit else {
      kept[key] = .some(nil)
      return nil
    }
    let bytes = try repository.blob(entry.id)
    var record: Record?
    if case .record(let read) = RecordReading(type: type, path: path, bytes: bytes), read.isReadable { record = read }
    if size > Self.limit {
      kept.removeAll(keepingCapacity: true)
      size = 0
    }
    kept[key] = .some(record)
    size += bytes.count
    return record
  }

  /// The record in the older version of a file, where that cannot be read the last one before it that could: so that a
  /// change made while the file was broken is seen when it is whole again.
  func standing(_ path: String, _ entry: TreeLeaf?) throws(GitError) -> Record? {
    guard let entry else { return nil }
    return try record(path, entry) ?? stand[Key(path: PathBytes(path), blob: entry.id)]
  }

  /// Remembers that `record` is what stood at the path before this version, which cannot be read.
  func remember(_ record: Record, before path: String, _ entry: TreeLeaf) {
    stand[Key(path: PathBytes(path), blob: entry.id)] = record
  }
}
