/// Days as counts since 1970-01-01, and how they are written.
enum Day {
  /// The day the history begins, Monday 2024-11-18, and the day it ends, Friday 2026-11-13.
  static let first = 20_045
  static let last = first + 103 * 7 + 4

  /// `2026-11-13`, for each day that a book may name.
  private static let earliest = first - 1500
  private static let names: [String] = (earliest...last + 400).map { day in
    let (year, month, date) = civil(day)
    return "\(year)-\(padded(month))-\(padded(date))"
  }

  /// The day as ISO 8601 writes it.
  static func text(_ day: Int) -> String { names[day - earliest] }

  /// Year, month and day of the month, by the proleptic Gregorian calendar (Howard Hinnant, "chrono-Compatible
  /// Low-Level Date Algorithms").
  static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Two digits.
  static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The weekday at or after `day` minus weekends: Saturdays and Sundays become the Friday before.
  static func workday(_ day: Int) -> Int {
    let weekday = (day - first) % 7
    let position = weekday < 0 ? weekday + 7 : weekday
    return position > 4 ? day - (position - 4) : day
  }
}

/// When the commits of a history were made: in order, on weekdays between 8 and 18 o'clock in Berlin.
struct Moment {
  /// Seconds since 1970.
  let seconds: Int
  /// `+0100` or `+0200`; summer time is taken from April to October.
  let zone: String
  let day: Int
  /// `14:05`.
  let clock: String

  private static let secondsADay = 36_000

  /// The moment of commit `index` of `count`; a book of one commit was committed on the last day.
  init(commit index: Int, of count: Int) {
    let working = (Day.last - Day.first) / 7 * 5 + 5
    let seconds = count == 1 ? working * Self.secondsADay - 1 : index * (working * Self.secondsADay - 1) / (count - 1)
    let workday = seconds / Self.secondsADay
    day = Day.first + workday / 5 * 7 + workday % 5
    let ofDay = 28_800 + seconds % Self.secondsADay
    let isSummer = 4...10 ~= Day.civil(day).month
    zone = isSummer ? "+0200" : "+0100"
    self.seconds = day * 86_400 + ofDay - (isSummer ? 7200 : 3600)
    clock = "\(Day.padded(ofDay / 3600)):\(Day.padded(ofDay / 60 % 60))"
  }
}
