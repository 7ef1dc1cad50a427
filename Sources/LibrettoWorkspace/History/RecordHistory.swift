public import LibrettoModel

/// What became of a record over time.
public struct RecordHistory: Sendable {
  /// The record, by its present name.
  public let reference: RecordReference
  /// The record as its file is now; nil where it is gone.
  public let record: Record?
  /// What happened, the newest first; within a commit in the order of the file.
  public let events: [Event]

  /// One thing that happened.
  public struct Event: Sendable {
    /// What happened.
    public enum Kind: String, Sendable {
      /// The record came.
      case added
      /// The record went.
      case removed
      /// The record got another id, or its file another place.
      case moved
      /// A field changed.
      case set
      /// The file could not be read from here on.
      case unreadable
      /// A line of the log: `field` is the kind of activity, `after` what was said.
      case log
    }

    /// When.
    public let at: Instant
    /// Who: the member's short name, else the author's name; nil where nobody says.
    public let by: String?
    /// What.
    public let kind: Kind
    /// The field.
    public let field: String?
    /// What was there.
    public let before: Value?
    /// What came.
    public let after: Value?
    /// The commit, 40 hexadecimal digits; nil for what the log tells, and for what is not committed.
    public let commit: String?
    /// The commit's subject.
    public let subject: String?
    /// Whether it is a change of the file that is not committed.
    public let isUncommitted: Bool
  }
}
