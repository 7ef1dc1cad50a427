public import LibrettoModel

/// Counts the time in which a company works, across changes of summer time and of the company's own zone.
///
/// An instant counts where the local clock at that instant shows a time within the hours of the local day. So an hour that
/// clocks show twice counts twice, and one that they skip does not count.
public struct BusinessClock: Sendable {
  /// The hours.
  public let hours: OpeningHours
  /// The zones by the instant from which each holds; the first holds for all time before.
  private let zones: [(since: Instant, zone: TimeZone)]
  /// What is looked up; nil where all is counted.
  private var table: BusinessTable?

  /// A clock of one zone.
  public init(_ hours: OpeningHours, zone: TimeZone) {
    self.init(hours, zone: zone, moves: [])
  }

  /// A clock of a company that moved: `zone` holds until the first of `moves`, which ascend.
  public init(_ hours: OpeningHours, zone: TimeZone, moves: [(since: Instant, zone: TimeZone)]) {
    self.hours = hours
    zones = [(Instant(secondsSinceEpoch: .min), zone)] + moves
  }

  /// The same clock, which answers faster for the moments of a range, and the same for all others.
  public func prepared(for range: Range<Instant>) -> BusinessClock {
    var windows: [Range<Int>] = []
    eachWindow(from: range.lowerBound, until: range.upperBound) { window in
      windows.append(window)
      return true
    }
    var clock = self
    clock.table = BusinessTable(
      windows, range: range.lowerBound.secondsSinceEpoch..<range.upperBound.secondsSinceEpoch)
    return clock
  }

  /// The seconds of `range` in which the company works.
  public func elapsed(_ range: Range<Instant>) -> Int {
    let moments = range.lowerBound.secondsSinceEpoch..<range.upperBound.secondsSinceEpoch
    if let known = table?.elapsed(moments) { return known }
    var seconds = 0
    eachWindow(from: range.lowerBound, until: range.upperBound) { window in
      seconds += window.upperBound - window.lowerBound
      return true
    }
    return seconds
  }

  /// The seconds in which the company works from `start` to `end`; nothing where the end is not later.
  public func elapsed(from start: Instant, to end: Instant) -> Int { start < end ? elapsed(start..<end) : 0 }

  /// The first instant by which the company has worked `seconds` since `start`: at the end of a day's hours, not at the
  /// next morning. Nil where it does not work so much within ten years.
  public func deadline(_ seconds: Int, after start: Instant) -> Instant? {
    guard seconds > 0 else { return start }
    if let known = table?.deadline(seconds, after: start.secondsSinceEpoch) {
      return Instant(secondsSinceEpoch: known)
    }
    var left = seconds
    var found: Instant?
    eachWindow(from: start, until: start.adding(seconds: 3660 * 86_400)) { window in
      let length = window.upperBound - window.lowerBound
      guard length >= left else {
        left -= length
        return true
      }
      found = Instant(secondsSinceEpoch: window.lowerBound + left)
      return false
    }
    return found
  }

  /// The zone that holds at `instant`.
  public func zone(at instant: Instant) -> TimeZone { zones.last { $0.since <= instant }!.zone }

  /// Calls `body` with each stretch of working time between two instants, in seconds since 1970, in order, until it
  /// answers false.
  private func eachWindow(from start: Instant, until end: Instant, _ body: (Range<Int>) -> Bool) {
    var at = start
    while at < end {
      let zone = zone(at: at)
      let changes = [zone.nextChange(after: at), zones.first { $0.since > at }?.since, end]
      let stop = changes.compactMap(\.self).min()!
      guard eachWindow(at.secondsSinceEpoch..<stop.secondsSinceEpoch, offset: zone.offset(at: at), body) else { return }
      at = stop
    }
  }

  /// The same where the clocks stay `offset` seconds ahead of UTC.
  private func eachWindow(_ range: Range<Int>, offset: Int, _ body: (Range<Int>) -> Bool) -> Bool {
    var day = Instant(secondsSinceEpoch: range.lowerBound + offset).civil.0
    while true {
      let midnight = day.daysSinceEpoch * 86_400 - offset
      guard midnight < range.upperBound else { return true }
      for window in hours.windows(on: day) {
        let part = (midnight + window.lowerBound..<midnight + window.upperBound).clamped(to: range)
        if !part.isEmpty, !body(part) { return false }
      }
      let next = day.adding(days: 1)
      guard next > day else { return true }
      day = next
    }
  }
}

extension BusinessClock {
  /// The days of a period on which the company works, by the calendar.
  public func businessDays(in period: DatePeriod) -> Int {
    (period.first.daysSinceEpoch...period.last.daysSinceEpoch).count { hours.isOpen(on: CivilDate(daysSinceEpoch: $0)) }
  }
}

extension Instant {
  /// The day and the time that a clock of UTC shows.
  fileprivate var civil: (CivilDate, ClockTime) { TimeZone.utc.civil(at: self) }
}
