public import LibrettoModel

/// When a company works: the hours of each weekday and the days on which nobody does. All times are local.
public struct OpeningHours: Sendable, Hashable {
  /// A stretch of a day, in seconds since its midnight by the local clock; the end is outside. 86,400 is the day's end.
  public typealias Window = Range<Int>

  /// The windows of each weekday from Monday on, ascending and apart.
  public let weekdays: [[Window]]
  /// The days without hours.
  public let holidays: Set<CivilDate>

  /// Hours of seven weekdays from Monday on; windows that touch or overlap are joined.
  public init(weekdays: [[Window]], holidays: Set<CivilDate> = []) {
    self.weekdays = (0..<7).map { $0 < weekdays.count ? Self.joined(weekdays[$0]) : [] }
    self.holidays = holidays
  }

  /// Every hour of every day.
  public static let always = OpeningHours(weekdays: Array(repeating: [0..<86_400], count: 7))

  /// The windows of a day.
  public func windows(on date: CivilDate) -> [Window] {
    holidays.contains(date) ? [] : weekdays[date.weekday - 1]
  }

  /// Whether anybody works on that day.
  public func isOpen(on date: CivilDate) -> Bool { !windows(on: date).isEmpty }

  /// The hours of a week without holidays, in seconds.
  public var secondsOfWeek: Int { weekdays.joined().reduce(0) { $0 + $1.count } }

  /// What one day means where a promise counts business hours: the mean of the weekdays that have hours, in seconds.
  public var secondsOfDay: Int {
    let days = weekdays.count { !$0.isEmpty }
    return days == 0 ? 0 : secondsOfWeek / days
  }

  private static func joined(_ windows: [Window]) -> [Window] {
    var result: [Window] = []
    for window in windows.sorted(by: { $0.lowerBound < $1.lowerBound }) where !window.isEmpty {
      if let last = result.last, window.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, window.upperBound)
      } else {
        result.append(window)
      }
    }
    return result
  }
}
