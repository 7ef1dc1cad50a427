import LibrettoModel
import LibrettoReport
import TestSupport
import Testing

/// The clock against a reference that is slow and plain: it looks at every minute, whether somebody works in it.
@Suite(.enabled(if: Zones.isThere)) struct BusinessClockReferenceTests {
  /// Forty days minute by minute: how many working minutes lie before each.
  struct Reference {
    let start: Instant
    var before: [Int] = [0]

    init(_ hours: OpeningHours, from start: Instant, days: Int, zone: (Instant) -> TimeZone) {
      self.start = start
      before.reserveCapacity(days * 1440 + 1)
      for minute in 0..<days * 1440 {
        let instant = start.adding(seconds: minute * 60)
        let (day, time) = zone(instant).civil(at: instant)
        let isOpen =
          !hours.holidays.contains(day)
          && hours.weekdays[day.weekday - 1].contains { $0.contains(time.secondsSinceMidnight) }
        before.append(before[minute] + (isOpen ? 1 : 0))
      }
    }
  }

  static let places: [(zone: String, around: String)] = [
    ("Europe/Berlin", "2026-03-29T00:00:00Z"), ("Europe/Berlin", "2026-10-25T00:00:00Z"),
    ("America/New_York", "2026-11-01T00:00:00Z"), ("America/Sao_Paulo", "2018-11-04T00:00:00Z"),
    ("America/Sao_Paulo", "2019-02-17T00:00:00Z"), ("Australia/Lord_Howe", "2026-04-05T00:00:00Z"),
    ("Pacific/Apia", "2011-12-30T00:00:00Z"), ("Asia/Kolkata", "2028-02-29T00:00:00Z"),
    ("Africa/Casablanca", "2026-02-15T00:00:00Z"), ("UTC", "2027-01-01T00:00:00Z"),
  ]

  /// Ten places, each 2,000 stretches of time, with hours that chance makes.
  @Test(arguments: places.indices) func agreesMinuteByMinute(index: Int) throws {
    let (name, around) = Self.places[index]
    let zone = try Zones.zone(name)
    var random = SeededGenerator(seed: UInt64(2026 + index))
    let start = try #require(Instant(rfc3339: around)).adding(seconds: -20 * 86_400)
    for _ in 0..<2 {
      let hours = Self.hours(&random, from: zone.civil(at: start).0)
      let reference = Reference(hours, from: start, days: 40) { _ in zone }
      try agree(BusinessClock(hours, zone: zone), reference, &random, times: 1000)
    }
  }

  @Test func agreesForACompanyThatMovesTwice() throws {
    let zones = try ["Europe/Berlin", "America/New_York", "Asia/Kolkata"].map { try Zones.zone($0) }
    let start = try #require(Instant(rfc3339: "2026-10-10T00:00:00Z"))
    let moves = [start.adding(seconds: 11 * 86_400 + 47_000 / 60 * 60), start.adding(seconds: 25 * 86_400)]
    var random = SeededGenerator(seed: 7)
    let hours = Self.hours(&random, from: zones[0].civil(at: start).0)
    let reference = Reference(hours, from: start, days: 40) { instant in
      instant < moves[0] ? zones[0] : instant < moves[1] ? zones[1] : zones[2]
    }
    let clock = BusinessClock(hours, zone: zones[0], moves: [(moves[0], zones[1]), (moves[1], zones[2])])
    try agree(clock, reference, &random, times: 1000)
  }

  private func agree(
    _ clock: BusinessClock, _ reference: Reference, _ random: inout SeededGenerator, times: Int
  ) throws {
    let minutes = reference.before.count - 1
    // Prepared for the middle only, so that it must both look up and count.
    let prepared = clock.prepared(
      for: reference.start.adding(seconds: 5 * 86_400 + 1234)..<reference.start.adding(seconds: 33 * 86_400))
    for _ in 0..<times {
      let from = Int.random(in: 0..<minutes, using: &random)
      let to = Bool.random(using: &random) ? Int.random(in: from...minutes, using: &random) : min(minutes, from + 2000)
      let begin = reference.start.adding(seconds: from * 60)
      let work = reference.before[to] - reference.before[from]
      let elapsed = clock.elapsed(from: begin, to: reference.start.adding(seconds: to * 60))
      #expect(elapsed == work * 60, "\(begin) and \(to - from) minutes")
      #expect(prepared.elapsed(from: begin, to: reference.start.adding(seconds: to * 60)) == elapsed)
      guard work > 0, let done = reference.before[from...].firstIndex(where: { $0 - reference.before[from] == work })
      else { continue }
      let deadline = clock.deadline(work * 60, after: begin)
      #expect(prepared.deadline(work * 60, after: begin) == deadline)
      #expect(deadline == reference.start.adding(seconds: done * 60), "\(begin) and \(work) minutes of work")
    }
  }

  /// Up to three stretches a day, some days without any, some holidays.
  private static func hours(_ random: inout SeededGenerator, from day: CivilDate) -> OpeningHours {
    let weekdays = (0..<7).map { _ -> [OpeningHours.Window] in
      (0..<Int.random(in: 0...3, using: &random)).map { _ in
        let open = Int.random(in: 0..<96, using: &random)
        return open * 900..<Int.random(in: open + 1...96, using: &random) * 900
      }
    }
    let holidays = (0..<4).map { _ in day.adding(days: Int.random(in: 0..<40, using: &random)) }
    return OpeningHours(weekdays: weekdays, holidays: Set(holidays))
  }
}
