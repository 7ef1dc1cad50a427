import LibrettoModel
import Testing

@Suite struct CivilDateTests {
  @Test(arguments: [
    ("0001-01-01", -719_162), ("1969-12-31", -1), ("1970-01-01", 0), ("2000-02-29", 11_016),
    ("2026-11-21", 20_778), ("9999-12-31", 2_932_896),
  ])
  func `days since the epoch, as Python reckons them`(text: String, days: Int) throws {
    let date = try #require(CivilDate(text))
    #expect(date.daysSinceEpoch == days)
    #expect(CivilDate(daysSinceEpoch: days) == date)
    #expect(date.description == text)
  }

  @Test func `every day of eight centuries comes back`() {
    var expected = CivilDate.earliest
    for days in stride(from: -200_000, through: 100_000, by: 1) {
      let date = CivilDate(daysSinceEpoch: days)
      #expect(date.daysSinceEpoch == days && date > expected)
      expected = date
    }
  }

  @Test(arguments: [
    "", "2026", "2026-2-3", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31",
    "0000-01-01",
    "2026-11-21 ", "+026-11-21", "２０２６-11-21",
  ])
  func `no such day`(text: String) { #expect(CivilDate(text) == nil) }

  @Test(arguments: [
    ("2026-11-21", 6, 2026, 47), ("2021-01-03", 7, 2020, 53), ("2018-12-31", 1, 2019, 1),
    ("2020-12-31", 4, 2020, 53),
    ("2016-01-01", 5, 2015, 53), ("2024-02-29", 4, 2024, 9), ("0001-01-01", 1, 1, 1),
    ("9999-12-31", 5, 9999, 52),
  ])
  func `weekday and ISO week, as Python reckons them`(text: String, weekday: Int, year: Int, week: Int) throws {
    let date = try #require(CivilDate(text))
    #expect(date.weekday == weekday)
    #expect(date.isoWeek == (year, week))
    let monday = try #require(CivilDate.firstDay(ofISOWeek: week, year: year))
    #expect(monday.adding(days: weekday - 1) == date)
  }

  @Test func `weeks that a year has not`() {
    #expect(CivilDate.firstDay(ofISOWeek: 53, year: 2026) != nil)
    #expect(CivilDate.firstDay(ofISOWeek: 53, year: 2025) == nil)
    #expect(CivilDate.firstDay(ofISOWeek: 0, year: 2025) == nil)
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-03-31", -1, "2026-02-28"),
    ("2026-11-30", 3, "2027-02-28"), ("2026-01-15", -1, "2025-12-15"), ("2024-02-29", 12, "2025-02-28"),
    ("9999-12-01", 1, "9999-12-31"), ("0001-01-31", -1, "0001-01-01"), ("2026-01-01", .max, "9999-12-31"),
  ])
  func `months later`(text: String, months: Int, expected: String) throws {
    #expect(try #require(CivilDate(text)).adding(months: months).description == expected)
  }

  @Test func `no sum leaves the calendar`() throws {
    let date = try #require(CivilDate("2026-11-21"))
    #expect(date.adding(days: .max) == .latest && date.adding(days: .min) == .earliest)
    #expect(date.adding(years: .max) == .latest && date.adding(years: .min) == .earliest)
    #expect(date.adding(days: 45).description == "2027-01-05")
    #expect(date.quarter == 4)
  }

  @Test func `clock times`() {
    #expect(ClockTime("12:30")?.description == "12:30")
    #expect(ClockTime("23:59:58")?.secondsSinceMidnight == 86_398)
    for text in ["24:00", "12:60", "1:30", "12:3", "12:30:60", "12:30Z", "12"] {
      #expect(ClockTime(text) == nil)
    }
  }
}
