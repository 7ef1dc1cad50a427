/// A line under `## Log`.
public enum LogLine: Sendable, Equatable {
  /// A line that reads as an entry.
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
    /// The year, 0 to 9999.
    public var year: Int
    /// From 1.
    public var month: Int
    /// From 1.
    public var day: Int
  }

  /// A time of day; the second is nil where it is not written.
  public struct Time: Hashable, Sendable {
    /// 0 to 23.
    public var hour: Int
    /// 0 to 59.
    public var minute: Int
    /// 0 to 59.
    public var second: Int?
  }

  /// The line's bytes, without its line end.
  public var range: SourceRange
  /// The day it happened.
  public var date: Date
  /// The bytes of the date.
  public var dateRange: SourceRange
  /// When on that day, in `zone` or else the book's time zone; nil where it is not written.
  public var time: Time?
  /// The bytes of the time with its zone.
  public var timeRange: SourceRange?
  /// The offset from UTC as written: `Z`, `+02:00`.
  public var zone: String?
  /// What happened, of the agreement's vocabulary.
  public var kind: String
  /// The bytes of the kind.
  public var kindRange: SourceRange
  /// Who did it, without the `@`.
  public var member: String?
  /// The bytes of the member's id, without the `@`.
  public var memberRange: SourceRange?
  /// What is said after the colon, white space around it aside.
  public var text: String
  /// The bytes of the text.
  public var textRange: SourceRange
}
