/// How a figure is written.
public enum FigureFormat: String, CaseIterable, Sendable {
  /// Columns for people, fitted to the terminal.
  case table
  /// An object with all that the figure holds; lengths of time in seconds.
  case json
  /// RFC 4180, a table after the other with an empty line between them.
  case csv
  /// Markdown.
  case md
}
