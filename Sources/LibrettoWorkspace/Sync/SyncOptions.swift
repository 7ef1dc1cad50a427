/// How local commits and those of the remote become one history.
public enum SyncMode: String, Sendable, CaseIterable {
  /// The local commits are made again on top of the remote's, each joined field by field.
  case rebase
  /// A merge commit joins both, field by field.
  case merge
}

/// How `Workspace.sync` goes about it.
public struct SyncOptions: Sendable {
  /// The remote; nil: the one of the branch's upstream. Named for a branch without upstream, it becomes that.
  public var remote: String?
  /// How two histories become one; nil: as `branch.NAME.rebase` or `pull.rebase` says, else `rebase`.
  ///
  /// Replaying is what a team wants: the default branch stays one line on which every commit has its author, message and
  /// the fields that this person changed, so that `why` and the times of stages tell who did it and not who joined it.
  /// Where a person had to choose, or where local commits are signed or join others, a merge keeps what was written.
  public var mode: SyncMode?
  /// Only fetch, and tell what would come and go.
  public var isDryRun = false
  /// Whether the local commits go to the remote.
  public var pushes = true
  /// Whether Git tells its progress.
  public var showsProgress = false
  /// How often it is tried, where others are faster.
  public var attempts = 8

  /// What `libretto sync` does.
  public init() {}
}

/// How far a `sync` is.
public enum SyncStep: Sendable {
  /// Git said this on standard error, with carriage returns where it draws over its own line.
  case git(String)
  /// Someone was faster; it is tried again, for the nth time.
  case again(Int)
}
