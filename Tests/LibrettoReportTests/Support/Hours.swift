import LibrettoModel
import LibrettoReport
import Testing

/// The hours that the clock is tried with.
enum Hours: String, CaseIterable {
  /// Monday to Friday, 9 to 17.
  case office
  /// The same, closed on Christmas, New Year and the leap day of 2028.
  case holidays
  /// The same, closed from 12 to 13.
  case split
  /// Monday to Friday 9 to 17, Saturday 9 to 12.
  case shop
  /// Every day 22 to 24 and 0 to 6.
  case night
  /// Sundays 0 to 6.
  case early
  /// Sundays 2 to 3, which summer time takes or gives twice.
  case two
  /// Saturdays 20 to 24.
  case late
  case always

  var hours: OpeningHours {
    func h(_ from: Int, _ to: Int) -> OpeningHours.Window { from * 3600..<to * 3600 }
    func week(_ days: [OpeningHours.Window], sat: [OpeningHours.Window] = [], sun: [OpeningHours.Window] = [])
      -> [[OpeningHours.Window]]
    { Array(repeating: days, count: 5) + [sat, sun] }
    let closed = ["2026-12-25", "2026-12-26", "2027-01-01", "2028-02-29"].compactMap { CivilDate($0) }
    return switch self {
    case .office: OpeningHours(weekdays: week([h(9, 17)]))
    case .holidays: OpeningHours(weekdays: week([h(9, 17)]), holidays: Set(closed))
    case .split: OpeningHours(weekdays: week([h(9, 12), h(13, 17)]))
    case .shop: OpeningHours(weekdays: week([h(9, 17)], sat: [h(9, 12)]))
    case .night: OpeningHours(weekdays: Array(repeating: [h(0, 6), h(22, 24)], count: 7))
    case .early: OpeningHours(weekdays: week([], sun: [h(0, 6)]))
    case .two: OpeningHours(weekdays: week([], sun: [h(2, 3)]))
    case .late: OpeningHours(weekdays: week([], sat: [h(20, 24)]))
    case .always: .always
    }
  }
}
