import LibrettoGit
import LibrettoModel

/// Reads versions of records out of Git, each blob once as long as it is at hand.
final class HistoryVersions {
  private let repository: Repository
  private let book: Book
  private let prefix: Int
  /// The newest versions by path: the older side of a record's next change.
  private var newest: [String: (blob: ObjectID, record: Record?)] = [:]
  /// The blobs that a partial clone lacks.
  private var missing: [ObjectID] = []

  /// The blobs that were found missing since this was asked last.
  func takeMissing() -> [ObjectID] {
    defer { missing = [] }
    return missing
  }

  /// Reads for `book`, whose folder is `prefix` bytes below the repository's root.
  init(_ repository: Repository, _ book: Book, prefix: Int) {
    (self.repository, self.book, self.prefix) = (repository, book, prefix)
  }

  /// The record's path from the book's root, its type and id; nil for what is no record.
  func place(of path: String) -> (path: String, type: RecordType, id: String)? {
    let own = prefix == 0 ? path : String(decoding: path.utf8.dropFirst(prefix), as: UTF8.self)
    guard own.utf8.count > 3, own.hasSuffix(".md"), book.isRecord(path: own), let type = book.type(forPath: own) else {
      return nil
    }
    let stem = RecordReading.stem(own)
    return RecordID.isValid(stem) ? (own, type, stem) : nil
  }

  /// A version; nil where it cannot be read, or is not in this clone.
  func record(_ place: (path: String, type: RecordType, id: String), _ blob: ObjectID) throws -> Record? {
    if let known = newest[place.path], known.blob == blob { return known.record }
    var record: Record?
    if let bytes = try bytes(blob) {
      let read = Record(type: place.type, id: place.id, path: place.path, bytes: bytes)
      if read.isReadable { record = read }
    }
    if newest.count > 4096 { newest.removeAll(keepingCapacity: true) }
    newest[place.path] = (blob, record)
    return record
  }

  /// The bytes of a blob; nil where this clone lacks it.
  private func bytes(_ blob: ObjectID) throws(GitError) -> [UInt8]? {
    do { return try repository.blob(blob) } catch {
      guard error.code == .notFound else { throw error }
      missing.append(blob)
      return nil
    }
  }
}
