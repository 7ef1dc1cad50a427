public import LibrettoQuery

/// Who gets the leads that nobody owns: the first rule whose condition is met.
public struct RoutingRule: Sendable {
  /// The condition; nil where the rule takes all.
  public let condition: Condition?
  /// The members among whom the leads are shared.
  public let members: [String]
  /// How they are shared.
  public let method: Method
  /// The bytes of the rule in `agreement.yaml`.
  public let range: Range<Int>?

  /// How leads are shared among members.
  public enum Method: String, Sendable, CaseIterable {
    /// To who has the least open leads against capacity.
    case load
    /// In turn.
    case turn
  }
}
