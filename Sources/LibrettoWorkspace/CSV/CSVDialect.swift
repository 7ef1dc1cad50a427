/// How the bytes of a CSV file stand for text.
public enum CSVEncoding: String, CaseIterable, Sendable {
  /// UTF-8, with or without a byte-order mark; anything that is not well-formed is an error.
  case utf8 = "utf-8"
  /// Windows code page 1252, as spreadsheets in Western Europe save it; its five unassigned bytes are an error.
  case windows1252 = "windows-1252"
}
