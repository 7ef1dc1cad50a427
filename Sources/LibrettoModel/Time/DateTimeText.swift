/// A date, perhaps with a time of day and an offset, as people write it in logs and queries:
/// `2026-11-03`, `2026-11-03 14:05`, `2026-11-03T14:05:30+01:00`, `2026-11-03 13:05Z`.
public struct DateTimeText: Hashable, Sendable {
  /// The day.
  public let date: CivilDate
  /// The time of day; nil where only the day is written.
  public let time: ClockTime?
  /// Seconds ahead of UTC; nil where no offset is written, so that the book's zone holds.
  public let offset: Int?

  /// Reads a date, then perhaps `T` or one blank and `HH:MM` or `HH:MM:SS` (a fraction is cut off), then
  /// perhaps `Z` or `±HH:MM`, with or without a blank before it; nil for anything else.
  public init?(_ text: some StringProtocol) {
    var scanner = ByteScanner(text)
    guard let date = scanner.date() else { return nil }
    self.date = date
    guard !scanner.isAtEnd else {
      time = nil
      offset = nil
      return
    }
    guard scanner.skip(anyOf: "T", "t", " ") != nil, let time = scanner.clock(fraction: true) else {
      return nil
    }
    self.time = time
    guard !scanner.isAtEnd else {
      offset = nil
      return
    }
    _ = scanner.skip(" ")
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    self.offset = offset
  }

  /// The instant that is meant, in `zone` where no offset is written; of a mere date, the day's beginning.
  public func instant(in zone: TimeZone) -> Instant {
    guard let time else { return zone.startOfDay(date) }
    guard let offset else { return zone.instant(of: date, time) }
    return Instant(secondsSinceEpoch: date.daysSinceEpoch * 86_400 + time.secondsSinceMidnight - offset)
  }
}
