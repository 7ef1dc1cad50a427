#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One commit from first lock to last: HEAD's tree plus exactly the given changes, harming nothing else.
///
/// The order is what makes it safe: objects and the new index are complete and on disk, and the journal says
/// what is about to happen, before the branch moves; staging area and work files follow. Whoever comes next
/// finishes or drops it.
final class CommitTransaction {
  /// One path of the commit.
  struct Item {
    var path: RepositoryPath
    var content: CommitRequest.Content
    /// What the commit has at the path; nil: nothing.
    var new: Journal.IndexState?
    /// The work file's status when it was read.
    var status: stat?
    /// What the user had staged.
    var staged: Journal.IndexState?
    /// What the index has of a conflict.
    var stages: PlainTreeMerge.Stages?
    /// Whether the work file is to be runnable; nil: as it was.
    var isExecutable: Bool?
    /// Whether the work file is to be a symbolic link to `workBytes`.
    var isLink = false
    var work: Journal.WorkPlan?
    /// The bytes for the work file, where it is to be written.
    var workBytes: [UInt8]?

    var journal: Journal.Item {
      Journal.Item(path: path.text, staged: staged, new: new, stages: stages, work: work)
    }
  }

  let repository: Repository
  let request: CommitRequest
  let commands: GitCommands
  let validate: (([String: [UInt8]]) throws -> Void)?
  let folder: StateFolder
  let filters: Filters
  let work: WorkTree
  let indexLock: LinkedLock
  var items: [Item] = []
  var hookOutput = ""
  var message: String?
  var patience: Patience

  init(
    _ repository: Repository, _ request: CommitRequest, _ runner: any GitCommandRunner,
    _ validate: (([String: [UInt8]]) throws -> Void)?
  ) {
    self.repository = repository
    self.request = request
    self.validate = validate
    commands = GitCommands(repository: repository, runner: runner)
    folder = StateFolder(repository)
    filters = Filters(repository: repository)
    work = WorkTree(root: repository.workTree)
    indexLock = LinkedLock(path: repository.gitDirectory + "/index.lock", partner: folder.indexLock)
    patience = Patience(milliseconds: request.lockTimeout)
  }

  func run() async throws(GitError) -> CommitResult {
    try checkRequest()
    let author = if let author = request.author { author } else { try repository.author() }
    let committer = if let committer = request.committer { committer } else { try repository.committer() }
    let lock = try await takeProcessLock()
    _ = try Recovery(repository).run()
    try checkState()
    while try !indexLock.attempt() {
      guard await patience.pause() else { throw indexLock.held }
    }
    let outcome: CommitResult
    do {
      outcome = try await attempts(author, committer)
    } catch {
      abandon()
      throw error
    }
    _ = consume lock
    if outcome.committed { try await postCommit() }
    return withHookOutput(outcome)
  }

  /// Tries until the branch stood still from the reading of HEAD to its move.
  private func attempts(_ author: Signature, _ committer: Signature) async throws(GitError) -> CommitResult {
    let area = StagingArea(repository)
    repository.unflushed = []
    defer { repository.unflushed = nil }
    var base = try repository.head()
    if request.aim != .commit, base.commit != request.base { throw Self.moved(base.branchName ?? "HEAD") }
    if let expected = request.base { try checkUnchanged(from: expected, to: base.commit) }
    while true {
      let index = try area.read()
      let conflicts = index.conflicts
      guard conflicts.isEmpty else {
        throw GitError(
          .conflict(conflicts), "\(conflicts[0]) has a merge conflict",
          help: "resolve it and `git add` it first")
      }
      let root = try base.commit.map { id throws(GitError) in try repository.treeAndParent(id).tree }
      if items.isEmpty { items = try await prepareItems(root, index) }
      if case .mergeState(let heads) = request.aim { return try await leaveMerge(heads, base, index, area) }
      var tree = try TreeUpdate(repository: repository).apply(treeChanges, to: root)
      let isCommit = request.aim == .commit
      if isCommit, tree == root || (root == nil && request.changes.isEmpty) { return nothing(base) }
      if message == nil, case .fastForward(let target) = request.aim {
        try checkTree(tree, of: target)
        message = request.message
      } else if message == nil {
        tree = try await runPreCommit(tree, root, index, author, committer)
        if isCommit, tree == root { return nothing(base) }
        message = try await finishMessage(author, committer)
      }
      let changes = try repository.changes(fromTree: root, to: tree)
      let commit: ObjectID
      switch request.aim {
      case .fastForward(let target): commit = target
      case .merge(let others), .conclusion(let others):
        commit = try await makeCommit(tree, (base.commit.map { [$0] } ?? []) + others, message!, author, committer)
      case .commit, .mergeState:
        commit = try await makeCommit(tree, base.commit.map { [$0] } ?? [], message!, author, committer)
      }
      try ObjectFlushing.flush(repository.unflushed ?? [], of: repository)
      repository.unflushed = []
      apply(to: index)
      try area.write(index, items.map(\.journal))
      let reference = if case .branch(let name, _) = base { name } else { "HEAD" }
      try await prepareWorkFiles(reference)
      let journal = Journal(reference: reference, commit: commit, items: items.map(\.journal))
      try FileSystem.replace(folder.journal, with: journal.bytes)
      try writeOriginalHead(base)
      let update = ReferenceUpdate(
        repository: repository, name: reference, old: base.commit, new: commit, committer: committer,
        reason: request.reason ?? Self.reason(message!, isFirst: base.commit == nil))
      if try await move(update) == .done {
        let unfinished = finish(index, area)
        return CommitResult(
          id: commit, committed: true, message: message!, changes: changes, hookOutput: hookOutput,
          unfinished: unfinished)
      }
      // The journal must not speak of a commit that is not coming.
      unlink(folder.journal)
      guard isCommit else { throw Self.moved(reference) }
      let next = try repository.head()
      try checkUnchanged(from: base.commit, to: next.commit)
      base = next
      guard await patience.pause() else { throw Self.moved(reference) }
    }
  }

  private func nothing(_ base: Head) -> CommitResult {
    abandon()
    return CommitResult(
      id: base.commit, committed: false, message: message ?? request.message, changes: [],
      hookOutput: hookOutput,
      unfinished: nil)
  }

  private func withHookOutput(_ result: CommitResult) -> CommitResult {
    CommitResult(
      id: result.id, committed: result.committed, message: result.message, changes: result.changes,
      hookOutput: hookOutput, unfinished: result.unfinished)
  }

  private func takeProcessLock() async throws(GitError) -> ProcessLock {
    while true {
      if let lock = try ProcessLock.attempt(folder) { return lock }
      guard await patience.pause() else {
        throw GitError(
          .lockHeld(folder.lock), "another commit is under way in \(repository.workTree)",
          help: "wait for it to end, or end it")
      }
    }
  }

  /// Leaves everything as it was before the commit.
  func abandon() {
    for item in items { if let name = item.work?.temporary { work.discard(item.path, temporary: name) } }
    unlink(folder.journal)
    for path in folder.leftovers { unlink(path) }
    indexLock.release()
  }

  static func reason(_ message: String, isFirst: Bool) -> String {
    let line = message.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
    return (isFirst ? "commit (initial): " : "commit: ") + line
  }

  static func moved(_ name: String) -> GitError {
    GitError(
      .refMoved, "\(name) moved while the commit was made", help: "look at what came in, then try again")
  }
}
