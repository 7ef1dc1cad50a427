/// A length of time as people agree on it: months and days are counted on the calendar, seconds on the clock.
///
/// Years are kept as twelve months and weeks as seven days, so `1y` equals `12m` and `2w` equals `14d`; a day
/// is not 24 hours, since some have 23 or 25.
public struct CalendarDuration: Hashable, Sendable {
  /// Months, of which a year has twelve.
  public var months: Int
  /// Days, of which a week has seven.
  public var days: Int
  /// Seconds.
  public var seconds: Int

  /// A duration of so many months, days and seconds.
  public init(months: Int = 0, days: Int = 0, seconds: Int = 0) {
    self.months = months
    self.days = days
    self.seconds = seconds
  }

  /// Seconds, with a month of 30.436875 days, which is the mean of the Gregorian calendar's 400 years: only
  /// for the order of durations, never for dates.
  public var approximateSeconds: Int { months * 2_629_746 + days * 86_400 + seconds }

  /// The opposite: as long, in the other direction.
  public static prefix func - (duration: CalendarDuration) -> CalendarDuration {
    CalendarDuration(months: -duration.months, days: -duration.days, seconds: -duration.seconds)
  }
}

extension CalendarDuration {
  /// Reads `P3DT4H` by the grammar of RFC 3339, appendix A, or one count and its unit: `1y`, `3m` (months),
  /// `2w`, `3d`, `8h`, `30min`, `45s`; either with a sign before it. A number has at most nine digits.
  public init?(_ text: some StringProtocol) {
    var scanner = ByteScanner(text)
    let isNegative = scanner.skip(anyOf: "+", "-") == "-"
    let duration = scanner.skip("P") ? scanner.isoDuration() : scanner.shortDuration()
    guard let duration, scanner.isAtEnd else { return nil }
    self = isNegative ? -duration : duration
  }
}

extension ByteScanner {
  /// What comes after the `P`. A unit may be followed only by the next smaller: `P1Y2D` has none.
  fileprivate mutating func isoDuration() -> CalendarDuration? {
    var duration = CalendarDuration()
    var units: [Unicode.Scalar] = []
    while let next, next != UInt8(ascii: "T") {
      guard let count = number(), let unit = skip(anyOf: "Y", "M", "W", "D") else { return nil }
      switch unit {
      case "Y": duration.months += count * 12
      case "M": duration.months += count
      case "W": duration.days += count * 7
      default: duration.days += count
      }
      units.append(unit)
    }
    guard units.isEmpty || units == ["W"] || Self.isRun(units, of: ["Y", "M", "D"]) else { return nil }
    guard skip("T") else { return units.isEmpty ? nil : duration }
    guard units != ["W"] else { return nil }

    var times: [Unicode.Scalar] = []
    while next != nil {
      guard let count = number(), let unit = skip(anyOf: "H", "M", "S") else { return nil }
      duration.seconds += count * (unit == "H" ? 3600 : unit == "M" ? 60 : 1)
      times.append(unit)
    }
    return Self.isRun(times, of: ["H", "M", "S"]) ? duration : nil
  }

  /// Whether `units` is a part of `order` without gaps, and not empty.
  private static func isRun(_ units: [Unicode.Scalar], of order: [Unicode.Scalar]) -> Bool {
    guard let first = units.first, let start = order.firstIndex(of: first) else { return false }
    return order[start...].starts(with: units)
  }

  /// A count and its unit.
  fileprivate mutating func shortDuration() -> CalendarDuration? {
    guard let count = number() else { return nil }
    switch letters() {
    case "y": return CalendarDuration(months: count * 12)
    case "m": return CalendarDuration(months: count)
    case "w": return CalendarDuration(days: count * 7)
    case "d": return CalendarDuration(days: count)
    case "h": return CalendarDuration(seconds: count * 3600)
    case "min": return CalendarDuration(seconds: count * 60)
    case "s": return CalendarDuration(seconds: count)
    default: return nil
    }
  }
}

extension CalendarDuration: Comparable {
  /// By approximate length; of those equally long, the one with fewer months, then with fewer days, comes
  /// first.
  public static func < (a: CalendarDuration, b: CalendarDuration) -> Bool {
    (a.approximateSeconds, a.months, a.days) < (b.approximateSeconds, b.months, b.days)
  }
}

extension CalendarDuration: CustomStringConvertible {
  /// As it would be written: `3d`, `8h`, `-2w`; with more than one kind of unit by ISO 8601, `P1M3DT4H`.
  /// Reads back as the same duration, unless its parts have different signs, which no notation has.
  public var description: String {
    let parts = [months, days, seconds].filter { $0 != 0 }
    let sign = (parts.first ?? 0) < 0 ? "-" : ""
    if parts.count <= 1 {
      if months != 0 { return sign + Self.short(abs(months), [(12, "y"), (1, "m")]) }
      if seconds != 0 { return sign + Self.short(abs(seconds), [(3600, "h"), (60, "min"), (1, "s")]) }
      return sign + Self.short(abs(days), [(1, "d")])
    }
    let (years, restMonths) = abs(months).quotientAndRemainder(dividingBy: 12)
    var text = "\(sign)P"
    if years != 0 { text += "\(years)Y" }
    // The grammar has no years before days without months, nor hours before seconds without minutes.
    if restMonths != 0 || years != 0 && days != 0 { text += "\(restMonths)M" }
    if days != 0 { text += "\(abs(days))D" }
    guard seconds != 0 else { return text }
    text += "T"
    let (hours, rest) = abs(seconds).quotientAndRemainder(dividingBy: 3600)
    if hours != 0 { text += "\(hours)H" }
    if rest / 60 != 0 || hours != 0 && rest % 60 != 0 { text += "\(rest / 60)M" }
    if rest % 60 != 0 { text += "\(rest % 60)S" }
    return text
  }

  /// In the largest unit that leaves no rest.
  private static func short(_ count: Int, _ units: [(Int, String)]) -> String {
    for (size, unit) in units where count != 0 && count % size == 0 { return "\(count / size)\(unit)" }
    return "\(count)\(units[units.count - 1].1)"
  }
}

extension CivilDate {
  /// The day that lies the duration's months, then its days, later. Its seconds do not count.
  public func adding(_ duration: CalendarDuration) -> CivilDate {
    adding(months: duration.months).adding(days: duration.days)
  }
}

extension TimeZone {
  /// The instant that lies `duration` after `instant`: months and days by this zone's calendar at the same
  /// time of day, then seconds by the clock.
  public func adding(_ duration: CalendarDuration, to instant: Instant) -> Instant {
    guard duration.months != 0 || duration.days != 0 else { return instant.adding(seconds: duration.seconds) }
    let (date, time) = civil(at: instant)
    return self.instant(of: date.adding(duration), time).adding(seconds: duration.seconds)
  }
}
