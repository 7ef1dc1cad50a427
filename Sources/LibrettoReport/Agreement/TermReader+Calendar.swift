import LibrettoModel

extension TermReader {
  private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// The hours of `calendar`; nil where it names none.
  mutating func hours(_ calendar: Value) -> OpeningHours? {
    guard let members = calendar["hours"]?.members else { return nil }
    let before = findings.count
    var weekdays: [[OpeningHours.Window]] = Array(repeating: [], count: 7)
    var seen: Set<Int> = []
    for member in members {
      guard let days = weekdayRange(member.key, at: member.keyRange) else { continue }
      let parts = member.value.elements ?? [member.value]
      var windows: [OpeningHours.Window] = []
      for part in parts { windows += self.windows(part) }
      for day in days {
        if !seen.insert(day).inserted {
          report(
            "the hours of \(Self.days[day]) stand twice", at: member.keyRange, help: "give each day its hours once")
        }
        weekdays[day] += windows
      }
    }
    var holidays: Set<CivilDate> = []
    for value in calendar["holidays"]?.elements ?? [] {
      guard let text = value.text, let date = CivilDate(text) else { continue }
      if !holidays.insert(date).inserted {
        report("the holiday \(text) stands twice", at: value.range, help: "leave one of them out")
      }
    }
    let hours = OpeningHours(weekdays: weekdays, holidays: holidays)
    guard hours.secondsOfWeek > 0 else {
      guard findings.count == before else { return nil }
      report(
        "nobody ever works: no day has hours", at: calendar["hours"]?.range,
        help: "write hours such as {mon-fri: \"09:00-17:00\"}")
      return nil
    }
    return hours
  }

  /// `mon-fri` or `sat`, as positions from Monday on.
  private mutating func weekdayRange(_ key: String, at range: Range<Int>?) -> [Int]? {
    let parts = key.split(separator: "-", omittingEmptySubsequences: false).map { Self.days.firstIndex(of: String($0)) }
    guard parts.count <= 2, let first = parts[0], let last = parts.last ?? nil else {
      report("\"\(key)\" is no weekday", at: range, help: "write mon, tue, wed, thu, fri, sat, sun, or mon-fri")
      return nil
    }
    // fri-mon goes over the week's end.
    return first <= last ? Array(first...last) : Array(first..<7) + Array(0...last)
  }

  /// `09:00-12:00, 13:00-17:00`.
  private mutating func windows(_ value: Value) -> [OpeningHours.Window] {
    guard let text = value.text else { return [] }
    var windows: [OpeningHours.Window] = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Self.clock($0) }
      guard ends.count == 2, let open = ends[0], let close = ends[1] else {
        report("\"\(Self.trimmed(part))\" are no hours", at: value.range, help: "write them as 09:00-17:00")
        continue
      }
      guard open < close else {
        report(
          "these hours end before they begin: \(Self.trimmed(part))", at: value.range,
          help: "for hours over midnight give each day its part: 22:00-24:00, and 00:00-06:00 on the next")
        continue
      }
      if windows.contains(where: { $0.overlaps(open..<close) }) {
        report("these hours overlap others of the day: \(Self.trimmed(part))", at: value.range, help: "join them")
      }
      windows.append(open..<close)
    }
    return windows
  }

  private static func clock(_ text: Substring) -> Int? {
    let text = trimmed(text)
    return text == "24:00" ? 86_400 : ClockTime(text)?.secondsSinceMidnight
  }

  static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
