import CSQLite

/// A statement of a user on a guarded connection.
final class SQLStatement {
  private let connection: SQLConnection
  private let authorizer: SQLAuthorizer
  private let tables: SQLTables
  private let source: SQLText
  private var statement: OpaquePointer?

  /// Reads the statement; only one that answers with rows and changes nothing is let through.
  init(_ sql: [UInt8], on connection: SQLConnection, tables: SQLTables) throws(SQLError) {
    self.connection = connection
    self.tables = tables
    source = SQLText(bytes: sql)
    authorizer = SQLAuthorizer(tables: tables)
    try Self.checkText(source)
    authorizer.guards(connection)
    let start = source.firstWord.range.lowerBound
    let (code, end) = prepare(from: start)
    guard code == SQLITE_OK else { throw error(code, offset: start) }
    let next = source.significant(from: end, skippingSemicolons: true)
    guard next >= sql.count else {
      throw SQLError(
        .statement, "there is more than one statement", help: "run one at a time", range: source.token(at: next))
    }
    guard sqlite3_column_count(statement) > 0, sqlite3_stmt_readonly(statement) != 0 else {
      throw Self.notAQuery(source)
    }
    guard sqlite3_bind_parameter_count(statement) == 0 else {
      throw SQLError(
        .statement, "parameters such as ? have no value here", help: "write the value into the statement",
        range: ["?", ":", "@", "$"].lazy.compactMap { self.source.first($0) }.first)
    }
  }

  deinit {
    sqlite3_finalize(statement)
    sqlite3_set_authorizer(connection.handle, nil, nil)
  }

  /// The tables that the statement reads, in small letters.
  var tablesRead: Set<String> { authorizer.tablesRead }

  /// The names of the answer's columns.
  var columns: [String] {
    (0..<sqlite3_column_count(statement)).map {
      sqlite3_column_name(statement, $0).map { String(cString: $0) } ?? ""
    }
  }

  /// Goes through the rows, no more than `limit`; tells whether there are more.
  func run(limit: Int, _ body: ([SQLValue]) throws(SQLError) -> Void) throws(SQLError) -> Bool {
    let count = sqlite3_column_count(statement)
    var done = 0
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        if done >= limit { return true }
        done += 1
        try body((0..<count).map { SQLConnection.value(statement, $0) })
      case SQLITE_DONE: return false
      case let code: throw error(code, offset: 0)
      }
    }
  }

  /// Refuses texts that SQLite would read otherwise than they look, and statements that are no questions.
  private static func checkText(_ source: SQLText) throws(SQLError) {
    if let place = source.bytes.firstIndex(of: 0) {
      throw SQLError(.statement, "the statement contains a NUL byte", help: "take it out", range: place..<place + 1)
    }
    guard String(validating: source.bytes, as: UTF8.self) != nil else {
      throw SQLError(.statement, "the statement is no UTF-8", help: "save it as UTF-8")
    }
    let (word, range) = source.firstWord
    if word.isEmpty {
      throw SQLError(.statement, "there is no statement", help: "libretto sql 'select count(*) from lead'")
    }
    if word == "." {
      throw SQLError(
        .denied, "commands with a dot belong to the sqlite3 program",
        help: "the tables and their columns: libretto sql --tables", range: range)
    }
  }

  private static func notAQuery(_ source: SQLText) -> SQLError {
    let (word, range) = source.firstWord
    return SQLError(
      .denied, "\(word) is not allowed: libretto sql only reads", help: "begin with SELECT, WITH, VALUES or EXPLAIN",
      range: range)
  }

  private func prepare(from start: Int) -> (code: Int32, end: Int) {
    source.bytes[start...].withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v2(connection.handle, text.baseAddress, Int32(text.count), &statement, &tail)
        return (code, tail.flatMap { tail in text.baseAddress.map { start + (tail - $0) } } ?? source.bytes.count)
      }
    }
  }

  /// What went wrong last, in our words and with the place.
  private func error(_ code: Int32, offset start: Int) -> SQLError {
    let told = String(cString: sqlite3_errmsg(connection.handle))
    let offset = Int(sqlite3_error_offset(connection.handle))
    let place = offset < 0 ? nil : start + offset
    // SQLite tells a refusal in several ways.
    if let refusal = authorizer.refusal {
      // DROP TABLE begins with a DELETE within, which is not what the user wrote.
      let isQuestion = ["SELECT", "WITH", "VALUES", "EXPLAIN"].contains(source.firstWord.text)
      if refusal.name == nil, !isQuestion { return Self.notAQuery(source) }
      let range = refusal.name.flatMap { source.first($0) } ?? place.map { source.token(at: $0) }
      return SQLError(.denied, refusal.message, help: refusal.help, range: range ?? source.firstWord.range)
    }
    switch code & 0xFF {
    case SQLITE_AUTH: return Self.notAQuery(source)
    case SQLITE_NOMEM:
      return SQLError(
        .limit, "the statement needs more memory than it may have",
        help: "ask for less at once: fewer rows, shorter texts")
    case SQLITE_TOOBIG:
      return SQLError(.limit, "a text or the statement is too long: \(told)", help: "the limits: docs/sql.md")
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_BUSY: return connection.trouble()
    default:
      return SQLErrorReading(tables: tables, source: source, used: authorizer.tablesRead).error(told, at: place)
    }
  }
}
