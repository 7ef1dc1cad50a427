/// The footer of a TZif file, which says what holds after its last transition: a POSIX `TZ` string such as
/// `CET-1CEST,M3.5.0,M10.5.0/3`, with the times from -167 to 167 hours that RFC 8536, 3.3.1 allows.
struct POSIXRule: Sendable {
  /// Seconds ahead of UTC in standard time.
  let standard: Int
  /// Summer time, where there is one.
  let summer: Summer?

  struct Summer: Sendable {
    let offset: Int
    let start: Change
    let end: Change
  }

  /// When in a year the clocks change.
  struct Change: Sendable {
    let day: Day
    /// Seconds after that day's midnight, by the clocks that are about to be changed.
    let time: Int

    enum Day: Sendable {
      /// `Mm.w.d`: the `week`th (5: last) `weekday` (0: Sunday) of the month.
      case weekday(month: Int, week: Int, weekday: Int)
      /// `Jn`: the nth day, where 29 February is never counted.
      case julian(Int)
      /// `n`: days after 1 January, 29 February counted.
      case ordinal(Int)
    }

    /// Seconds from the epoch, by the clocks that are about to be changed.
    func local(in year: Int) -> Int {
      let newYear = Self.days(year, 1, 1)
      let days: Int
      switch day {
      case .ordinal(let count): days = newYear + count
      case .julian(let count): days = newYear + count - (count >= 60 && CivilDate.isLeap(year) ? 0 : 1)
      case .weekday(let month, let week, let weekday):
        let first = Self.days(year, month, 1)
        let firstWeekday = ((first + 4) % 7 + 7) % 7  // 1970-01-01 was a Thursday, 4
        let candidate = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
        let length = CivilDate.days(inMonth: month, year: year)
        days = first + (candidate >= length ? candidate - 7 : candidate)
      }
      return days * 86_400 + time
    }

    /// Days since the epoch for any year that is not far from the calendar's ends.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
      // 400 years repeat exactly, so years beyond 9999 are reckoned within it.
      let cycles = year > 9599 ? (year - 9200) / 400 : year < 1 ? (year - 400) / 400 : 0
      return CivilDate(unchecked: year - cycles * 400, month, day).daysSinceEpoch + cycles * 146_097
    }
  }

  func offset(at instant: Int) -> Int {
    guard let summer else { return standard }
    return changes(around: instant, summer).last { $0.time <= instant }?.offset ?? standard
  }

  func nextTransition(after instant: Int) -> Int? {
    guard let summer else { return nil }
    let changes = changes(around: instant, summer)
    // Two changes at one instant, as where summer time lasts all year, are none.
    var index = changes.startIndex
    while index < changes.endIndex {
      let time = changes[index].time
      if time > instant, offset(at: time) != offset(at: time - 1) { return time }
      index += 1
    }
    return nil
  }

  /// The changes of the year of `instant` and its neighbours, in order; of two at once, summer time's start
  /// last.
  private func changes(around instant: Int, _ summer: Summer) -> [(time: Int, offset: Int)] {
    let year = CivilDate(daysSinceEpoch: Instant(secondsSinceEpoch: instant).flooredDays).year
    var changes: [(time: Int, offset: Int)] = []
    for year in (year - 1)...(year + 1) {
      changes.append((summer.end.local(in: year) - summer.offset, standard))
      changes.append((summer.start.local(in: year) - standard, summer.offset))
    }
    return changes.sorted { a, b in
      a.time == b.time ? a.offset == standard && b.offset != standard : a.time < b.time
    }
  }
}

extension Instant {
  /// Whole days since the epoch in UTC, rounded down.
  var flooredDays: Int {
    secondsSinceEpoch >= 0 ? secondsSinceEpoch / 86_400 : (secondsSinceEpoch + 1) / 86_400 - 1
  }
}
