public import LibrettoModel

/// A promise of one team to the other: `first-response`, `supply`.
public struct ServiceLevel: Sendable {
  /// The name in the file.
  public let name: String
  /// What people call it; the name where the file does not say.
  public let title: String
  /// The team that promises.
  public let party: String
  /// The type of the records that it is about.
  public let type: String
  /// What is promised.
  public let promise: Promise
  /// The share of promises to be kept, in percent; nil where each one counts.
  public let target: Number?
  /// The bytes of the name in `agreement.yaml`.
  public let range: Range<Int>?

  /// What is promised.
  public enum Promise: Sendable {
    /// `until` happens within a time after `from`.
    case answer(from: EventPattern, until: EventPattern, within: Span)
    /// `event` happens at least so often within a time after `from`.
    case attempts(from: EventPattern, event: EventPattern, atLeast: Int, within: Span)
    /// `event` happens at least so often in each period.
    case supply(event: EventPattern, atLeast: Int, per: Period)
    /// `from` happens at least so long before the day in the field `before`.
    case notice(from: EventPattern, before: String, atLeast: Span)
  }

  /// How often a supply is counted.
  public enum Period: String, Sendable, CaseIterable { case week, month, quarter, year }
}

/// A length of time that is promised.
public enum Span: Sendable, Hashable {
  /// By the calendar: days are days, nights and holidays count.
  case calendar(CalendarDuration)
  /// Seconds within business hours.
  case business(seconds: Int, text: String)
}
