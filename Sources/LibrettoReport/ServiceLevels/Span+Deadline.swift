import LibrettoModel

extension Span {
  /// The moment that lies so long after `start`; nil where the business hours that it takes never come. Days by the calendar
  /// end at the same time of day.
  func deadline(after start: Instant, _ context: ReportContext) -> Instant? {
    switch self {
    case .business(let seconds, _): return context.clock.deadline(seconds, after: start)
    case .calendar(let duration):
      guard duration.months != 0 || duration.days != 0 else { return start.adding(seconds: duration.seconds) }
      let (date, time) = context.zone.civil(at: start)
      let day = date.adding(months: duration.months).adding(days: duration.days)
      return context.zone.instant(of: day, time).adding(seconds: duration.seconds)
    }
  }

  /// The last moment that lies so long before the day `start` begins: the end of a day where days are counted.
  func latest(before start: CivilDate, _ context: ReportContext) -> Instant {
    let begin = context.zone.startOfDay(start)
    switch self {
    case .calendar(let duration):
      let day = start.adding(months: -duration.months).adding(days: -duration.days)
      guard duration.seconds == 0 else {
        return context.zone.startOfDay(day).adding(seconds: -duration.seconds)
      }
      return context.zone.startOfDay(day.adding(days: 1)).adding(seconds: -1)
    case .business(let seconds, _):
      var day = start
      while day > start.adding(days: -3660) {
        day = day.adding(days: -1)
        let end = context.zone.startOfDay(day.adding(days: 1))
        if context.clock.elapsed(from: end, to: begin) >= seconds { return end.adding(seconds: -1) }
      }
      return context.zone.startOfDay(day)
    }
  }
}

extension ServiceLevel.Period {
  /// The period that a day lies in.
  func period(of day: CivilDate) -> DatePeriod {
    let newYear = CivilDate(year: day.year, month: 1, day: 1)!
    let (first, last): (CivilDate, CivilDate) =
      switch self {
      case .week: (day.startOfWeek, day.startOfWeek.adding(days: 6))
      case .month: (day.startOfMonth, day.endOfMonth)
      case .quarter: (day.startOfQuarter, day.endOfQuarter)
      case .year: (newYear, newYear.adding(years: 1).adding(days: -1))
      }
    return DatePeriod(first: first, last: last)!
  }
}
