public import LibrettoGit
public import LibrettoModel

/// A state of the book that Git keeps, and the moment as of which it is asked.
public struct BookRevision: Sendable {
  /// The revision or date as it was asked for.
  public let name: String
  /// The commit whose tree is the book.
  public let commit: Commit
  /// What "now" means to a question about it: the committer's time of a revision, the end of a date.
  public let moment: Instant
  /// Whether a date was asked for, not a revision.
  public let isDate: Bool

  /// As people read it: `v1.2`, or of a date `2026-06-30 (1a2b3c4)`.
  public var description: String { isDate ? "\(name) (\(commit.id.abbreviated))" : name }
}
