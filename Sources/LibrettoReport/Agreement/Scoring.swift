public import LibrettoModel
public import LibrettoQuery

/// The rules for points of fit and engagement.
public struct Scoring: Sendable {
  /// Points for what a lead is.
  public var fit: [Rule] = []
  /// Points for each kind of activity.
  public var points: [(kind: String, points: Number)] = []
  /// The days after which an activity is worth half; nil where it never loses.
  public var halfLife: CalendarDuration?
  /// The grades by their points of fit, in the order of the file; scores are floored first.
  public var grid: [Grade] = []
  /// What sales should hear of at once.
  public var alert: Alert?

  /// Nothing scored.
  public init() {}

  /// Points for a lead that meets a condition.
  public struct Rule: Sendable {
    /// The condition as written.
    public let text: String
    /// The condition.
    public let condition: Condition
    /// The points, below zero where they are taken away.
    public let points: Number
  }

  /// A letter and the points that it stands for, both ends inside; nil where open.
  public struct Grade: Sendable, Hashable {
    /// The grade: `A`.
    public let name: String
    /// The least points.
    public let from: Int?
    /// The most points.
    public let to: Int?
  }

  /// A rise of engagement within a time.
  public struct Alert: Sendable, Hashable {
    /// The points by which it rises.
    public let rise: Number
    /// Within this time.
    public let within: CalendarDuration
  }
}
