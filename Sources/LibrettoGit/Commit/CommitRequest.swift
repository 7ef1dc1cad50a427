/// What a commit shall contain.
public struct CommitRequest: Sendable {
  /// The new content of one path.
  public enum Content: Sendable {
    /// The work tree's file as it is now, by way of the path's filters.
    case workTreeFile
    /// These bytes, as a work tree would hold them (the path's filters apply).
    case bytes([UInt8])
    /// None: the path goes.
    case removed
    /// This leaf of a tree, be it a link or a submodule; with `updatesWorkTree` the work tree follows.
    case leaf(TreeLeaf)
    /// A conflict, in a merge that is left to the user: these stages in the index, and in the work tree this file, as a
    /// work tree would hold it (nil: whatever is there).
    case conflict(PlainTreeMerge.Stages, file: [UInt8]?, mode: FileMode)
  }

  /// Where a request leads.
  public enum Aim: Sendable, Equatable {
    /// A commit on top of HEAD.
    case commit
    /// A merge commit of HEAD and these, with the hooks of `git merge`.
    case merge([ObjectID])
    /// The commit that concludes a merge under way: of HEAD and these, which are `MERGE_HEAD`.
    case conclusion([ObjectID])
    /// No new commit: the branch moves to this one, which descends from HEAD, and whose tree the changes lead to.
    case fastForward(ObjectID)
    /// No commit: the changes go into index and work tree, and a merge with these is under way then, as `git merge` leaves
    /// it for conflicts and with `--no-commit`.
    case mergeState([ObjectID])
  }

  /// One path of the commit.
  public struct Change: Sendable {
    /// The path from the repository's root, parts separated by `/`.
    public var path: String
    /// What it becomes.
    public var content: Content

    /// A change of `path`.
    public init(path: String, content: Content) { (self.path, self.content) = (path, content) }
  }

  /// The changes; a path stands here once.
  public var changes: [Change]
  /// The commit's message; cleaned as Git does.
  public var message: String
  /// Whether the user's editor opens on the message first.
  public var editMessage: Bool
  /// Who wrote the change; nil: Git's author, now.
  public var author: Signature?
  /// Who makes the commit; nil: Git's committer, now.
  public var committer: Signature?
  /// Whether the repository's hooks run.
  public var runsHooks: Bool
  /// Whether the work tree's files follow content given as bytes, and removals. A file with changes of its
  /// own makes the commit fail with `conflict`.
  public var updatesWorkTree: Bool
  /// The commit the changes were worked out against. Where one of their paths changed since, the commit fails
  /// with `refMoved`. Nil: whatever HEAD is.
  public var base: ObjectID?
  /// Where the request leads. Other aims than `commit` want `base` to be HEAD still.
  public var aim = Aim.commit
  /// What the reflog says; nil: `commit: ` and the subject.
  public var reason: String?
  /// How long to wait for other programs' locks, in milliseconds.
  public var lockTimeout: Int

  /// A request of these parts.
  public init(
    changes: [(path: String, content: Content)], message: String, editMessage: Bool = false,
    author: Signature? = nil, committer: Signature? = nil, runsHooks: Bool = true,
    updatesWorkTree: Bool = false,
    base: ObjectID? = nil, lockTimeout: Int = 30_000
  ) {
    self.changes = changes.map { Change(path: $0.path, content: $0.content) }
    (self.message, self.editMessage, self.author, self.committer) = (message, editMessage, author, committer)
    (self.runsHooks, self.updatesWorkTree) = (runsHooks, updatesWorkTree)
    (self.base, self.lockTimeout) = (base, lockTimeout)
  }
}

/// What a commit came to.
public struct CommitResult: Sendable {
  /// The new commit, or HEAD where nothing differed from it.
  public let id: ObjectID?
  /// False where the request made no difference to HEAD's tree, so that nothing was committed.
  public let committed: Bool
  /// The message as committed.
  public let message: String
  /// The paths that differ from the commit's parent.
  public let changes: [PathChange]
  /// What hooks printed.
  public let hookOutput: String
  /// What failed after the branch had moved: the commit stands, and the next command finishes the rest.
  public let unfinished: GitError?
}

/// What recovery found and did.
public struct RecoveryReport: Sendable {
  /// The commit whose staging area and work files were brought up to date.
  public let finished: ObjectID?
  /// True where an unfinished commit that never reached its branch was dropped.
  public let dropped: Bool
  /// Stale locks of ours that were removed.
  public let removedLocks: [String]
  /// Paths that were left as they are since their content had changed meanwhile.
  public let skipped: [String]

  /// Whether there was nothing to do.
  public var isEmpty: Bool { finished == nil && !dropped && removedLocks.isEmpty && skipped.isEmpty }
}
