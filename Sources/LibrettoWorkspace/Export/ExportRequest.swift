/// What to export, and how.
public struct ExportRequest: Sendable {
  /// A file format for other programs.
  public enum Format: String, CaseIterable, Sendable {
    /// A table of one type's records (RFC 4180), a column a field.
    case csv
    /// A JSON object a line, with `id`, `type`, `path` and `fields`.
    case ndjson
  }

  /// The file format.
  public var format: Format
  /// The words of a query, the first of which is a type; `ndjson` without any takes all records.
  public var query: [String]
  /// What stands between the fields of a table.
  public var delimiter = CSVDelimiter.comma
  /// Whether cells that a spreadsheet would run as a formula stay as they are.
  public var isRaw = false

  /// Exports the records that a query finds.
  public init(_ format: ExportRequest.Format, query: [String]) {
    self.format = format
    self.query = query
  }
}
