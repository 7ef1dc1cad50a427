public import LibrettoModel

/// How the credit for a win is shared among the touches before it.
public struct AttributionRules: Sendable {
  /// The kinds of activity that count as touches.
  public var touches: [String] = ["click", "visit", "download", "event", "mail", "ad"]
  /// The model where none is asked for.
  public var standard = AttributionModel.linear
  /// The time after which a touch is worth half, for `decay`.
  public var halfLife = CalendarDuration(days: 7)

  /// The built-in rules.
  public init() {}
}

/// A way to share credit; the shares are those of HubSpot's, Google's and Salesforce's documentation.
public enum AttributionModel: String, Sendable, CaseIterable {
  /// All to the first touch.
  case first
  /// All to the last touch.
  case last
  /// To all alike.
  case linear
  /// 40 % first, 40 % lead creation, the rest 20 %.
  case u
  /// 30 % first, 30 % lead creation, 30 % deal creation, the rest 10 %.
  case w
  /// 22.5 % each to first touch, lead creation, deal creation and the win, the rest 10 %.
  case full
  /// 40 % first, 40 % last, 20 % between.
  case position
  /// 2^(−age ÷ half-life), normalised.
  case decay
}
