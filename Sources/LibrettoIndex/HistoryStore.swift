public import LibrettoModel
public import LibrettoQuery

/// Where history is kept: in the index, or in memory where there can be none. It belongs to whoever opened it.
public final class HistoryStore {
  let connection: IndexConnection
  private let table: HistoryTable

  /// Keeps history in the index.
  public init(_ connection: IndexConnection) throws(IndexError) {
    self.connection = connection
    table = try HistoryTable(connection)
  }

  /// Keeps history in memory.
  public static func inMemory() throws(IndexError) -> HistoryStore {
    let connection = try IndexConnection(path: ":memory:", mode: .creating)
    try connection.execute(
      "CREATE TABLE libretto_meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;" + HistoryTable.tables)
    return try HistoryStore(connection)
  }

  /// How far history has been read; nil where it has not been.
  public func state() throws(IndexError) -> HistoryState? { try HistoryMeta(connection: connection).state() }

  /// Where a commit stands among those that have been read, from 0; nil where it has not been.
  public func position(of commit: String) throws(IndexError) -> Int? { try table.position(of: commit) }

  /// Takes away the commits from `position` on; all of them, where that is 0 or would tear a record's history apart.
  /// Returns how many are left.
  public func drop(from position: Int) throws(IndexError) -> Int {
    var left = position
    try write { () throws(IndexError) in
      if position > 0, try table.drop(from: position) { return }
      try table.clear()
      left = 0
    }
    return left
  }

  /// Adds commits, the oldest first, after the first `count`, and keeps the state after them, in one transaction. Fails as
  /// `busy` where another process wrote meanwhile.
  public func append(_ commits: [HistoryCommit], after count: Int, _ state: HistoryState) throws(IndexError) {
    try write { () throws(IndexError) in
      guard try table.count() == count else {
        throw IndexError(.busy, "another process reads history at this moment")
      }
      try table.append(commits)
      try HistoryMeta(connection: connection).keep(state)
    }
  }

  private func write(_ body: () throws(IndexError) -> Void) throws(IndexError) {
    try connection.execute("BEGIN IMMEDIATE")
    do throws(IndexError) {
      try body()
      try connection.execute("COMMIT")
    } catch {
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  /// All that happened to a record under its present id, the oldest first.
  public func rows(of record: RecordReference) throws(IndexError) -> [HistoryRow] {
    try HistoryReading(connection: connection).rows(of: record)
  }

  /// The changes of a field, by record, as far as they have been committed; see `FieldHistory`.
  public func transitions(
    of field: String, ofType type: String
  ) throws(IndexError) -> [RecordReference: [FieldTransition]] {
    try HistoryReading(connection: connection).transitions(of: field, ofType: type)
  }

  /// The ids that records of a type had before, each with the present one.
  public func formerIDs(ofType type: String) throws(IndexError) -> [(former: String, present: String)] {
    try HistoryReading(connection: connection).formerIDs(ofType: type)
  }

  /// All records of which anything is known, also those that are gone.
  public func records() throws(IndexError) -> [RecordReference] {
    let rows = try connection.prepare("SELECT DISTINCT type, id FROM libretto_event ORDER BY type, id")
    var found: [RecordReference] = []
    while try rows.step() {
      if let type = rows.text(0), let id = rows.text(1) { found.append(RecordReference(type: type, id: id)) }
    }
    return found
  }

  /// The oldest commit that has been read, and when it was made.
  public func oldest() throws(IndexError) -> (commit: String, moment: Instant)? {
    let row = try connection.prepare("SELECT id, moment FROM libretto_commit ORDER BY position LIMIT 1")
    guard try row.step(), let commit = row.text(0) else { return nil }
    return (commit, Instant(secondsSinceEpoch: row.integer(1)))
  }

  /// The blobs with the last good values of files that could not be read when history was read last, by type and id.
  public func unreadable() throws(IndexError) -> [RecordReference: String] {
    let rows = try connection.prepare(
      "SELECT type, id, kind = 'unreadable', before FROM libretto_event WHERE kind IN ('unreadable', 'removed') ORDER BY change"
    )
    var found: [RecordReference: String] = [:]
    while try rows.step() {
      guard let type = rows.text(0), let id = rows.text(1) else { continue }
      found[RecordReference(type: type, id: id)] = rows.integer(2) == 1 ? rows.text(3) : nil
    }
    return found
  }
}
