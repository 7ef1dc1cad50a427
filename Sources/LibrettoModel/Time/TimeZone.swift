/// A time zone of the IANA database: how far its clocks are ahead of UTC at every instant.
///
/// It is read from the bytes of a TZif file (RFC 8536), which someone else fetches; two zones are equal when
/// their names are.
public struct TimeZone: Sendable {
  /// The IANA name: `Europe/Berlin`.
  public let name: String
  private let transitions: Transitions

  /// Coordinated universal time.
  public static let utc = TimeZone(fixed: 0, name: "UTC")

  /// A zone whose clocks are always `offset` seconds ahead of UTC.
  public init(fixed offset: Int, name: String) {
    self.name = name
    transitions = Transitions(initial: offset, times: [], offsets: [], rule: nil)
  }

  /// Reads the TZif file `bytes`, of version 1 to 4.
  public init(name: String, tzif bytes: [UInt8]) throws(TimeZoneError) {
    self.name = name
    transitions = try TZifReader.read(bytes)
  }

  /// Seconds that the zone's clocks are ahead of UTC at `instant`; west of Greenwich it is negative.
  public func offset(at instant: Instant) -> Int { transitions.offset(at: instant.secondsSinceEpoch) }

  /// The first instant after `instant` from which the zone's clocks may be another time ahead; nil where they never change
  /// again.
  public func nextChange(after instant: Instant) -> Instant? {
    transitions.nextTransition(after: instant.secondsSinceEpoch).map(Instant.init(secondsSinceEpoch:))
  }

  /// What the zone's calendars and clocks show at `instant`.
  public func civil(at instant: Instant) -> (CivilDate, ClockTime) {
    instant.civil(offset: offset(at: instant))
  }

  /// The instant at which the zone's clocks show `time` on `date`. Where they are put back and show it twice,
  /// the first; where they are put forward and never show it, as many seconds after the gap's beginning as it
  /// would have been: 02:30 in a gap from 02:00 to 03:00 is 03:30.
  public func instant(of date: CivilDate, _ time: ClockTime) -> Instant {
    let local = date.daysSinceEpoch * 86_400 + time.secondsSinceMidnight
    return Instant(secondsSinceEpoch: transitions.find(local: local).whenSkipped(by: { $0.before }))
  }

  /// The first instant of `date`: mostly midnight; where midnight is skipped, the moment at which it is.
  public func startOfDay(_ date: CivilDate) -> Instant {
    let found = transitions.find(local: date.daysSinceEpoch * 86_400)
    return Instant(secondsSinceEpoch: found.whenSkipped(by: { $0.transition }))
  }
}

extension TimeZone: Hashable {
  /// Whether both have one name.
  public static func == (a: TimeZone, b: TimeZone) -> Bool { a.name == b.name }
  /// By name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Why the bytes of a TZif file make no time zone.
public enum TimeZoneError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The bytes do not begin as a TZif file does.
  case notTZif
  /// The file ends before what its header announces.
  case truncated
  /// A number points outside its table, or the transitions are out of order.
  case malformed
  /// The rule for later years is not one of POSIX's.
  case badRule(String)
  /// The file counts leap seconds, which POSIX time does not.
  case leapSeconds

  /// What is wrong, in a few words.
  public var description: String {
    switch self {
    case .notTZif: "not a TZif file"
    case .truncated: "the TZif file is truncated"
    case .malformed: "the TZif file is malformed"
    case .badRule(let rule): "the TZif file's rule for later years cannot be read: \(rule)"
    case .leapSeconds: "the TZif file counts leap seconds"
    }
  }
}
