public import LibrettoModel

/// What a query found: rows of cells under columns.
public struct Answer: Sendable {
  /// The columns, in order.
  public let columns: [Column]
  /// The rows, in order.
  public let rows: [Row]
  /// Whether the rows are groups and not records.
  public let isGrouped: Bool
  /// What could not be worked out, for people: `2 values of amount cannot be read and are left out`.
  public let notes: [String]

  /// A column.
  public struct Column: Sendable, Hashable {
    /// The name as in the query: `account.country`, `leads.count`, `amount.sum`.
    public let name: String
    /// The heading for people.
    public let title: String
    /// How each single value reads; numbers and money are aligned to the right.
    public let kind: FieldSchema.Kind
    /// Whether a cell may hold several values.
    public let isList: Bool
  }

  /// A row.
  public struct Row: Sendable {
    /// A value for each column: nil where there is none, a list where there are several.
    public let cells: [Value?]
    /// The record; nil for a group.
    public let record: RecordReference?
    /// The record's file, from the book's root; nil for a group.
    public let path: String?
  }
}
