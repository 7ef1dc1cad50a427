import LibrettoModel
import LibrettoReport
import Testing

/// So much work, begun then, is done by then; and between the two lies exactly so much work. Every row was worked out by
/// hand. 2026-11-21 is a Saturday.
@Suite(.enabled(if: Zones.isThere)) struct BusinessClockTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let zone: String
    let hours: Hours
    let start: String
    let minutes: Int
    let end: String
    var testDescription: String { "\(zone), \(hours.rawValue): \(start) + \(minutes) min is \(end)" }

    init(_ zone: String, _ hours: Hours, _ start: String, _ work: String, _ end: String) {
      (self.zone, self.hours, self.start, self.end) = (zone, hours, start, end)
      let parts = work.split(separator: ":").map { Int($0) ?? 0 }
      minutes = parts[0] * 60 + parts[1]
    }

    init(_ hours: Hours, _ start: String, _ work: String, _ end: String) {
      self.init("Europe/Berlin", hours, start, work, end)
    }
  }

  static let weekends = [
    Case(.office, "2026-11-21 18:00", "2:00", "2026-11-23 11:00"),  // Saturday evening: Monday from 9
    Case(.office, "2026-11-20 16:00", "2:00", "2026-11-23 10:00"),  // an hour on Friday, one on Monday
    Case(.office, "2026-11-20 17:00", "1:00", "2026-11-23 10:00"),  // closing time is closed
    Case(.office, "2026-11-20 09:00", "8:00", "2026-11-20 17:00"),  // a day's work ends that evening, not next morning
    Case(.office, "2026-11-23 08:00", "8:00", "2026-11-23 17:00"),
    Case(.office, "2026-11-23 10:30", "8:00", "2026-11-24 10:30"),
    Case(.office, "2026-11-23 00:00", "40:00", "2026-11-27 17:00"),  // a week's work
    Case(.office, "2026-11-23 00:00", "40:01", "2026-11-30 09:01"),
    Case(.office, "2026-11-22 23:59", "0:01", "2026-11-23 09:01"),
    Case(.office, "2026-11-23 16:59", "0:02", "2026-11-24 09:01"),
    Case(.office, "2026-11-23 17:00", "0:01", "2026-11-24 09:01"),
    Case(.office, "2026-11-23 12:00", "0:00", "2026-11-23 12:00"),
    Case(.office, "2026-11-26 17:30", "8:00", "2026-11-27 17:00"),
    Case(.office, "2026-11-25 13:00", "24:00", "2026-11-30 13:00"),  // 4 + 8 + 8 + 4
    Case(.shop, "2026-11-20 16:00", "3:00", "2026-11-21 11:00"),  // 1 on Friday, 2 on Saturday
    Case(.shop, "2026-11-21 11:00", "2:00", "2026-11-23 10:00"),
  ]
  static let holidays = [
    Case(.holidays, "2026-12-24 16:00", "2:00", "2026-12-28 10:00"),  // Christmas on Friday and Saturday
    Case(.holidays, "2026-12-25 10:00", "1:00", "2026-12-28 10:00"),
    Case(.holidays, "2026-12-31 16:00", "2:00", "2027-01-04 10:00"),  // New Year on a Friday
    Case(.holidays, "2026-12-23 09:00", "24:00", "2026-12-28 17:00"),
    Case(.holidays, "2026-12-24 17:00", "0:01", "2026-12-28 09:01"),
    Case(.holidays, "2028-02-28 16:00", "2:00", "2028-03-01 10:00"),  // the leap day itself is one
  ]
  static let splits = [
    Case(.split, "2026-11-23 11:00", "2:00", "2026-11-23 14:00"),  // over lunch
    Case(.split, "2026-11-23 12:30", "1:00", "2026-11-23 14:00"),
    Case(.split, "2026-11-23 09:00", "3:00", "2026-11-23 12:00"),
    Case(.split, "2026-11-23 12:00", "0:01", "2026-11-23 13:01"),
    Case(.split, "2026-11-23 09:00", "7:00", "2026-11-23 17:00"),
    Case(.split, "2026-11-23 09:00", "8:00", "2026-11-24 10:00"),
    Case(.split, "2026-11-27 16:00", "5:00", "2026-11-30 14:00"),  // 1 + 3 + 1
    Case(.split, "2026-11-23 08:00", "35:00", "2026-11-27 17:00"),
    Case(.night, "2026-11-23 23:00", "2:00", "2026-11-24 01:00"),  // over midnight
    Case(.night, "2026-11-23 12:00", "8:00", "2026-11-24 06:00"),
  ]
  static let summerTime = [
    // Berlin loses 2 to 3 on 2026-03-29 and has it twice on 2026-10-25, both Sundays.
    Case(.always, "2026-03-28 12:00", "24:00", "2026-03-29 13:00"),
    Case(.always, "2026-03-29 01:00", "1:00", "2026-03-29 03:00"),
    Case(.always, "2026-03-29 01:30", "1:00", "2026-03-29 03:30"),
    Case(.early, "2026-03-29 00:00", "5:00", "2026-03-29 06:00"),
    Case(.early, "2026-03-29 00:00", "3:00", "2026-03-29 04:00"),
    Case(.office, "2026-03-27 16:00", "2:00", "2026-03-30 10:00"),
    Case(.office, "2026-03-27 09:00", "16:00", "2026-03-30 17:00"),
    Case(.two, "2026-03-28 00:00", "1:00", "2026-04-05 03:00"),  // the hour is not there: a week later
    Case(.night, "2026-03-28 22:00", "7:00", "2026-03-29 06:00"),
    Case(.always, "2026-10-24 12:00", "24:00", "2026-10-25 11:00"),
    Case(.always, "2026-10-25 02:30+02:00", "1:00", "2026-10-25 02:30+01:00"),
    Case(.early, "2026-10-25 00:00", "7:00", "2026-10-25 06:00"),
    Case(.early, "2026-10-25 01:00", "3:00", "2026-10-25 03:00"),
    Case(.office, "2026-10-23 16:00", "2:00", "2026-10-26 10:00"),
    Case(.two, "2026-10-24 00:00", "2:00", "2026-10-25 03:00"),  // the hour is there twice
    Case(.two, "2026-10-24 00:00", "1:00", "2026-10-25 02:00+01:00"),
    Case(.night, "2026-10-24 22:00", "9:00", "2026-10-25 06:00"),
    Case("America/New_York", .office, "2026-10-30 16:00", "2:00", "2026-11-02 10:00"),
    Case("America/New_York", .early, "2026-03-08 00:00", "5:00", "2026-03-08 06:00"),
    // Half an hour only.
    Case("Australia/Lord_Howe", .early, "2026-10-04 00:00", "5:30", "2026-10-04 06:00"),
    Case("Australia/Lord_Howe", .early, "2026-04-05 00:00", "6:30", "2026-04-05 06:00"),
    Case("Asia/Kolkata", .office, "2026-11-21 18:00", "2:00", "2026-11-23 11:00"),
  ]
  static let midnights = [
    // São Paulo had no 0 to 1 on Sunday 2018-11-04, and 23 to 24 twice on Saturday 2019-02-16.
    Case("America/Sao_Paulo", .always, "2018-11-03 12:00", "12:00", "2018-11-04 01:00"),
    Case("America/Sao_Paulo", .early, "2018-11-03 20:00", "5:00", "2018-11-04 06:00"),
    Case("America/Sao_Paulo", .always, "2019-02-16 12:00", "12:00", "2019-02-16 23:00-03:00"),
    Case("America/Sao_Paulo", .always, "2019-02-16 22:00", "3:00", "2019-02-17 00:00"),
    Case("America/Sao_Paulo", .late, "2019-02-16 12:00", "5:00", "2019-02-17 00:00"),
    // The Azores change at midnight of 2026-03-29, and from 1 to 0 on 2026-10-25.
    Case("Atlantic/Azores", .always, "2026-03-28 23:00", "1:00", "2026-03-29 01:00"),
    Case("Atlantic/Azores", .early, "2026-03-28 12:00", "5:00", "2026-03-29 06:00"),
    Case("Atlantic/Azores", .early, "2026-10-25 00:00+00:00", "7:00", "2026-10-25 06:00"),
    // Samoa had no Friday 2011-12-30.
    Case("Pacific/Apia", .office, "2011-12-29 16:00", "2:00", "2012-01-02 10:00"),
    Case("Pacific/Apia", .office, "2011-12-29 09:00", "16:00", "2012-01-02 17:00"),
  ]
  static let leapDays = [
    Case(.office, "2028-02-28 16:00", "2:00", "2028-02-29 10:00"),
    Case(.office, "2028-02-29 16:00", "2:00", "2028-03-01 10:00"),
    Case(.office, "2028-02-28 09:00", "24:00", "2028-03-01 17:00"),
    Case(.office, "2027-02-26 16:00", "2:00", "2027-03-01 10:00"),
    Case(.office, "2100-02-26 16:00", "2:00", "2100-03-01 10:00"),  // 2100 has no leap day
  ]

  @Test(arguments: weekends + holidays + splits + summerTime + midnights + leapDays)
  func workIsDoneThen(_ one: Case) throws {
    let zone = try Zones.zone(one.zone)
    let clock = BusinessClock(one.hours.hours, zone: zone)
    let (start, end) = (try Zones.instant(one.start, zone), try Zones.instant(one.end, zone))
    #expect(clock.deadline(one.minutes * 60, after: start)?.description(in: zone) == end.description(in: zone))
    #expect(clock.elapsed(from: start, to: end) == one.minutes * 60)
  }

  /// A company that moves: from then on its clocks are those of the new place.
  @Test(arguments: [
    // From Berlin to New York on a Sunday evening there.
    ("Europe/Berlin", "2026-06-01T00:00:00Z", "America/New_York", "2026-05-29 16:00", 2, "2026-06-01 10:00"),
    // In the middle of Wednesday: it is 14:00 in Berlin, an hour is done, and New York opens at 9.
    ("Europe/Berlin", "2026-06-03T12:00:00Z", "America/New_York", "2026-06-03 13:00", 2, "2026-06-03 10:00"),
    // To the east: it is noon in New York and one at night in Tokyo.
    ("America/New_York", "2026-06-03T16:00:00Z", "Asia/Tokyo", "2026-06-03 10:00", 3, "2026-06-04 10:00"),
    // Done before the move.
    ("Europe/Berlin", "2026-06-03T12:00:00Z", "Asia/Tokyo", "2026-06-03 10:00", 4, "2026-06-03 21:00"),
    // Away and, a week of summer later, still there: Thursday in Tokyo is a whole day.
    ("Europe/Berlin", "2026-06-03T22:00:00Z", "Asia/Tokyo", "2026-06-03 16:00", 9, "2026-06-04 17:00"),
  ])
  func aCompanyMoves(from: String, at: String, to: String, start: String, hours: Int, end: String) throws {
    let (old, new) = (try Zones.zone(from), try Zones.zone(to))
    let move = try #require(Instant(rfc3339: at))
    let clock = BusinessClock(Hours.office.hours, zone: old, moves: [(move, new)])
    let deadline = try clock.deadline(hours * 3600, after: Zones.instant(start, old))
    #expect(try deadline?.description(in: new) == Zones.instant(end, new).description(in: new))
  }

  @Test func nobodyWorksAndNothingIsEverDone() throws {
    let start = try #require(Instant(rfc3339: "2026-11-21T18:00:00Z"))
    let clock = BusinessClock(OpeningHours(weekdays: []), zone: .utc)
    #expect(clock.deadline(60, after: start) == nil)
    #expect(clock.deadline(0, after: start) == start)
    #expect(clock.elapsed(from: start, to: start.adding(seconds: 86_400)) == 0)
    #expect(BusinessClock(.always, zone: .utc).elapsed(from: start, to: start.adding(seconds: -60)) == 0)
  }

  @Test(arguments: [("2026-12", 22), ("2026-Q4", 65), ("2028-02", 20), ("2026-12-25", 0), ("2026-W48", 5)])
  func businessDays(period: String, days: Int) throws {
    let clock = BusinessClock(Hours.holidays.hours, zone: .utc)
    #expect(clock.businessDays(in: try #require(DatePeriod(period))) == days)
  }
}
