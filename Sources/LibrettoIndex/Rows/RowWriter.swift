import CSQLite
import LibrettoModel

/// Writes the rows of records, with statements that are compiled once.
public final class RowWriter {
  private let connection: IndexConnection
  private let layout: IndexLayout
  private let record: IndexStatement
  private let irregular: IndexStatement
  private let alias: IndexStatement
  private let unique: IndexStatement
  private let link: IndexStatement
  private let log: IndexStatement
  private let text: (row: IndexStatement, document: IndexStatement)?
  private var types: [IndexStatement?]
  private var removals: [IndexStatement] = []
  private var typeRemovals: [IndexStatement?]
  private var search: IndexStatement?
  /// The number of the record whose rows are written.
  private var number: Int

  /// Whether the texts of the records are indexed too.
  public var hasText: Bool { text != nil }

  /// A writer into the tables of `layout`, which exist.
  public init(_ connection: IndexConnection, layout: IndexLayout) throws(IndexError) {
    self.connection = connection
    self.layout = layout
    record = try connection.prepare("INSERT INTO libretto_record VALUES (?, ?, ?, ?, ?)")
    irregular = try connection.prepare("INSERT INTO libretto_irregular VALUES (?)")
    alias = try connection.prepare("INSERT INTO libretto_alias VALUES (?, ?, ?)")
    unique = try connection.prepare("INSERT INTO libretto_unique VALUES (?, ?, ?, ?)")
    link = try connection.prepare("INSERT INTO libretto_link_text VALUES (?, ?, ?, ?, ?, ?, ?)")
    log = try connection.prepare("INSERT INTO libretto_log VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    text =
      try connection.hasTextIndex()
      ? (
        try connection.prepare("INSERT INTO libretto_text_row (record) VALUES (?)"),
        try connection.prepare("INSERT INTO libretto_text (rowid, text) VALUES (last_insert_rowid(), ?)")
      ) : nil
    types = Array(repeating: nil, count: layout.tables.count)
    typeRemovals = types
    number = try connection.integer("SELECT max(record) FROM libretto_record") ?? 0
  }

  /// Adds rows of records that are not there yet.
  public func insert(_ buffer: RowBuffer) throws(IndexError) {
    var failure: IndexError?
    buffer.bytes.withUnsafeBytes { bytes in
      for row in buffer.rows.indices where failure == nil {
        do throws(IndexError) { try insert(buffer, row, bytes) } catch { failure = error }
      }
    }
    if let failure { throw failure }
  }

  private func insert(_ buffer: RowBuffer, _ row: Int, _ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    let statement: IndexStatement
    switch buffer.rows[row].target {
    case .type(let position): statement = try self.statement(position)
    case .record:
      number += 1
      statement = record
    case .irregular: statement = irregular
    case .alias: statement = alias
    case .unique: statement = unique
    case .link: statement = link
    case .log: statement = log
    case .text:
      guard let text else { return }
      text.row.bind(1, number)
      try text.row.run()
      statement = text.document
    }
    let handle = statement.handle
    var index: Int32 = 0
    for cell in buffer.cells(of: row) {
      index += 1
      switch cell {
      case .null: sqlite3_bind_null(handle, index)
      case .record: sqlite3_bind_int64(handle, index, Int64(number))
      case .integer(let value): sqlite3_bind_int64(handle, index, value)
      case .real(let value): sqlite3_bind_double(handle, index, value)
      case .text(let start, let count):
        // The buffer lives until the step is done, so SQLite need not copy.
        if let base = bytes.baseAddress {
          sqlite3_bind_text(
            handle, index, (base + start).assumingMemoryBound(to: CChar.self), Int32(count), nil)
        } else {
          sqlite3_bind_text(handle, index, "", 0, nil)
        }
      }
    }
    _ = try statement.step()
  }

  private func statement(_ position: Int) throws(IndexError) -> IndexStatement {
    if let known = types[position] { return known }
    let table = layout.tables[position]
    let marks = table.columnNames.map { _ in "?" }.joined(separator: ", ")
    let made = try connection.prepare("INSERT INTO \(quoted(table.name)) VALUES (\(marks))")
    types[position] = made
    return made
  }

  /// Removes all rows of the record in the file at `path`; false where there is none.
  @discardableResult
  public func remove(path: String) throws(IndexError) -> Bool {
    if search == nil { search = try connection.prepare("SELECT record, type FROM libretto_record WHERE path = ?") }
    guard let search else { return false }
    search.bind(1, path)
    guard try search.step() else { return false }
    let record = search.integer(0)
    let type = search.text(1)
    search.reset()
    if let position = layout.tables.firstIndex(where: { $0.type.name == type }) {
      if typeRemovals[position] == nil {
        let table = quoted(layout.tables[position].name)
        typeRemovals[position] = try connection.prepare("DELETE FROM \(table) WHERE record = ?")
      }
      typeRemovals[position]?.bind(1, record)
      try typeRemovals[position]?.run()
    }
    if removals.isEmpty {
      let tables =
        ["record", "irregular", "alias", "unique", "link_text", "log"] + (text == nil ? [] : ["text_row"])
      for table in tables {
        removals.append(try connection.prepare("DELETE FROM libretto_\(table) WHERE record = ?"))
      }
    }
    for removal in removals {
      removal.bind(1, record)
      try removal.run()
    }
    return true
  }
}
