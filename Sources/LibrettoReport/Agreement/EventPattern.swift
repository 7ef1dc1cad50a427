/// What must happen to a record: `stage -> sal,recycled`, `log.kind:call,email by sales`, or a date field such as
/// `announced`, which happens on its day.
public struct EventPattern: Sendable, Hashable {
  /// The pattern as written.
  public let text: String
  /// What happens.
  public let kind: Kind
  /// Who does it; nil where anyone may.
  public let actor: Actor?

  /// What happens.
  public enum Kind: Sendable, Hashable {
    /// The field comes to one of the values from another one.
    case transition(field: String, to: [String])
    /// A line of one of the kinds comes into the log.
    case activity(kinds: [String])
    /// The day in the field comes.
    case date(field: String)
  }

  /// Who does it.
  public enum Actor: Sendable, Hashable {
    /// Anyone of the team.
    case team(String)
    /// The member.
    case member(String)
  }

  /// Whether a record counts once in a period, however often it happens to it: who jumps to a stage and back ten times is
  /// one lead. Ten calls are ten calls.
  var countsOnce: Bool { if case .transition = kind { true } else { false } }

  /// Whether an activity is one that the pattern asks for.
  ///
  /// - Parameter teams: the team of each member
  func matches(kind activity: String, by member: String?, teams: [String: String]) -> Bool {
    guard case .activity(let kinds) = kind, kinds.contains(activity) else { return false }
    switch actor {
    case nil: return true
    case .member(let name): return member == name
    case .team(let team): return member.flatMap { teams[$0] } == team
    }
  }
}
