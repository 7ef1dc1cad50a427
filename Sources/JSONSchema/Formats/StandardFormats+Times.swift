extension StandardFormats {
  /// A full date of RFC 3339, `2026-11-22`, that the calendar has.
  public static func isDate(_ text: String) -> Bool {
    var scanner = ByteScanner(text)
    return scanner.date() && scanner.isAtEnd
  }

  /// A time of RFC 3339 with its offset, `14:05:00.5+01:00`; second 60 only where it is a leap second in UTC.
  public static func isTime(_ text: String) -> Bool {
    var scanner = ByteScanner(text)
    return scanner.time() && scanner.isAtEnd
  }

  /// A date and a time of RFC 3339 with `T` between.
  public static func isDateTime(_ text: String) -> Bool {
    var scanner = ByteScanner(text)
    return scanner.date() && scanner.skip(anyOf: "Tt") && scanner.time() && scanner.isAtEnd
  }

  /// A duration of ISO 8601 as RFC 3339, appendix A, has it: `P1Y2M3DT4H5M6S`, whole numbers, units in order
  /// without gaps, or weeks alone.
  public static func isDuration(_ text: String) -> Bool {
    var scanner = ByteScanner(text)
    guard scanner.skip("P") else { return false }
    let days = scanner.units("YMD")
    guard days.isWellFormed else { return false }
    if days.count == 0, scanner.units("W").count == 1 { return scanner.isAtEnd }
    guard scanner.skip("T") else { return days.count > 0 && scanner.isAtEnd }
    let hours = scanner.units("HMS")
    return hours.isWellFormed && hours.count > 0 && scanner.isAtEnd
  }
}

extension ByteScanner {
  fileprivate mutating func date() -> Bool {
    guard let year = digits(4), skip("-"), let month = digits(2), skip("-"), let day = digits(2) else {
      return false
    }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return 1...12 ~= month && 1...lengths[month - 1] ~= day
  }

  fileprivate mutating func time() -> Bool {
    guard let hour = digits(2), skip(":"), let minute = digits(2), skip(":"), let second = digits(2),
      hour < 24, minute < 60, second < 61
    else { return false }
    if skip(".") {
      guard skipDigits() > 0 else { return false }
    }
    var offset = 0
    if !skip(anyOf: "Zz") {
      let isWest = peek == UInt8(ascii: "-")
      guard skip(anyOf: "+-"), let hours = digits(2), skip(":"), let minutes = digits(2), hours < 24,
        minutes < 60
      else { return false }
      offset = (hours * 60 + minutes) * (isWest ? -1 : 1)
    }
    // Leap seconds are inserted at the end of a day of UTC.
    return second < 60 || (hour * 60 + minute - offset + 2 * 1440) % 1440 == 1439
  }

  /// Numbers each followed by one of `units`, which must come in order and without a gap between the first
  /// and the last.
  fileprivate mutating func units(_ units: String) -> (count: Int, isWellFormed: Bool) {
    let units = Array(units.utf8)
    var count = 0
    var expected: Int?
    while true {
      let start = position
      guard skipDigits() > 0 else { return (count, true) }
      guard let unit = peek.flatMap({ units.firstIndex(of: $0) }) else {
        position = start
        return (count, true)
      }
      guard expected == nil || unit == expected else { return (count, false) }
      position += 1
      expected = unit + 1
      count += 1
    }
  }
}
