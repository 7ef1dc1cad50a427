import CSQLite

/// Decides on everything that a statement asks SQLite to do: what is not listed is not done.
///
/// See <https://www.sqlite.org/c3ref/set_authorizer.html>.
final class SQLAuthorizer {
  /// What may be read; nil lets every table through and only takes note.
  private let tables: SQLTables?
  /// The tables that the statement reads, in small letters.
  private(set) var tablesRead: Set<String> = []
  /// What was refused first: the message, and the name at fault.
  private(set) var refusal: (message: String, name: String?, help: String?)?

  init(tables: SQLTables?) { self.tables = tables }

  /// Guards a connection from now on; the connection must not outlive this.
  func guards(_ connection: SQLConnection) {
    sqlite3_set_authorizer(
      connection.handle,
      { context, action, first, second, _, _ in
        guard let context else { return SQLITE_DENY }
        return Unmanaged<SQLAuthorizer>.fromOpaque(context).takeUnretainedValue()
          .decide(action, first.map { String(cString: $0) }, second.map { String(cString: $0) })
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func decide(_ action: Int32, _ first: String?, _ second: String?) -> Int32 {
    switch action {
    case SQLITE_SELECT, SQLITE_RECURSIVE: return SQLITE_OK
    case SQLITE_READ:
      let name = (first ?? "").lowercased()
      guard let tables else {
        tablesRead.insert(name)
        return SQLITE_OK
      }
      guard tables.mayRead(name, columns: second?.isEmpty == false) else {
        return refuse(
          "the table \"\(first ?? "")\" is not open to statements", first,
          help: "the tables that are: libretto sql --tables")
      }
      tablesRead.insert(name)
      return SQLITE_OK
    case SQLITE_FUNCTION:
      let name = (second ?? "").lowercased()
      if tables == nil || SQLFunctions.allowed.contains(name) { return SQLITE_OK }
      let help = ["printf", "format"].contains(name) ? "round() and || make texts of numbers" : nil
      return refuse(
        "the function \"\(second ?? "")\" is not allowed", second, help: help ?? "docs/sql.md lists those that are")
    default:
      let deed = Self.deeds[action].map { "\($0) is not allowed" } ?? "what the statement asks for is not allowed"
      return refuse("\(deed): libretto sql only reads", nil, help: "begin with SELECT, WITH, VALUES or EXPLAIN")
    }
  }

  private func refuse(_ message: String, _ name: String?, help: String) -> Int32 {
    if refusal == nil { refusal = (message, name, help) }
    return SQLITE_DENY
  }

  /// What statements are called that change something or reach elsewhere.
  private static let deeds: [Int32: String] = [
    SQLITE_INSERT: "INSERT", SQLITE_UPDATE: "UPDATE", SQLITE_DELETE: "DELETE", SQLITE_ATTACH: "ATTACH",
    SQLITE_DETACH: "DETACH", SQLITE_PRAGMA: "PRAGMA", SQLITE_ANALYZE: "ANALYZE", SQLITE_REINDEX: "REINDEX",
    SQLITE_TRANSACTION: "a transaction", SQLITE_SAVEPOINT: "a savepoint", SQLITE_ALTER_TABLE: "ALTER TABLE",
    SQLITE_CREATE_TABLE: "CREATE TABLE", SQLITE_CREATE_TEMP_TABLE: "CREATE TABLE",
    SQLITE_CREATE_INDEX: "CREATE INDEX", SQLITE_CREATE_TEMP_INDEX: "CREATE INDEX",
    SQLITE_CREATE_VIEW: "CREATE VIEW", SQLITE_CREATE_TEMP_VIEW: "CREATE VIEW",
    SQLITE_CREATE_TRIGGER: "CREATE TRIGGER", SQLITE_CREATE_TEMP_TRIGGER: "CREATE TRIGGER",
    SQLITE_CREATE_VTABLE: "CREATE VIRTUAL TABLE", SQLITE_DROP_TABLE: "DROP TABLE", SQLITE_DROP_INDEX: "DROP INDEX",
    SQLITE_DROP_VIEW: "DROP VIEW", SQLITE_DROP_TRIGGER: "DROP TRIGGER", SQLITE_DROP_VTABLE: "DROP TABLE",
  ]
}
