public import LibrettoGit

/// How `Workspace.merge` goes about it; the words are Git's.
public struct MergeOptions: Sendable {
  /// Whether a merge commit is needed where the branch could simply move on.
  public enum FastForward: Sendable {
    /// The branch moves on where it can (`--ff`).
    case allowed
    /// Anything else is refused (`--ff-only`).
    case only
    /// A merge commit is made anyway (`--no-ff`).
    case never
  }

  /// The merge commit's message; nil: `Merge branch 'x'` and what was joined.
  public var message: String?
  /// Whether the user's editor opens on the message first.
  public var editsMessage = false
  /// What becomes of a branch that only has to move on.
  public var fastForward = FastForward.allowed
  /// False (`--no-commit`): the result is left in files and staging area, as the state of a merge that
  /// `libretto commit` or `git commit` concludes. Also a result with new errors is left so then, to be mended.
  public var commits = true
  /// Whether the repository's hooks run: `pre-merge-commit`, `prepare-commit-msg`, `commit-msg`, `post-merge`.
  public var runsHooks = true
  /// What the message and the markers call the other side; nil: the revision as it was given.
  public var name: String?

  /// The options that `git merge` has without any.
  public init() {}
}

/// Two commits to be joined without touching branch, staging area or files.
public struct JoinRequest: Sendable {
  /// The commit that comes first: the joined one's first parent, "ours" in conflicts.
  public var ours: ObjectID
  /// The other commit: the second parent, "theirs" in conflicts.
  public var theirs: ObjectID
  /// The state both came from; nil: their merge base, of several one made by joining those. To take over one commit, as
  /// `git cherry-pick` and `git rebase` do, this is its parent and `theirs` the commit.
  public var base: ObjectID?
  /// The parents of the joined commit; nil: `ours` and `theirs`. For a taken-over commit only `ours`.
  public var parents: [ObjectID]?
  /// Who wrote the joined commit; nil: Git's author, now. Who makes it is always Git's committer.
  public var author: Signature?
  /// The joined commit's message; nil: `Merge …` and what was joined.
  public var message: String?
  /// Whether the joined book is judged, and its changes told: of commits that are taken over one by one, only the last
  /// state matters.
  public var judges = true
  /// What conflict markers, and the message, call `ours`.
  public var oursName = "HEAD"
  /// What conflict markers, and the message, call `theirs`; nil: the abbreviated id.
  public var theirsName: String?

  /// Joins `theirs` into `ours`.
  public init(ours: ObjectID, theirs: ObjectID) { (self.ours, self.theirs) = (ours, theirs) }
}
