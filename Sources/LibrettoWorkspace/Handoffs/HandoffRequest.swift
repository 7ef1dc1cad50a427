/// What is to become of leads between the teams.
public struct HandoffRequest: Sendable {
  /// What happens.
  public enum Kind: Sendable, Hashable {
    /// The team of the present stage hands over to the next team; to this member, where one is named.
    case handoff(to: String?)
    /// A member of the next team takes it over: this one, else whoever asks.
    case accept(by: String?)
    /// It leaves the way to a sale, for a reason: `recycle` sets `recycle_reason`; perhaps until a day.
    case giveBack(subject: String, reason: String?, until: String?)
  }

  /// What happens.
  public let kind: Kind
  /// What the line of the log says besides.
  public let note: String?

  /// Asks for it.
  public init(_ kind: Kind, note: String? = nil) { (self.kind, self.note) = (kind, note) }

  /// The kind of activity that the log tells it by, and the command's name.
  public var name: String {
    switch kind {
    case .handoff: "handoff"
    case .accept: "accept"
    case .giveBack(let subject, _, _): subject
    }
  }
}
