import LibrettoModel
import TestSupport
import Testing

private let database = "/usr/share/zoneinfo/"
private let hasDatabase = readFile(database + "Europe/Berlin") != nil

/// Expected values are those of Python's `zoneinfo`, read from the same kind of files.
@Suite(.enabled(if: hasDatabase)) struct TimeZoneTests {
  private func zone(_ name: String) throws -> TimeZone {
    try TimeZone(name: name, tzif: #require(readFile(database + name)))
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-03-29T00:59:59Z", 3600),
    ("Europe/Berlin", "2026-03-29T01:00:00Z", 7200),
    ("Europe/Berlin", "2026-10-25T00:59:59Z", 7200),
    ("Europe/Berlin", "2026-10-25T01:00:00Z", 3600),
    ("Europe/Berlin", "2100-07-01T12:00:00Z", 7200),
    ("Europe/Berlin", "2100-12-01T12:00:00Z", 3600),
    ("Europe/Berlin", "1945-06-01T00:00:00Z", 10800),
    ("Europe/Berlin", "1890-01-01T00:00:00Z", 3208),
    ("America/Sao_Paulo", "2018-11-04T02:59:59Z", -10800),
    ("America/Sao_Paulo", "2018-11-04T03:00:00Z", -7200),
    ("America/Sao_Paulo", "2019-02-17T02:00:00Z", -10800),
    ("America/Sao_Paulo", "2026-01-01T00:00:00Z", -10800),
    ("Asia/Kolkata", "2026-11-21T00:00:00Z", 19800),
    ("Asia/Kolkata", "1942-01-01T00:00:00Z", 23400),
    ("Asia/Kolkata", "2100-07-01T12:00:00Z", 19800),
    ("Pacific/Apia", "2011-12-30T09:59:59Z", -36000),
    ("Pacific/Apia", "2011-12-30T10:00:00Z", 50400),
    ("Pacific/Apia", "2026-07-01T00:00:00Z", 46800),
    ("Europe/Dublin", "2026-07-01T00:00:00Z", 3600),
    ("Europe/Dublin", "2100-01-01T00:00:00Z", 0),
    ("Europe/Dublin", "2100-07-01T00:00:00Z", 3600),
    ("Australia/Lord_Howe", "2026-04-04T14:59:59Z", 39600),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z", 37800),
    ("Australia/Lord_Howe", "2050-01-01T00:00:00Z", 39600),
    ("America/New_York", "2026-03-08T06:59:59Z", -18000),
    ("America/New_York", "2026-03-08T07:00:00Z", -14400),
    ("America/New_York", "2099-11-01T05:59:59Z", -14400),
    ("America/New_York", "2099-11-01T06:00:00Z", -18000),
    ("America/Nuuk", "2026-03-29T00:59:59Z", -7200),
    ("America/Nuuk", "2026-03-29T01:00:00Z", -3600),
    ("America/Nuuk", "2099-03-28T23:30:00Z", -7200),
    ("Africa/Casablanca", "2026-02-20T00:00:00Z", 0),
    ("Africa/Casablanca", "2090-07-01T00:00:00Z", 3600),
    ("Asia/Gaza", "2026-10-30T23:00:00Z", 7200),
    ("Asia/Gaza", "2090-07-01T00:00:00Z", 10800),
    ("Asia/Jerusalem", "2099-03-27T00:00:00Z", 10800),
    ("Asia/Jerusalem", "2099-10-25T00:00:00Z", 7200),
    ("Asia/Kathmandu", "2026-07-01T00:00:00Z", 20700),
  ])
  func `offset at an instant`(name: String, instant: String, offset: Int) throws {
    let instant = try #require(Instant(rfc3339: instant))
    #expect(try zone(name).offset(at: instant) == offset)
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-03-29", "02:30:00", "2026-03-29T01:30:00Z"),
    ("Europe/Berlin", "2026-03-29", "03:00:00", "2026-03-29T01:00:00Z"),
    ("Europe/Berlin", "2026-10-25", "02:30:00", "2026-10-25T00:30:00Z"),
    ("Europe/Berlin", "2026-10-25", "01:59:59", "2026-10-24T23:59:59Z"),
    ("Europe/Berlin", "2026-10-25", "03:00:00", "2026-10-25T02:00:00Z"),
    ("Europe/Berlin", "2100-03-28", "02:30:00", "2100-03-28T01:30:00Z"),
    ("Europe/Berlin", "2100-10-31", "02:30:00", "2100-10-31T00:30:00Z"),
    ("America/Sao_Paulo", "2018-11-04", "00:00:00", "2018-11-04T03:00:00Z"),
    ("America/Sao_Paulo", "2019-02-16", "23:30:00", "2019-02-17T01:30:00Z"),
    ("Pacific/Apia", "2011-12-29", "23:59:59", "2011-12-30T09:59:59Z"),
    ("Pacific/Apia", "2011-12-30", "12:00:00", "2011-12-30T22:00:00Z"),
    ("Pacific/Apia", "2011-12-31", "00:00:00", "2011-12-30T10:00:00Z"),
    ("Asia/Kolkata", "2026-11-21", "00:00:00", "2026-11-20T18:30:00Z"),
    ("Australia/Lord_Howe", "2026-10-04", "02:10:00", "2026-10-03T15:40:00Z"),
    ("Europe/Dublin", "2026-10-25", "01:30:00", "2026-10-25T00:30:00Z"),
    ("America/New_York", "2099-03-08", "02:30:00", "2099-03-08T07:30:00Z"),
  ])
  func `instant of a local time`(name: String, day: String, time: String, expected: String) throws {
    let instant = try zone(name).instant(of: #require(CivilDate(day)), #require(ClockTime(time)))
    #expect(instant.description == expected)
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z"),
    ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
    ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
    ("America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z"),
  ])
  func `start of a day`(name: String, day: String, expected: String) throws {
    #expect(try zone(name).startOfDay(#require(CivilDate(day))).description == expected)
  }

  @Test(arguments: [
    "Europe/Berlin", "Pacific/Apia", "Australia/Lord_Howe", "Europe/Dublin", "Africa/Casablanca",
  ])
  func `local times come back, or follow a gap`(name: String) throws {
    let zone = try zone(name)
    for hours in stride(from: 0, to: 24 * 366 * 80, by: 7) {
      let instant = Instant(secondsSinceEpoch: 1_000_000_000 + hours * 3600)
      let (date, time) = zone.civil(at: instant)
      let back = zone.instant(of: date, time)
      #expect(back <= instant && zone.civil(at: back) == (date, time))
    }
  }

  @Test func `text in a zone`() throws {
    let berlin = try zone("Europe/Berlin")
    let instant = try #require(Instant(rfc3339: "2026-11-03T14:05:09+01:00"))
    #expect(instant.description(in: berlin) == "2026-11-03T14:05:09+01:00")
    #expect(instant.description(in: .utc) == "2026-11-03T13:05:09Z")
    #expect(try instant.description(in: zone("America/Sao_Paulo")) == "2026-11-03T10:05:09-03:00")
    let old = Instant(secondsSinceEpoch: -2_600_000_000)
    #expect(Instant(rfc3339: old.description(in: berlin)) == old)
  }

  @Test func `files cut short or spoilt are errors, never a crash`() throws {
    let bytes = try #require(readFile(database + "Europe/Berlin"))
    for count in 0..<bytes.count - 1 {
      #expect(throws: TimeZoneError.self) { try TimeZone(name: "x", tzif: Array(bytes[..<count])) }
    }
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      var spoilt = bytes
      spoilt[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
        in: 0...255, using: &generator)
      guard let zone = try? TimeZone(name: "x", tzif: spoilt) else { continue }
      _ = zone.instant(of: .latest, .midnight)
      _ = zone.civil(at: Instant(secondsSinceEpoch: .min))
    }
  }
}

@Suite struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-11-03t13:05:00z", 1_793_711_100),
    ("2026-11-03T14:05:00.75+01:00", 1_793_711_100),
    ("1990-12-31T15:59:60-08:00", 662_688_000), ("1969-12-31T23:59:59Z", -1),
  ])
  func `RFC 3339`(text: String, seconds: Int) {
    #expect(Instant(rfc3339: text)?.secondsSinceEpoch == seconds)
  }

  @Test(arguments: [
    "2026-11-03", "2026-11-03T13:05Z", "2026-11-03T13:05:00", "2026-11-03T24:00:00Z", "2026-11-03T13:05:60Z",
    "2026-11-03T13:05:00.Z", "2026-11-03T13:05:00+1:00", "2026-11-03T13:05:00+01:60", "2026-02-30T13:05:00Z",
  ])
  func `not RFC 3339`(text: String) { #expect(Instant(rfc3339: text) == nil) }
}

@Suite struct POSIXRuleTests {
  /// A file of version 2 with no transitions, so that the footer alone speaks.
  private func zone(_ footer: String) throws -> TimeZone {
    let header: [UInt8] = Array("TZif2".utf8) + Array(repeating: 0, count: 15)
    let counts: [UInt8] = Array(repeating: 0, count: 16) + [0, 0, 0, 1, 0, 0, 0, 1]
    let block = header + counts
    return try TimeZone(
      name: footer,
      tzif: block + Array(repeating: 0, count: 7) + block + Array(repeating: 0, count: 7)
        + Array("\n\(footer)\n".utf8))
  }

  @Test(arguments: [
    ("<+0330>-3:30", "2026-07-01T00:00:00Z", 12_600),
    ("EST5EDT,0/0,J365/25", "2026-01-01T04:59:59Z", -14_400),  // summer time all year, RFC 8536, 3.3.1
    ("EST5EDT,0/0,J365/25", "2027-01-01T05:00:00Z", -14_400),
    ("XXX0YYY,J60/0,J61/0", "2024-03-01T00:00:00Z", 3600),  // J60 is 1 March in any year
    ("XXX0YYY,J60/0,J61/0", "2024-02-29T23:59:59Z", 0),
    ("XXX0YYY,59/0,60/0", "2024-02-29T00:00:00Z", 3600),  // 59 is 29 February in leap years
    ("XXX0YYY,59/0,60/0", "2023-03-01T00:00:00Z", 3600),
    ("IST-2IDT,M3.4.4/50,M10.4.4/50", "2026-03-28T00:00:00Z", 10_800),  // Friday at 02:00
    ("IST-2IDT,M3.4.4/50,M10.4.4/50", "2026-03-26T23:59:59Z", 7200),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-01T00:00:00Z", 39_600),
  ])
  func `footer`(footer: String, instant: String, offset: Int) throws {
    #expect(try zone(footer).offset(at: #require(Instant(rfc3339: instant))) == offset)
  }

  @Test func `summer time all year has no gap`() throws {
    let zone = try zone("EST5EDT,0/0,J365/25")
    #expect(zone.startOfDay(CivilDate(daysSinceEpoch: 20_454)).description == "2026-01-01T04:00:00Z")
  }

  @Test(arguments: [
    "CET", "CET-1CEST", "CET-25", "C-1", "CET-1CEST,M13.1.0,M3.1.0", "CET-1CEST,J0,J5", "CET-1 ",
  ])
  func `bad footer`(footer: String) {
    #expect(throws: TimeZoneError.badRule(footer)) { try zone(footer) }
  }
}
