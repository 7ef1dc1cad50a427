import LibrettoModel
import TestSupport
import Testing

/// Zones by the rules of the system that runs the tests.
enum Zones {
  static let database = "/usr/share/zoneinfo/"
  static let isThere = readFile(database + "Europe/Berlin") != nil

  static func zone(_ name: String) throws -> TimeZone {
    if name == "UTC" { return .utc }
    return try TimeZone(name: name, tzif: #require(readFile(database + name)))
  }

  /// `2026-11-21 18:00`, by the zone's clocks; with an offset where they show it twice.
  static func instant(_ text: String, _ zone: TimeZone) throws -> Instant {
    try #require(DateTimeText(text), "no moment: \(text)").instant(in: zone)
  }
}
