public import LibrettoGit
public import LibrettoMerge

/// What a `sync` came to.
public struct SyncOutcome: Sendable {
  /// How it ended.
  public enum Result: Sendable {
    /// Both sides have the same, or with `isDryRun` or without `pushes` would have.
    case done
    /// Some things only a person can choose; the files are in the state of a merge under way, unless it was a dry run.
    case conflicts([BookConflict])
    /// Both sides are good by themselves, and what they make together is not. Nothing was touched.
    case invalid([JoinFinding])
  }

  /// Commits that went one way.
  public struct Transfer: Sendable {
    /// How many; 0 where a shallow clone does not tell.
    public let count: Int
    /// Their authors' names, without doubles, sorted.
    public let authors: [String]
    /// What they change where they arrive.
    public let changes: ChangeSet
  }

  /// How it ended.
  public let result: Result
  /// The local branch.
  public let branch: String
  /// What it follows, as people name it: `origin/main`.
  public let upstream: String
  /// The branch's commit before.
  public let before: ObjectID
  /// The branch's commit after.
  public let after: ObjectID
  /// The commit that the remote had; nil where it had no such branch.
  public let remote: ObjectID?
  /// How two histories became one; nil where one held the other.
  public let mode: SyncMode?
  /// What came from the remote; nil: nothing.
  public let came: Transfer?
  /// What went there, or with `pushes` false waits to; nil: nothing.
  public let went: Transfer?
  /// True where the remote had no such branch before.
  public let isNewBranch: Bool
  /// Changed files of the book and others that are not committed, and stayed as they are.
  public let uncommitted: Int
  /// How often it was tried.
  public let attempts: Int
  /// What else there is to tell, in sentences without a full stop: of hooks, or of what could not be finished.
  public let notes: [String]
}
