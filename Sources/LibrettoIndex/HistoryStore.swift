import GRDB
public import LibrettoModel
public import LibrettoQuery

/// Where history is kept: in the index, or in memory where there can be none.
public struct HistoryStore: Sendable {
  private let writer: any DatabaseWriter
  /// Whether it is gone with the process.
  public let isInMemory: Bool

  /// Keeps history in a database that has the tables of the index.
  init(_ writer: any DatabaseWriter) {
    self.writer = writer
    isInMemory = false
  }

  /// Keeps history in memory.
  public init() throws {
    let queue = try DatabaseQueue()
    try queue.write { database in
      try database.execute(sql: "CREATE TABLE libretto_meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;")
      try database.execute(sql: HistoryTable.tables)
    }
    writer = queue
    isInMemory = true
  }

  /// How far history has been read; nil where it has not been.
  public func state() throws -> HistoryState? { try writer.read { try HistoryTable(database: $0).state() } }

  /// The positions of those of the commits that have been read.
  public func positions(of commits: [String]) throws -> [String: Int] {
    try writer.read { database in
      let table = HistoryTable(database: database)
      var found: [String: Int] = [:]
      for commit in commits { found[commit] = try table.position(of: commit) }
      return found
    }
  }

  /// Takes away the commits from `position` on; all of them, where that is 0 or would tear a record's history apart.
  /// Returns how many are left.
  public func drop(from position: Int) throws -> Int {
    try writer.write { database in
      let table = HistoryTable(database: database)
      if position > 0, try table.drop(from: position) { return position }
      try table.clear()
      return 0
    }
  }

  /// Adds commits, the oldest first, and keeps the state after them, in one transaction.
  public func append(_ commits: [HistoryCommit], _ state: HistoryState) throws {
    try writer.write { database in
      let table = HistoryTable(database: database)
      try table.append(commits)
      try table.keep(state)
    }
  }

  /// All that happened to a record under its present id, the oldest first.
  public func rows(of record: RecordReference) throws -> [HistoryRow] {
    try writer.read { try HistoryTable(database: $0).rows(of: record) }
  }

  /// The oldest commit that has been read, and when it was made.
  public func oldest() throws -> (commit: String, moment: Instant)? {
    try writer.read { database in
      let row = try Row.fetchOne(database, sql: "SELECT id, moment FROM libretto_commit ORDER BY position LIMIT 1")
      return row.map { ($0[0], Instant(secondsSinceEpoch: $0[1])) }
    }
  }

  /// The blobs with the last good values of files that could not be read when history was read last, by type and id.
  public func unreadable() throws -> [RecordReference: String] {
    try writer.read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT type, id, kind, before FROM libretto_event WHERE kind IN ('unreadable', 'removed') ORDER BY change")
      var found: [RecordReference: String] = [:]
      for row in rows {
        let record = RecordReference(type: row[0], id: row[1])
        found[record] = row[2] == "unreadable" ? row[3] : nil
      }
      return found
    }
  }
}

extension HistoryStore: FieldHistory {
  /// The changes of a field, by record, as far as they have been committed.
  public func transitions(of field: String, ofType type: String) throws -> [RecordReference: [FieldTransition]] {
    try writer.read { try HistoryTable(database: $0).transitions(of: field, ofType: type) }
  }
}
