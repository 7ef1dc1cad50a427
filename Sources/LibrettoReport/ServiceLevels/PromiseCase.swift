public import LibrettoModel

/// One time that a promise was due: to one lead, or in one period.
public struct PromiseCase: Sendable, Hashable {
  /// The service level's name.
  public let promise: String
  /// The record; nil where a supply was promised.
  public let record: RecordReference?
  /// When it began.
  public let from: Instant
  /// By when it was to be kept; nil where the business hours that it takes never come.
  public let due: Instant?
  /// When it was kept, in time or not; nil where it is not yet.
  public let until: Instant?
  /// When it came to an end without having been kept: the record was given up before its time. Nil where it did not.
  public let ended: Instant?
  /// How it stands.
  public let state: State
  /// Of what is counted, how much there was, and how much was promised; nil where nothing is counted.
  public let count: Count?

  /// Whether it has not come to an end, in time or not.
  public var isOpen: Bool { until == nil && ended == nil }

  /// Whether somebody still waits for what is not kept yet.
  public var isWaiting: Bool { state != .kept && isOpen }

  /// How a promise stands at the as-of moment.
  public enum State: String, Sendable, CaseIterable { case kept, broken, running }

  /// How much of what was promised.
  public struct Count: Sendable, Hashable {
    /// How much there was.
    public let reached: Int
    /// How much was promised.
    public let promised: Int
  }
}
