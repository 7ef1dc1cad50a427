import CSQLite

/// Where a history can be read by a connection of its own.
public enum HistorySnapshot: Sendable {
  /// In the index, the file at this path.
  case file(String)
  /// In memory: the bytes of the database.
  case memory([UInt8])
}

extension HistoryStore {
  /// Opens a history that another connection keeps.
  public convenience init(opening snapshot: HistorySnapshot) throws(IndexError) {
    switch snapshot {
    case .file(let path): try self.init(IndexConnection(path: path, mode: .writing))
    case .memory(let bytes): try self.init(IndexConnection(image: bytes))
    }
  }

  /// Where this history can be read by another connection; of one in memory, a copy as it is now.
  public func snapshot() throws(IndexError) -> HistorySnapshot {
    connection.path == ":memory:" ? .memory(try connection.image()) : .file(connection.path)
  }
}

extension IndexConnection {
  /// The database's bytes.
  fileprivate func image() throws(IndexError) -> [UInt8] {
    var size: sqlite3_int64 = 0
    guard let bytes = sqlite3_serialize(handle, "main", &size, 0) else {
      throw IndexError(resultCode: SQLITE_NOMEM, connection: handle)
    }
    defer { sqlite3_free(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: Int(size)))
  }

  /// Opens a database in memory that holds these bytes.
  fileprivate convenience init(image bytes: [UInt8]) throws(IndexError) {
    try self.init(path: ":memory:", mode: .creating)
    guard let copy = sqlite3_malloc64(UInt64(bytes.count)) else {
      throw IndexError(resultCode: SQLITE_NOMEM, connection: handle)
    }
    bytes.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress!, byteCount: bytes.count) }
    let (size, flags) = (sqlite3_int64(bytes.count), SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
    // The connection owns the copy from here on, also where it refuses it.
    let code = sqlite3_deserialize(
      handle, "main", copy.assumingMemoryBound(to: UInt8.self), size, size, UInt32(flags))
    guard code == SQLITE_OK else { throw IndexError(resultCode: code, connection: handle) }
  }
}
