public import LibrettoGit
public import LibrettoMerge
public import LibrettoModel

/// What `Workspace.merge` came to.
public struct MergeOutcome: Sendable {
  /// How it ended.
  public enum Result: Sendable {
    /// The other side brings nothing that is not there.
    case alreadyUpToDate
    /// The branch moved on to that commit.
    case fastForwarded(ObjectID)
    /// Joined; the merge commit.
    case merged(ObjectID)
    /// Joined and left in files and staging area, for want of a commit (`--no-commit`).
    case left
    /// Some things only a person can choose; all else is joined, and the files are in the state of a merge under way.
    case conflicts([BookConflict])
    /// Both sides are good by themselves, and what they make together is not. Nothing was touched, unless with `--no-commit`.
    case invalid([JoinFinding])
  }

  /// How it ended.
  public let result: Result
  /// The branch; nil where HEAD is detached.
  public let branch: String?
  /// What the other side brought: from our commit to the result.
  public let changes: ChangeSet
  /// How many records were changed by both sides and joined field by field.
  public let joinedRecords: Int
  /// The files of records that were joined line by line, since a side of them cannot be read.
  public let joinedAsText: [String]
  /// The merge commit's message; of a merge that is not concluded, the one that is prepared.
  public let message: String
  /// What hooks printed.
  public let hookOutput: String
  /// What could not be finished after the branch had moved.
  public let unfinished: String?
}

/// What `Workspace.join` came to. Objects were stored; branch, staging area and files were not touched.
public enum JoinOutcome: Sendable {
  /// One of the two holds the other already; the id is that of the newer one.
  case contained(ObjectID)
  /// The commit that joins both.
  case joined(JoinedCommit)
  /// Some things only a person can choose. `Workspace.merge` leaves them in the files.
  case conflicts([BookConflict])
  /// Both sides are good by themselves, and what they make together is not.
  case invalid([JoinFinding])
}

/// A commit that joins two, stored and on no branch yet: `Workspace.advance` moves the branch to it.
public struct JoinedCommit: Sendable {
  /// The commit.
  public let id: ObjectID
  /// What differs from the first of the two.
  public let changes: ChangeSet
  /// How many records were changed by both sides and joined field by field.
  public let joinedRecords: Int
  /// The commit's message.
  public let message: String
}

/// A finding that neither of two sides had before they were joined.
public struct JoinFinding: Sendable {
  /// What is wrong; the places are those of the joined files.
  public let finding: Diagnostic
  /// The finding's file in the joined state, for showing the place.
  public let source: [UInt8]?
  /// The commit of our side that has a part in it; nil where none could be found.
  public let ours: Commit?
  /// The commit of their side that has a part in it.
  public let theirs: Commit?
}
