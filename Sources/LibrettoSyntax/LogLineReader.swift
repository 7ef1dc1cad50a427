/// Reads `- DATE [TIME[ZONE]] KIND [@MEMBER]: TEXT`.
struct LogLineReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int
  let range: SourceRange

  private struct Unreadable: Error { var reason: String }

  mutating func read() -> LogLine {
    do throws(Unreadable) {
      return .entry(try entry())
    } catch {
      return .unreadable(range: range, reason: error.reason)
    }
  }

  private mutating func entry() throws(Unreadable) -> LogEntry {
    guard peek == UInt8(ascii: "-") || peek == UInt8(ascii: "*") || peek == UInt8(ascii: "+"), peek(1) == 0x20
    else {
      throw Unreadable(reason: "a log line begins with \"- \"")
    }
    position += 1
    skipSpaces()
    let dateStart = position
    let date = try date()
    let dateRange = dateStart..<position
    try space(after: "the date")
    var time: LogEntry.Time?
    var timeRange: SourceRange?
    var zone: String?
    if digit(0) != nil {
      let timeStart = position
      (time, zone) = try self.time()
      timeRange = timeStart..<position
      try space(after: "the time")
    }
    let kindRange = word()
    guard !kindRange.isEmpty else { throw Unreadable(reason: "the kind of activity is missing") }
    skipSpaces()
    var memberRange: SourceRange?
    if peek == UInt8(ascii: "@") {
      position += 1
      let member = word()
      guard !member.isEmpty else { throw Unreadable(reason: "the member after @ is missing") }
      memberRange = member
      skipSpaces()
    }
    guard peek == UInt8(ascii: ":") else {
      throw Unreadable(reason: "\": \" is missing after the kind of activity and the member")
    }
    position += 1
    guard position == range.upperBound || peek == 0x20 || peek == 0x09 else {
      throw Unreadable(reason: "a space is missing after the colon")
    }
    skipSpaces()
    var end = range.upperBound
    while end > position, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    let textRange = position..<end
    return LogEntry(
      range: range, date: date, dateRange: dateRange, time: time, timeRange: timeRange, zone: zone,
      kind: text(kindRange), kindRange: kindRange, member: memberRange.map(text), memberRange: memberRange,
      text: text(textRange), textRange: textRange)
  }

  private mutating func date() throws(Unreadable) -> LogEntry.Date {
    guard let year = number(0, 4), peek(4) == UInt8(ascii: "-"), let month = number(5, 2),
      peek(7) == UInt8(ascii: "-"), let day = number(8, 2), digit(10) == nil
    else { throw Unreadable(reason: "the date is not of the form 2026-11-03") }
    guard (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year) else {
      throw Unreadable(reason: "the calendar has no such day")
    }
    position += 10
    return LogEntry.Date(year: year, month: month, day: day)
  }

  private mutating func time() throws(Unreadable) -> (LogEntry.Time, String?) {
    guard let hour = number(0, 2), peek(2) == UInt8(ascii: ":"), let minute = number(3, 2), hour < 24,
      minute < 60
    else { throw Unreadable(reason: "the time is not of the form 14:05") }
    position += 5
    var second: Int?
    if peek == UInt8(ascii: ":") {
      guard let value = number(1, 2), value < 60 else {
        throw Unreadable(reason: "the time is not of the form 14:05:30")
      }
      second = value
      position += 3
    }
    let zoneStart = position
    if peek == UInt8(ascii: "Z") {
      position += 1
    } else if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") {
      guard let hours = number(1, 2), peek(3) == UInt8(ascii: ":"), let minutes = number(4, 2), hours < 24,
        minutes < 60
      else { throw Unreadable(reason: "the offset is not of the form +02:00") }
      position += 6
    }
    let zone = zoneStart == position ? nil : text(zoneStart..<position)
    return (LogEntry.Time(hour: hour, minute: minute, second: second), zone)
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private var peek: UInt8 { peek(0) }

  private func peek(_ ahead: Int) -> UInt8 {
    position + ahead < range.upperBound ? bytes[position + ahead] : 0
  }

  private func digit(_ ahead: Int) -> Int? {
    let c = peek(ahead)
    return c >= 0x30 && c <= 0x39 ? Int(c - 0x30) : nil
  }

  private func number(_ ahead: Int, _ count: Int) -> Int? {
    var value = 0
    for index in ahead..<ahead + count {
      guard let digit = digit(index) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  private mutating func skipSpaces() {
    while peek == 0x20 || peek == 0x09 { position += 1 }
  }

  private mutating func space(after what: String) throws(Unreadable) {
    guard peek == 0x20 || peek == 0x09 else { throw Unreadable(reason: "a space is missing after \(what)") }
    skipSpaces()
  }

  /// A run of characters other than white space, `:` and `@`.
  private mutating func word() -> SourceRange {
    let start = position
    while position < range.upperBound, peek != 0x20, peek != 0x09, peek != UInt8(ascii: ":"),
      peek != UInt8(ascii: "@")
    {
      position += 1
    }
    return start..<position
  }

  private func text(_ range: SourceRange) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
