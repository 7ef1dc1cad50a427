import CSQLite

/// A connection to the index that can only read, with what SQLite offers to keep it so.
///
/// The statement of a user runs in a process of its own (see ``SQLProcess``), so the limits of memory, which SQLite has
/// one of a process, hold for it alone.
final class SQLConnection {
  let handle: OpaquePointer

  /// Opens the index at an absolute path.
  init(path: String, limits: SQLLimits) throws(SQLError) {
    _ = sqlite3_hard_heap_limit64(Int64(limits.memoryBytes))
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw SQLError(.damaged, "the index cannot be opened: \(String(cString: sqlite3_errstr(code)))")
    }
    handle = opened
    sqlite3_busy_timeout(handle, 2_000)
    sqlite3_enable_load_extension(handle, 0)
    guard libretto_sqlite_harden(handle) == SQLITE_OK else {
      throw SQLError(
        .damaged, "SQLite lacks what keeps statements from harm: version \(String(cString: sqlite3_libversion()))")
    }
    for pragma in ["query_only = 1", "temp_store = 2", "mmap_size = 0", "cell_size_check = 1"] {
      _ = try rows("PRAGMA \(pragma)")
    }
    for (limit, value) in Self.limits { sqlite3_limit(handle, limit, value) }
  }

  deinit { sqlite3_close_v2(handle) }

  /// The limits of SQLite, see <https://www.sqlite.org/limits.html>.
  private static let limits: [(Int32, Int32)] = [
    (SQLITE_LIMIT_LENGTH, 10_000_000), (SQLITE_LIMIT_SQL_LENGTH, 1_000_000), (SQLITE_LIMIT_COLUMN, 2_000),
    (SQLITE_LIMIT_EXPR_DEPTH, 200), (SQLITE_LIMIT_COMPOUND_SELECT, 100), (SQLITE_LIMIT_VDBE_OP, 1_000_000),
    (SQLITE_LIMIT_FUNCTION_ARG, 100), (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
    (SQLITE_LIMIT_VARIABLE_NUMBER, 1), (SQLITE_LIMIT_TRIGGER_DEPTH, 1), (SQLITE_LIMIT_WORKER_THREADS, 0),
  ]

  /// The rows of one of our own statements.
  func rows(_ sql: String) throws(SQLError) -> [[SQLValue]] {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { throw trouble() }
    var rows: [[SQLValue]] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: rows.append((0..<sqlite3_column_count(statement)).map { Self.value(statement, $0) })
      case SQLITE_DONE: return rows
      default: throw trouble()
      }
    }
  }

  /// The tables that a view reads, in small letters.
  func tablesRead(by view: String) throws(SQLError) -> Set<String> {
    let authorizer = SQLAuthorizer(tables: nil)
    authorizer.guards(self)
    defer { sqlite3_set_authorizer(handle, nil, nil) }
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    let name = view.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    guard sqlite3_prepare_v2(handle, "SELECT * FROM \"\(name)\"", -1, &statement, nil) == SQLITE_OK else {
      throw trouble()
    }
    return authorizer.tablesRead
  }

  /// The value of a column of the row at hand.
  static func value(_ statement: OpaquePointer?, _ column: Int32) -> SQLValue {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT:
      // With the 15 digits that SQLite shows: 0.1 + 0.2 is 0.3.
      return .real(sqlite3_column_text(statement, column).flatMap { Double(String(cString: $0)) } ?? 0)
    case SQLITE_TEXT:
      let pointer = sqlite3_column_text(statement, column)
      let count = Int(sqlite3_column_bytes(statement, column))
      return .text(
        String(decoding: UnsafeBufferPointer(start: pointer, count: pointer == nil ? 0 : count), as: UTF8.self))
    case SQLITE_BLOB:
      let pointer = sqlite3_column_blob(statement, column)
      let count = Int(sqlite3_column_bytes(statement, column))
      return .blob(Array(UnsafeRawBufferPointer(start: pointer, count: pointer == nil ? 0 : count)))
    default: return .null
    }
  }

  /// What SQLite says of the last failure where nothing of the user's was at fault.
  func trouble() -> SQLError {
    SQLError(.damaged, "the index cannot be read: \(String(cString: sqlite3_errmsg(handle)))")
  }
}
