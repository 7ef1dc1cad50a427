/// What a date in a query or a `set` means: a period of days, or one instant.
public enum DateValue: Hashable, Sendable {
  /// Whole days: `2026-11`, `today`, `-7d`.
  case period(DatePeriod)
  /// A point of time: `2026-11-03T14:05`, `-8h`.
  case instant(Instant)

  /// Reads what ``DatePeriod/init(_:today:)`` reads, with today as it is in `zone` at `now`; offsets from
  /// `now` in hours, minutes or seconds (`-8h`, `+30min`); and dates with a time of day, in `zone` unless an
  /// offset is written (`2026-11-03T14:05`, `2026-11-03 14:05+01:00`). Nil for anything else.
  public init?(_ text: some StringProtocol, now: Instant, zone: TimeZone) {
    if let period = DatePeriod(text, today: zone.civil(at: now).0) {
      self = .period(period)
    } else if let offset = CalendarDuration(offset: text), offset.months == 0, offset.days == 0 {
      self = .instant(now.adding(seconds: offset.seconds))
    } else if let written = DateTimeText(text) {
      self = .instant(written.instant(in: zone))
    } else {
      return nil
    }
  }

  /// The instants meant, in `zone`: of a period all of them, of an instant its second.
  public func instants(in zone: TimeZone) -> Range<Instant> {
    switch self {
    case .period(let period): period.instants(in: zone)
    case .instant(let instant): instant..<instant.adding(seconds: 1)
    }
  }

  /// The days meant, in `zone`.
  public func days(in zone: TimeZone) -> DatePeriod {
    switch self {
    case .period(let period): period
    case .instant(let instant): DatePeriod(zone.civil(at: instant).0)
    }
  }
}
