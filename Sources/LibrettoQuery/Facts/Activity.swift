public import LibrettoModel

/// A line of a record's log that reads as an entry, with its moment worked out.
public struct Activity: Sendable, Hashable {
  /// When it happened; where the line has no time, the beginning of its day.
  public let at: Instant
  /// The day by the book's zone.
  public let day: CivilDate
  /// Whether the line says the time of day.
  public let hasTime: Bool
  /// What happened, of the agreement's vocabulary.
  public let kind: String
  /// Who did it; nil where the line does not say.
  public let member: String?
  /// What the line says.
  public let text: String

  /// Makes an activity from what a log says; nil where `moment` is no date. `moment` is as written:
  /// `2026-11-03 14:05+01:00`; without an offset it is in `zone`.
  public init?(moment: String, kind: String, member: String?, text: String, zone: TimeZone) {
    guard let written = DateTimeText(moment) else { return nil }
    at = written.instant(in: zone)
    day = zone.civil(at: at).0
    hasTime = written.time != nil
    (self.kind, self.member, self.text) = (kind, member, text)
  }

  init?(_ entry: LogEntry, zone: TimeZone) {
    guard let moment = entry.value(of: .at)?.text else { return nil }
    self.init(moment: moment, kind: entry.kind, member: entry.member, text: entry.text, zone: zone)
  }
}
