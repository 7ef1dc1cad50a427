public import LibrettoModel
import LibrettoQuery

/// The table of a record type: `record`, `id`, `path`, the title, a column a declared field, then `aliases` where they are
/// Libretto's own, and `other`.
public struct IndexTable: Sendable {
  /// The type.
  public let type: RecordType
  /// The table's name, not quoted: the type's, but where SQLite or Libretto has that name for itself.
  public let name: String
  /// The column of the record's title: `title`, or `record_title` where the type declares a field of that name.
  public let titleColumn: String
  /// The columns of the declared fields.
  public let columns: [IndexColumn]
  /// The fields whose values only one record may hold.
  let uniqueFields: [UniqueField]
  /// What belongs to a key of a record.
  let root: FieldNode
  let byField: [String: Int]
  /// The fields by which queries follow links.
  let links: [LinkField]

  /// The column of the field that a query names so: `next.due`; nil where the field is not declared.
  public func column(ofField field: String) -> IndexColumn? { byField[field].map { columns[$0] } }

  /// All columns in their order, not quoted.
  public var columnNames: [String] {
    var names = ["record", "id", "path", titleColumn]
    for column in columns { names += [column.name] + (column.currencyName.map { [$0] } ?? []) }
    if !type.declaresAliases { names.append("aliases") }
    return names + ["other"]
  }

  /// The statement that makes the table.
  var declaration: String {
    var parts = ["record INTEGER PRIMARY KEY", "id TEXT NOT NULL", "path TEXT NOT NULL"]
    parts.append("\(quoted(titleColumn)) TEXT NOT NULL")
    for column in columns {
      parts.append("\(quoted(column.name)) \(column.declaration)")
      if let currency = column.currencyName { parts.append("\(quoted(currency)) TEXT") }
    }
    if !type.declaresAliases { parts.append("aliases TEXT") }
    return "CREATE TABLE \(quoted(name)) (\(parts.joined(separator: ", ")), other TEXT)"
  }
}

/// A name as SQL writes it, in double quotes.
public func quoted(_ name: String) -> String {
  "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}

/// A place in a record: its columns, and what lies below it.
struct FieldNode: Sendable {
  /// The column of the value itself, by its position among the type's; nil where a map is spread over columns.
  var column: Int?
  /// The members of a map that is spread over columns.
  var members: [(key: String, node: FieldNode)] = []
}
