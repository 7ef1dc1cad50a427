/// Dates as Git's environment variables have them: its internal form (`1700000000 +0100`, with `@` or
/// without) and ISO 8601 (`2026-01-31T12:30:00+01:00`, also with a space, and without a zone for local time).
enum DateText {
  static func parse(_ text: String) -> (seconds: Int, offsetMinutes: Int)? {
    let words = text.split(separator: " ")
    guard let first = words.first else { return nil }
    let number = first.hasPrefix("@") ? first.dropFirst() : first
    if let seconds = Int(number), first.hasPrefix("@") || number.count >= 9, words.count <= 2 {
      if words.count == 1 { return (seconds, 0) }
      return offset(words[1]).map { (seconds, $0) }
    }
    var clock: Substring
    var zone: Substring?
    if let mark = first.firstIndex(of: "T") {
      clock = first[first.index(after: mark)...]
      if words.count == 2 { zone = words[1] } else if words.count > 2 { return nil }
    } else {
      guard words.count == 2 || words.count == 3 else { return nil }
      clock = words[1]
      if words.count == 3 { zone = words[2] }
    }
    if zone == nil, let mark = clock.firstIndex(where: { $0 == "+" || $0 == "-" || $0 == "Z" }) {
      (zone, clock) = (clock[mark...], clock[..<mark])
    }
    let date = first.prefix { $0 != "T" }.split(separator: "-").map { Int($0) }
    let time = clock.split(separator: ":").map { Int($0) }
    guard date.count == 3, let year = date[0], let month = date[1], let day = date[2],
      (1...12).contains(month),
      (1...31).contains(day), (1970...9999).contains(year), time.count == 2 || time.count == 3,
      let hour = time[0], let minute = time[1], let second = time.count == 3 ? time[2] : 0,
      (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
    else { return nil }
    let utc = daysSince1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
    guard let zone else {
      let offset = Repository.localOffset(at: utc)
      return (utc - offset * 60, offset)
    }
    return offset(zone).map { (utc - $0 * 60, $0) }
  }

  /// Minutes of `+0100`, `+01:00`, `Z`.
  private static func offset(_ text: Substring) -> Int? {
    if text == "Z" { return 0 }
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.count == 4, let number = Int(digits) else { return nil }
    let minutes = number / 100 * 60 + number % 100
    return sign == "-" ? -minutes : minutes
  }

  /// Days of the Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
