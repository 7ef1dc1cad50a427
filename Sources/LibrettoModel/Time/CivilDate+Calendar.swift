extension CivilDate {
  /// The day of the week by ISO 8601: 1 is Monday, 7 is Sunday.
  public var weekday: Int {
    let fromThursday = (daysSinceEpoch % 7 + 7) % 7  // 1970-01-01 was a Thursday
    return (fromThursday + 3) % 7 + 1
  }

  /// The quarter of the year, 1…4.
  public var quarter: Int { (month - 1) / 3 + 1 }

  /// The week by ISO 8601 and the year it belongs to, which is that of its Thursday.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = daysSinceEpoch - weekday + 4
    // The last days of 9999 belong to week 52 of that very year, the first of year 1 to its first week.
    let year = CivilDate(daysSinceEpoch: thursday).year
    let newYear = CivilDate(unchecked: year, 1, 1).daysSinceEpoch
    return (year, (thursday - newYear) / 7 + 1)
  }

  /// The Monday of ISO week `week` of `year`; nil where the year has no such week.
  public static func firstDay(ofISOWeek week: Int, year: Int) -> CivilDate? {
    guard 1...53 ~= week, let fourth = CivilDate(year: year, month: 1, day: 4) else { return nil }
    let monday = fourth.daysSinceEpoch - fourth.weekday + 1 + (week - 1) * 7
    guard monday >= earliest.daysSinceEpoch, monday <= latest.daysSinceEpoch else { return nil }
    let date = CivilDate(daysSinceEpoch: monday)
    return date.isoWeek == (year, week) ? date : nil
  }

  /// The day `days` days later, or earlier where negative; never past the calendar's ends.
  public func adding(days: Int) -> CivilDate {
    let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
    guard !overflow else { return days < 0 ? .earliest : .latest }
    return CivilDate(daysSinceEpoch: sum)
  }

  /// The same day `months` months later; a day that month lacks becomes its last: 31 January + 1 is 28 or 29
  /// February. Never past the calendar's ends.
  public func adding(months: Int) -> CivilDate {
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, sum >= 12, sum < 120_000 else { return months < 0 ? .earliest : .latest }
    let (newYear, newMonth) = (sum / 12, sum % 12 + 1)
    return CivilDate(unchecked: newYear, newMonth, min(day, Self.days(inMonth: newMonth, year: newYear)))
  }

  /// The same day `years` years later; 29 February becomes the 28th where there is none.
  public func adding(years: Int) -> CivilDate {
    let (months, overflow) = years.multipliedReportingOverflow(by: 12)
    guard !overflow else { return years < 0 ? .earliest : .latest }
    return adding(months: months)
  }

  /// The Monday of this day's week.
  public var startOfWeek: CivilDate { adding(days: 1 - weekday) }
  /// The first day of this day's month.
  public var startOfMonth: CivilDate { CivilDate(unchecked: year, month, 1) }
  /// The last day of this day's month.
  public var endOfMonth: CivilDate {
    CivilDate(unchecked: year, month, Self.days(inMonth: month, year: year))
  }
  /// The first day of this day's quarter.
  public var startOfQuarter: CivilDate { CivilDate(unchecked: year, quarter * 3 - 2, 1) }
  /// The last day of this day's quarter.
  public var endOfQuarter: CivilDate { CivilDate(unchecked: year, quarter * 3, 1).endOfMonth }
}
