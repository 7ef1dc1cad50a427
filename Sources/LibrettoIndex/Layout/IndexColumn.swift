/// A column of a record type's table: what a declared field is in SQL.
public struct IndexColumn: Hashable, Sendable {
  /// What the column holds of the field's values.
  public enum Kind: Hashable, Sendable {
    /// Text as written; enumerations, stages, members, links, dates, times and durations too.
    case text
    /// A number: INTEGER where it is whole, else REAL.
    case number
    /// 0 or 1.
    case boolean
    /// The amount of money as a number; `IndexColumn.currencyName` is the column of its currency.
    case money
    /// A list or a map as JSON text.
    case json
    /// A value of any kind: text and numbers as they are, booleans, lists and maps as JSON text.
    case any
  }

  /// The keys that lead to the field: `["next", "due"]`.
  public let path: [String]
  /// What the column holds.
  public let kind: Kind
  /// Whether the field is a list, held as a JSON text.
  public let isList: Bool
  /// The column's name, not quoted.
  public let name: String
  /// The column of the currency, for money.
  public let currencyName: String?
  /// The types that the field links to; empty where it is no link.
  public let linkedTypes: [String]

  /// The field as a query names it: `next.due`.
  public var field: String { path.joined(separator: ".") }

  /// The type by which the column is declared.
  var declaration: String {
    switch kind {
    case .text, .json: "TEXT"
    case .number, .money: "NUMERIC"
    case .boolean: "INTEGER"
    case .any: "BLOB"
    }
  }
}
