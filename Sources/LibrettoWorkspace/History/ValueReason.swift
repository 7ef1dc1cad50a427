public import LibrettoGit
public import LibrettoModel

/// Where the present value of a field comes from.
public struct ValueReason: Sendable {
  /// The record.
  public let reference: RecordReference
  /// The field.
  public let field: String
  /// The value; nil where there is none.
  public let value: Value?
  /// The change that set it.
  public let event: RecordHistory.Event
  /// The commit in which its author set it; nil for a change that is not committed, or that only the log tells of.
  public let commit: Commit?
  /// The merge by which it came into the default branch, where that is another commit.
  public let merge: Commit?
  /// The pull or merge request that either of them names.
  public let review: ReviewReference?
}
