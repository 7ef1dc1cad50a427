/// What a look at the book and all that it needs came to.
public struct DoctorReport: Sendable {
  /// One thing that was looked at.
  public struct Check: Sendable {
    /// How it stands.
    public enum State: String, Sendable { case ok, warn, fail }
    /// How it stands.
    public let state: State
    /// What was looked at, in a word or two.
    public let subject: String
    /// What was found, without a full stop.
    public let message: String
    /// What to do about it.
    public let help: String?

    init(_ state: State, _ subject: String, _ message: String, help: String? = nil) {
      (self.state, self.subject, self.message, self.help) = (state, subject, message, help)
    }
  }

  /// The checks in the order in which they were made.
  public let checks: [Check]

  /// Whether something must be mended before the book can be worked with.
  public var hasFailures: Bool { checks.contains { $0.state == .fail } }
}
