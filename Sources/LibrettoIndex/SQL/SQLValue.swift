/// A value of SQLite, as a statement answers it.
public enum SQLValue: Hashable, Sendable {
  /// Nothing.
  case null
  /// A whole number.
  case integer(Int64)
  /// A floating-point number; SQLite makes NULL of what is no number.
  case real(Double)
  /// Text.
  case text(String)
  /// Bytes.
  case blob([UInt8])
}

/// What a statement answers.
public struct SQLAnswer: Hashable, Sendable {
  /// The names of the columns; two may be the same.
  public let columns: [String]
  /// The rows, each with a value a column.
  public let rows: [[SQLValue]]
  /// Whether there are more rows than the limit let through.
  public let isCut: Bool
}

/// What a statement of a user may take.
public struct SQLLimits: Hashable, Sendable {
  /// Seconds of running; the reading of the statement may take as long again.
  public var seconds: Double
  /// Rows of the answer; more are left out.
  public var rows: Int
  /// Bytes of the answer; more are an error.
  public var answerBytes: Int
  /// Bytes that SQLite may hold at once; more are an error.
  public var memoryBytes: Int

  /// Sets limits: 5 seconds, 100,000 rows, 64 MiB of answer and 256 MiB of memory where nothing else is said.
  public init(
    seconds: Double = 5, rows: Int = 100_000, answerBytes: Int = 64 << 20, memoryBytes: Int = 256 << 20
  ) {
    self.seconds = seconds
    self.rows = rows
    self.answerBytes = answerBytes
    self.memoryBytes = memoryBytes
  }
}
