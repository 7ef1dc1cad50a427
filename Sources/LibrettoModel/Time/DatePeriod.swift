/// One or more days in a row. A date that is not written out is its whole period: `2026-11` is that November.
public struct DatePeriod: Hashable, Sendable {
  /// The first day.
  public let first: CivilDate
  /// The last day, which is inside.
  public let last: CivilDate

  /// One day.
  public init(_ day: CivilDate) {
    first = day
    last = day
  }

  /// The days from `first` to `last`; nil where `last` is before `first`.
  public init?(first: CivilDate, last: CivilDate) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// Reads `2026-11-21`, `2026-11`, `2026-Q4`, `2026-W47` or `2026`, exactly so.
  public init?(_ text: some StringProtocol) {
    var scanner = ByteScanner(text)
    guard let year = scanner.digits(4), let newYear = CivilDate(year: year, month: 1, day: 1) else {
      return nil
    }
    guard scanner.skip("-") else {
      guard scanner.isAtEnd else { return nil }
      self.init(first: newYear, last: CivilDate(unchecked: year, 12, 31))
      return
    }
    if scanner.skip("Q") {
      guard let quarter = scanner.digits(1), 1...4 ~= quarter, scanner.isAtEnd else { return nil }
      let first = CivilDate(unchecked: year, quarter * 3 - 2, 1)
      self.init(first: first, last: first.endOfQuarter)
    } else if scanner.skip("W") {
      guard let week = scanner.digits(2), scanner.isAtEnd,
        let monday = CivilDate.firstDay(ofISOWeek: week, year: year)
      else { return nil }
      self.init(first: monday, last: monday.adding(days: 6))
    } else {
      guard let month = scanner.digits(2), let first = CivilDate(year: year, month: month, day: 1) else {
        return nil
      }
      guard scanner.skip("-") else {
        guard scanner.isAtEnd else { return nil }
        self.init(first: first, last: first.endOfMonth)
        return
      }
      guard let day = scanner.digits(2), scanner.isAtEnd,
        let date = CivilDate(year: year, month: month, day: day)
      else { return nil }
      self.init(date)
    }
  }

  /// Whether `date` is one of the period's days.
  public func contains(_ date: CivilDate) -> Bool { first <= date && date <= last }

  /// The instants of the period in `zone`, from its first day's beginning to the beginning of the day after
  /// it.
  public func instants(in zone: TimeZone) -> Range<Instant> {
    let start = zone.startOfDay(first)
    let end =
      last == .latest
      ? zone.startOfDay(last).adding(seconds: 86_400) : zone.startOfDay(last.adding(days: 1))
    return start..<max(start, end)
  }
}

extension DatePeriod: CustomStringConvertible {
  /// `2026-11-21`, or `2026-11-16..2026-11-22` for more than one day.
  public var description: String { first == last ? "\(first)" : "\(first)..\(last)" }
}
