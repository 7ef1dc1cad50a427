/// How an answer is shown.
public enum RowFormat: String, CaseIterable, Sendable {
  /// Columns for people, fitted to the terminal.
  case table
  /// An array of objects by column, described by `docs/schemas/rows.schema.json`.
  case json
  /// One JSON object a line.
  case ndjson
  /// RFC 4180.
  case csv
  /// Columns apart by tabs; a tab, line break or backslash within is `\t`, `\n`, `\r`, `\\`.
  case tsv
  /// A Markdown table.
  case md
  /// The records' ids, one a line.
  case ids
  /// The records' files, one a line.
  case paths
}
