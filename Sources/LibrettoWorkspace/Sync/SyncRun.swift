import LibrettoGit
import LibrettoMerge
import LibrettoModel

/// One `sync` from the first look to the last: fetch, join, push, and only then move the branch, so that whatever fails or
/// is killed on the way leaves branch and files as they were, and the next `sync` begins anew with what is there.
struct SyncRun {
  let workspace: Workspace
  let repository: Repository
  let options: SyncOptions
  let target: SyncTarget
  let mode: SyncMode
  let transport: SyncTransport
  let watch: (SyncStep) -> Void

  init(_ workspace: Workspace, _ options: SyncOptions, _ watch: @escaping (SyncStep) -> Void) throws(WorkspaceError) {
    (self.workspace, self.options, self.watch) = (workspace, options, watch)
    repository = try workspace.repository()
    target = try workspace.syncTarget(options.remote)
    mode = try workspace.syncMode(options, branch: target.branch)
    if options.pushes { try workspace.requireOnePlace(target) }
    transport = SyncTransport(
      folder: repository.workTree, target: target, showsProgress: options.showsProgress, watch: { watch(.git($0)) })
  }

  func run() async throws(WorkspaceError) -> SyncOutcome {
    var pause = 100
    for attempt in 1...max(1, options.attempts) {
      if attempt > 1 {
        watch(.again(attempt))
        // Pauses that grow, of random length, so that those who met do not meet again.
        let random = Int(workspace.environment.randomBits() % UInt64(pause))
        try? await Task.sleep(for: .milliseconds(pause / 2 + random))
        pause = min(pause * 2, 3_000)
      }
      if let outcome = try await once(attempt) { return outcome }
    }
    throw overtaken
  }

  private var overtaken: WorkspaceError {
    WorkspaceError(
      .failure, "\(target.displayName) moved again and again while the push was made",
      help: "nothing was changed; try again in a moment: libretto sync")
  }

  /// One try; nil where someone was faster.
  private func once(_ attempt: Int) async throws(WorkspaceError) -> SyncOutcome? {
    let tip = try await fetched()
    let local = try head()
    var summary = SyncSummary(run: self, local: local, remote: tip, attempts: attempt)
    guard let tip else { return try await publish(local, &summary) }
    let joining = SyncJoining(run: self, local: local, remote: tip)
    switch try await joining.result() {
    case .conflicts(let conflicts):
      guard !options.isDryRun else { return try summary.outcome(.conflicts(conflicts), after: local) }
      return try await leaveConflicts(tip, &summary)
    case .invalid(let findings): return try summary.outcome(.invalid(findings), after: local)
    case .commit(let commit, let mode):
      summary.mode = mode
      return try await deliver(commit, local: local, remote: tip, &summary)
    }
  }

  /// Pushes the commit where the remote lacks it, then moves the branch to it.
  private func deliver(
    _ commit: ObjectID, local: ObjectID, remote: ObjectID, _ summary: inout SyncSummary
  ) async throws(WorkspaceError) -> SyncOutcome? {
    try requireFree(from: local, to: commit)
    guard !options.isDryRun else { return try summary.outcome(.done, after: commit) }
    if commit != remote, options.pushes {
      let (failure, said) = try await transport.push(commit)
      if let failure {
        if failure.kind == .overtaken { return nil }
        throw failure.error("push to", target)
      }
      summary.notes += said
    }
    return try await arrive(commit, local: local, &summary)
  }

  /// Moves the branch to a commit that the remote has by now, or need not have.
  private func arrive(
    _ commit: ObjectID, local: ObjectID, _ summary: inout SyncSummary
  ) async throws(WorkspaceError) -> SyncOutcome {
    // What is told is read before the branch moves: the history of what was replaced is still the branch's.
    var outcome = try summary.outcome(.done, after: commit)
    if commit != local {
      do {
        if let unfinished = try await workspace.advance(
          to: commit, reason: "sync: \(target.displayName)", replacing: local)
        {
          summary.notes.append(unfinished)
          outcome = outcome.adding(notes: [unfinished])
        }
      } catch {
        let error = Workspace.wrapped(error)
        guard options.pushes else { throw error }
        throw WorkspaceError(
          error.code, "\(target.displayName) has everything, but it is not in your files yet: \(error.message)",
          help: error.help.map { "\($0); then: libretto sync" } ?? "libretto sync finishes it", cause: error)
      }
    }
    if !target.isConfigured { try await transport.remember() }
    return outcome
  }

  /// The first push of a branch.
  private func publish(_ local: ObjectID, _ summary: inout SyncSummary) async throws(WorkspaceError) -> SyncOutcome? {
    guard options.pushes, !options.isDryRun else { return try summary.outcome(.done, after: local) }
    let (failure, said) = try await transport.push(local)
    if let failure {
      if failure.kind == .overtaken { return nil }
      throw failure.error("push to", target)
    }
    summary.notes += said
    return try await arrive(local, local: local, &summary)
  }

  /// The files get conflict markers, and Git's own state of a merge under way.
  private func leaveConflicts(_ tip: ObjectID, _ summary: inout SyncSummary) async throws(WorkspaceError)
    -> SyncOutcome?
  {
    var merge = MergeOptions()
    merge.name = target.displayName
    let before = summary.local
    let outcome = try await workspace.merge(tip.description, options: merge)
    switch outcome.result {
    case .conflicts(let conflicts):
      if !target.isConfigured { try await transport.remember() }
      return try summary.outcome(.conflicts(conflicts), after: before)
    case .invalid(let findings): return try summary.outcome(.invalid(findings), after: before)
    // Somebody joined them meanwhile, in another window: begin anew.
    case .alreadyUpToDate, .fastForwarded, .merged, .left: return nil
    }
  }

  /// The remote's commit; nil where it has no such branch yet.
  private func fetched() async throws(WorkspaceError) -> ObjectID? {
    let known: ObjectID?
    do { known = try repository.reference(target.upstream.tracking) } catch { throw Workspace.wrapped(error) }
    if let failure = try await transport.fetch() {
      guard failure.kind == .noSuchBranch else { throw failure.error("fetch from", target) }
      // A branch that was followed and is gone was deleted there, also where Git has forgotten what it saw of it; only a
      // remote of which nothing was ever seen is empty.
      guard known == nil, try !isFollowed() else {
        let (remote, name) = (target.upstream.remote, target.upstream.shortName)
        throw WorkspaceError(
          .failure, "\(remote) has no branch \(name) any more",
          help: "bring it back: git push \(remote) \(target.branch):\(target.upstream.branch); or go on with another: "
            + "git switch main")
      }
      return nil
    }
    do {
      guard let tip = try repository.reference(target.upstream.tracking) else {
        throw GitError(.notFound, "`git fetch` brought no \(target.displayName)")
      }
      return tip
    } catch { throw Workspace.wrapped(error) }
  }

  /// Whether the branch follows its counterpart on a remote that has shown others.
  private func isFollowed() throws(WorkspaceError) -> Bool {
    guard repository.upstream(ofBranch: target.branch) == target.upstream else { return false }
    do {
      let prefix = target.upstream.remote + "/"
      return try repository.referenceNames().contains { $0.hasPrefix(prefix) && $0 != prefix + "HEAD" }
    } catch { throw Workspace.wrapped(error) }
  }

  private func head() throws(WorkspaceError) -> ObjectID {
    do {
      let head = try repository.head()
      guard head.branchName == target.branch, let id = head.commit else {
        throw GitError(.refMoved, "another branch was checked out meanwhile", help: "run sync again")
      }
      return id
    } catch { throw Workspace.wrapped(error) }
  }
}
