import Clibgit2

/// A repository with a work tree. Not `Sendable`: it stays with whoever opened it.
///
/// Reading goes through libgit2. What libgit2 cannot read or gets wrong is refused when the repository is
/// opened, with what the user can do.
public final class Repository {
  let handle: OpaquePointer
  /// The work tree's folder, without symbolic links and without a slash at the end.
  public let workTree: String
  /// The Git directory; in a linked worktree its own.
  public let gitDirectory: String
  /// The Git directory that all worktrees share.
  public let commonDirectory: String
  let overrides: [String: String]
  var openedDatabase: OpaquePointer?
  /// The staging area as it was last read.
  var knownIndex: KnownIndex?
  /// The objects that were stored and not yet flushed to the disk; nil where each is flushed as it is stored.
  var unflushed: [ObjectID]?

  init(handle: OpaquePointer, workTree: String, gitDirectory: String, commonDirectory: String) {
    self.handle = handle
    self.workTree = workTree
    self.gitDirectory = gitDirectory
    self.commonDirectory = commonDirectory
    overrides = ConfigurationOverrides.ofEnvironment()
  }

  deinit {
    if let openedDatabase { git_odb_free(openedDatabase) }
    git_repository_free(handle)
  }

  /// Whether history ends early.
  public var isShallow: Bool { git_repository_is_shallow(handle) == 1 }

  /// Whether a remote promises objects that may be missing here, as in `git clone --filter=blob:none`.
  public var isPartial: Bool {
    remoteNames.contains { configuration(bool: "remote.\($0).promisor") == true }
  }

  /// What is under way, if anything.
  public var operation: Operation? {
    switch UInt32(bitPattern: git_repository_state(handle)) {
    case GIT_REPOSITORY_STATE_MERGE.rawValue: .merge
    case GIT_REPOSITORY_STATE_REVERT.rawValue, GIT_REPOSITORY_STATE_REVERT_SEQUENCE.rawValue: .revert
    case GIT_REPOSITORY_STATE_CHERRYPICK.rawValue, GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE.rawValue:
      .cherryPick
    case GIT_REPOSITORY_STATE_BISECT.rawValue: .bisect
    case GIT_REPOSITORY_STATE_REBASE.rawValue, GIT_REPOSITORY_STATE_REBASE_INTERACTIVE.rawValue,
      GIT_REPOSITORY_STATE_REBASE_MERGE.rawValue:
      .rebase
    case GIT_REPOSITORY_STATE_APPLY_MAILBOX.rawValue, GIT_REPOSITORY_STATE_APPLY_MAILBOX_OR_REBASE.rawValue:
      .am
    default: nil
    }
  }

  /// The object database.
  func database() throws(GitError) -> OpaquePointer {
    if let openedDatabase { return openedDatabase }
    var database: OpaquePointer?
    try check(git_repository_odb(&database, handle), "cannot open the object database")
    openedDatabase = database
    return database!
  }
}
