import LibrettoModel
import LibrettoReport
import Testing
import TestSupport

@Suite struct BusinessClockTests {
  @Test func saturdayEveningAndTwoHoursIsMondayAtEleven() throws {
    let clock = BusinessClock(OpeningHours(weekdays: Array(repeating: [9 * 3600..<17 * 3600], count: 5)), zone: .utc)
    let start = try #require(Instant(rfc3339: "2026-11-21T18:00:00Z"))
    #expect(clock.deadline(2 * 3600, after: start)?.description == "2026-11-23T11:00:00Z")
  }
}
