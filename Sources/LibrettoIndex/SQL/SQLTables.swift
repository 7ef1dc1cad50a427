/// The tables that a user's statement may read.
struct SQLTables {
  /// Libretto's own tables that users may rely on.
  static let documented: Set<String> = [
    "libretto_record", "libretto_alias", "libretto_link", "libretto_log", "libretto_commit", "libretto_change",
    "libretto_diagnostic",
  ]
  /// The tables of SQLite's own that only take apart what they are given.
  static let functions: Set<String> = ["json_each", "json_tree"]

  /// A table as users see it.
  struct Table {
    let name: String
    let columns: [(name: String, type: String)]
  }

  /// The tables and views that users see, in the order of their making, those of record types first.
  let visible: [Table]
  /// In small letters what may be read: the visible ones, what the visible views read, and functions that are tables.
  let readable: Set<String>
  /// In small letters every table of the database and of SQLite itself: what is not among them is the name of a common table
  /// expression.
  private let existing: Set<String>

  /// Whether a statement may read columns of the table `name`, in small letters. Without columns, as for `count(*)`, SQLite
  /// asks for common table expressions too.
  func mayRead(_ name: String, columns: Bool) -> Bool {
    if readable.contains(name) { return true }
    return !columns && !existing.contains(name) && !["pragma_", "sqlite_"].contains { name.hasPrefix($0) }
  }

  /// Whether users see the table `name`.
  static func isVisible(_ name: String) -> Bool {
    let name = name.lowercased()
    return documented.contains(name) || !name.hasPrefix("libretto_") && !name.hasPrefix("sqlite_")
  }

  /// Reads what tables there are. To be called before the authorizer of users' statements is set.
  init(_ connection: SQLConnection) throws(SQLError) {
    // Their first use declares them, which the authorizer would take for a change.
    for name in Self.functions { _ = try connection.rows("SELECT 1 FROM \(name)('[]')") }
    let names = try connection.rows(
      """
      SELECT name, type FROM sqlite_schema
      WHERE type IN ('table', 'view') AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY rowid
      """)
    var own: [Table] = []
    var types: [Table] = []
    var readable = Self.functions
    for row in names {
      guard case .text(let name) = row[0], Self.isVisible(name) else { continue }
      let columns = try connection.rows("SELECT name, type FROM pragma_table_info(\(SQLText.quoted(name)))").map {
        row in
        (name: row[0].string, type: row[1].string)
      }
      let table = Table(name: name, columns: columns)
      if Self.documented.contains(name.lowercased()) { own.append(table) } else { types.append(table) }
      readable.insert(name.lowercased())
      // That a name between the authorizer's arguments is that of a view proves nothing: a common table expression may
      // bear it. So what a view reads is found out here, and allowed as it is.
      if row[1].string == "view" { readable.formUnion(try connection.tablesRead(by: name)) }
    }
    let all = try connection.rows("SELECT name FROM sqlite_schema UNION SELECT name FROM pragma_module_list")
    existing = Set(all.map { $0[0].string.lowercased() })
    visible = types + own
    self.readable = readable
  }

  /// The names of the visible tables.
  var names: [String] { visible.map(\.name) }

  /// The columns of the visible tables that are named in `used`; of all where none is.
  func columns(of used: Set<String>) -> [String] {
    let tables = visible.filter { used.contains($0.name.lowercased()) }
    var seen: Set<String> = []
    return (tables.isEmpty ? visible : tables).flatMap(\.columns).map(\.name).filter { seen.insert($0).inserted }
  }
}

extension SQLValue {
  /// The text; empty where it is none.
  var string: String { if case .text(let text) = self { text } else { "" } }
}
