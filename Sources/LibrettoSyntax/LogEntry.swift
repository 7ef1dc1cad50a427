/// A line under `## Log`.
public enum LogLine: Sendable, Equatable {
  case entry(LogEntry)
  /// A line that does not read as an entry, and why. It is kept as it is.
  case unreadable(range: SourceRange, reason: String)

  /// The line's bytes, without its line end.
  public var range: SourceRange {
    switch self {
    case .entry(let entry): entry.range
    case .unreadable(let range, _): range
    }
  }
}

/// An activity: `- DATE [TIME[ZONE]] KIND [@MEMBER]: TEXT`.
public struct LogEntry: Sendable, Equatable {
  /// A day of the proleptic Gregorian calendar; it exists.
  public struct Date: Hashable, Sendable {
    public var year: Int
    /// From 1.
    public var month: Int
    /// From 1.
    public var day: Int
  }

  /// A time of day; the second is nil where it is not written.
  public struct Time: Hashable, Sendable {
    public var hour: Int
    public var minute: Int
    public var second: Int?
  }

  /// The line's bytes, without its line end.
  public var range: SourceRange
  public var date: Date
  public var dateRange: SourceRange
  public var time: Time?
  public var timeRange: SourceRange?
  /// The offset from UTC as written: `Z`, `+02:00`.
  public var zone: String?
  /// What happened, of the agreement's vocabulary.
  public var kind: String
  public var kindRange: SourceRange
  /// Who did it, without the `@`.
  public var member: String?
  /// The bytes of the member's id, without the `@`.
  public var memberRange: SourceRange?
  public var text: String
  public var textRange: SourceRange
}
