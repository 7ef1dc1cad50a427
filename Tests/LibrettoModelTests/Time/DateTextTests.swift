import LibrettoModel
import Testing

@Suite struct DateTextTests {
  @Test(arguments: [
    ("P3DT4H", 0, 3, 14_400, "P3DT4H"), ("P1Y2M3D", 14, 3, 0, "P1Y2M3D"), ("P2W", 0, 14, 0, "14d"),
    ("PT36H", 0, 0, 129_600, "36h"), ("PT1H30M", 0, 0, 5400, "90min"), ("3d", 0, 3, 0, "3d"),
    ("8h", 0, 0, 28_800, "8h"), ("2w", 0, 14, 0, "14d"), ("3m", 3, 0, 0, "3m"), ("1y", 12, 0, 0, "1y"),
    ("30min", 0, 0, 1800, "30min"), ("-2w", 0, -14, 0, "-14d"), ("+1y", 12, 0, 0, "1y"),
    ("0d", 0, 0, 0, "0d"),
    ("-P1MT1S", -1, 0, -1, "-P1MT1S"),
  ])
  func `durations`(text: String, months: Int, days: Int, seconds: Int, description: String) throws {
    let duration = try #require(CalendarDuration(text))
    #expect(duration == CalendarDuration(months: months, days: days, seconds: seconds))
    #expect(duration.description == description)
    #expect(CalendarDuration(description) == duration)
  }

  @Test(arguments: [
    "", "P", "PT", "P1", "P1YT", "P1Y2D", "PT1H2S", "P1W2D", "P2WT1H", "P1D2Y", "3", "d", "3x", "3 d", "1.5d",
    "--3d", "P-3D", "P１D", "9999999999d",
  ])
  func `no durations`(text: String) { #expect(CalendarDuration(text) == nil) }

  @Test func `durations read back from their description`() {
    for months in [0, 1, 12, 14] {
      for days in [0, 3] {
        for seconds in [0, 1, 60, 61, 3600, 3601, 3660, 86_400] {
          let duration = CalendarDuration(months: months, days: days, seconds: seconds)
          #expect(CalendarDuration(duration.description) == duration)
        }
      }
    }
  }

  @Test func `order of durations`() throws {
    let texts = ["-1d", "0d", "30min", "8h", "1d", "2w", "30d", "1m", "31d", "364d", "1y"]
    let durations = try texts.map { try #require(CalendarDuration($0)) }
    #expect(durations.sorted() == durations)
  }

  /// Today is Saturday, 21 November 2026.
  @Test(arguments: [
    ("2026-11-21", "2026-11-21"), ("2026-11", "2026-11-01..2026-11-30"),
    ("2024-02", "2024-02-01..2024-02-29"),
    ("2026-Q4", "2026-10-01..2026-12-31"), ("2026-W47", "2026-11-16..2026-11-22"),
    ("2020-W53", "2020-12-28..2021-01-03"), ("2026", "2026-01-01..2026-12-31"), ("today", "2026-11-21"),
    ("yesterday", "2026-11-20"), ("tomorrow", "2026-11-22"), ("sow", "2026-11-16"), ("eow", "2026-11-22"),
    ("som", "2026-11-01"), ("eom", "2026-11-30"), ("soq", "2026-10-01"), ("eoq", "2026-12-31"),
    ("soy", "2026-01-01"), ("eoy", "2026-12-31"), ("+7d", "2026-11-28"), ("-2w", "2026-11-07"),
    ("+3m", "2027-02-21"), ("-1y", "2025-11-21"),
  ])
  func `periods`(text: String, expected: String) throws {
    let today = try #require(CivilDate("2026-11-21"))
    #expect(DatePeriod(text, today: today)?.description == expected)
  }

  @Test(arguments: [
    "", "7d", "-8h", "+30min", "P7D", "+P7D", "2026-13", "2026-Q5", "2025-W53", "2026-W00", "2026-W7",
    "2026-",
    "26", "20261121", "Today", "+7", "0000", "2026-11-31", "2026-11-21T",
  ])
  func `no periods`(text: String) throws {
    #expect(try DatePeriod(text, today: #require(CivilDate("2026-11-21"))) == nil)
  }

  @Test(arguments: [
    ("-8h", "2026-11-21T04:00:00Z"), ("+30min", "2026-11-21T12:30:00Z"),
    ("2026-11-03T14:05", "2026-11-03T13:05:00Z"),
    ("2026-11-03 14:05", "2026-11-03T13:05:00Z"), ("2026-11-03 14:05:09Z", "2026-11-03T14:05:09Z"),
    ("2026-11-03 14:05+02:00", "2026-11-03T12:05:00Z"), ("2026-11-03 14:05 -03:30", "2026-11-03T17:35:00Z"),
    ("2026-11-03T14:05:09.5Z", "2026-11-03T14:05:09Z"),
  ])
  func `instants`(text: String, expected: String) throws {
    let now = try #require(Instant(rfc3339: "2026-11-21T12:00:00Z"))
    let zone = TimeZone(fixed: 3600, name: "CET")
    guard case .instant(let instant)? = DateValue(text, now: now, zone: zone) else {
      Issue.record("\(text) is no instant")
      return
    }
    #expect(instant.description == expected)
  }

  @Test func `today is that of the zone`() throws {
    let now = try #require(Instant(rfc3339: "2026-11-21T23:30:00Z"))
    let value = DateValue("today", now: now, zone: TimeZone(fixed: 3600, name: "CET"))
    #expect(value == .period(DatePeriod(try #require(CivilDate("2026-11-22")))))
    #expect(
      value?.instants(in: .utc)
        == Instant(secondsSinceEpoch: 20_779 * 86_400)..<Instant(secondsSinceEpoch: 20_780 * 86_400))
    for text in ["2026-11-03 25:00", "2026-11-03T", "2026-11-03  14:05", "-8", "soon"] {
      #expect(DateValue(text, now: now, zone: .utc) == nil)
    }
  }
}
