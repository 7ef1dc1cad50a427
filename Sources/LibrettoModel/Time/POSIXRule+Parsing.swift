extension POSIXRule {
  /// Reads `std offset [dst [offset] , start [/time] , end [/time]]`; nil where the text is anything else.
  init?(_ text: String) {
    var scanner = ByteScanner(text)
    guard scanner.zoneAbbreviation(), let standard = scanner.hours(limit: 24) else { return nil }
    self.standard = -standard  // POSIX counts westwards
    guard !scanner.isAtEnd else {
      summer = nil
      return
    }
    guard scanner.zoneAbbreviation() else { return nil }
    var offset = -standard + 3600
    if let next = scanner.next, next != UInt8(ascii: ",") {
      guard let written = scanner.hours(limit: 24) else { return nil }
      offset = -written
    }
    guard scanner.skip(","), let start = scanner.change(), scanner.skip(","), let end = scanner.change(),
      scanner.isAtEnd
    else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }
}

extension ByteScanner {
  /// `CET`, or `<+0330>`, which need not be letters.
  fileprivate mutating func zoneAbbreviation() -> Bool {
    guard skip("<") else { return letters().utf8.count >= 3 }
    var count = 0
    while let next, next != UInt8(ascii: ">"), skip(Unicode.Scalar(next)) { count += 1 }
    return count > 0 && skip(">")
  }

  /// `[+-]h[:mm[:ss]]` in seconds.
  fileprivate mutating func hours(limit: Int) -> Int? {
    let sign = skip(anyOf: "+", "-") == "-" ? -1 : 1
    guard let hours = number(), hours <= limit else { return nil }
    var seconds = hours * 3600
    if skip(":") {
      guard let minutes = digits(2), minutes < 60 else { return nil }
      seconds += minutes * 60
      if skip(":") {
        guard let rest = digits(2), rest < 60 else { return nil }
        seconds += rest
      }
    }
    return sign * seconds
  }

  /// `Mm.w.d`, `Jn` or `n`, with `/time` where it is not 02:00.
  fileprivate mutating func change() -> POSIXRule.Change? {
    let day: POSIXRule.Change.Day
    if skip("M") {
      guard let month = number(), 1...12 ~= month, skip("."), let week = number(), 1...5 ~= week, skip("."),
        let weekday = number(), 0...6 ~= weekday
      else { return nil }
      day = .weekday(month: month, week: week, weekday: weekday)
    } else if skip("J") {
      guard let count = number(), 1...365 ~= count else { return nil }
      day = .julian(count)
    } else {
      guard let count = number(), count <= 365 else { return nil }
      day = .ordinal(count)
    }
    guard skip("/") else { return POSIXRule.Change(day: day, time: 7200) }
    guard let time = hours(limit: 167) else { return nil }
    return POSIXRule.Change(day: day, time: time)
  }
}
