/// A point of time, to the second, as POSIX counts: without leap seconds.
public struct Instant: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, negative before.
  public var secondsSinceEpoch: Int

  /// The point of time that many seconds after 1970-01-01T00:00:00Z.
  public init(secondsSinceEpoch: Int) { self.secondsSinceEpoch = secondsSinceEpoch }

  /// Reads a `date-time` of RFC 3339, `2026-11-03T14:05:00+01:00`: with seconds and an offset. A fraction of
  /// a second is cut off; a leap second, `23:59:60` in UTC, is the second after it.
  public init?(rfc3339 text: some StringProtocol) {
    var scanner = ByteScanner(text)
    guard let date = scanner.date(), scanner.skip(anyOf: "T", "t", " ") != nil,
      let hour = scanner.digits(2), hour < 24, scanner.skip(":"),
      let minute = scanner.digits(2), minute < 60, scanner.skip(":"),
      let second = scanner.digits(2), second <= 60
    else { return nil }
    if scanner.skip(".") {
      guard scanner.digits(1) != nil else { return nil }
      while scanner.digits(1) != nil {}
    }
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    secondsSinceEpoch = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset
    if second == 60, secondsSinceEpoch % 86_400 != 0 { return nil }
  }

  /// This many seconds later, or earlier where negative.
  public func adding(seconds: Int) -> Instant { Instant(secondsSinceEpoch: secondsSinceEpoch &+ seconds) }

  /// The local time in `zone` by RFC 3339, `2026-11-03T14:05:00+01:00`; `Z` where the zone is UTC.
  public func description(in zone: TimeZone) -> String {
    // RFC 3339 writes offsets in minutes; those of the time before zones had seconds, so they are rounded
    // to what can be written and the local time with them, lest another instant be read back.
    let offset = zone.offset(at: self) / 60 * 60
    let (date, time) = civil(offset: offset)
    let suffix: String
    if zone == .utc {
      suffix = "Z"
    } else {
      let minutes = abs(offset) / 60
      suffix = "\(offset < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    }
    return "\(date)T\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))\(suffix)"
  }

  /// The day and the time of day shown by a clock that is `offset` seconds ahead of UTC.
  func civil(offset: Int) -> (CivilDate, ClockTime) {
    let local = secondsSinceEpoch &+ offset
    let days = local >= 0 ? local / 86_400 : (local + 1) / 86_400 - 1
    return (CivilDate(daysSinceEpoch: days), ClockTime(secondsSinceMidnight: local))
  }
}

extension Instant: Comparable {
  /// The earlier comes first.
  public static func < (a: Instant, b: Instant) -> Bool { a.secondsSinceEpoch < b.secondsSinceEpoch }
}

extension Instant: CustomStringConvertible {
  /// In UTC by RFC 3339: `2026-11-03T13:05:00Z`.
  public var description: String { description(in: .utc) }
}
