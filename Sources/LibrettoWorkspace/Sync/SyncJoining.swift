import LibrettoGit

/// Brings local commits and the remote's into one history, in objects alone.
struct SyncJoining {
  /// What it came to.
  enum Result {
    /// This commit holds both; the mode is nil where one held the other.
    case commit(ObjectID, SyncMode?)
    case conflicts([BookConflict])
    case invalid([JoinFinding])
  }

  let run: SyncRun
  let local: ObjectID
  let remote: ObjectID

  private var repository: Repository { run.repository }
  private var target: SyncTarget { run.target }

  func result() async throws(WorkspaceError) -> Result {
    if local == remote { return .commit(local, nil) }
    let bases: [ObjectID]
    do { bases = try await run.workspace.joinBases(JoinRequest(ours: local, theirs: remote)) } catch {
      throw error is WorkspaceError ? unrelated : Workspace.wrapped(error)
    }
    if bases == [remote] { return .commit(local, nil) }
    if bases == [local] { return .commit(remote, nil) }
    try await refuseRewritten()
    let joined = try await joinAtOnce()
    guard case .commit(let merge, .merge?) = joined, run.mode == .rebase, bases.count == 1,
      let commits = try replayable(since: bases[0]),
      let tip = try await replay(commits)
    else { return joined }
    do {
      // Commits that were made again must come to what was judged.
      return try repository.commit(tip).tree == repository.commit(merge).tree ? .commit(tip, .rebase) : joined
    } catch { throw Workspace.wrapped(error) }
  }

  private var unrelated: WorkspaceError {
    if repository.isShallow {
      return WorkspaceError(
        .failure, "where \(target.branch) and \(target.displayName) parted is not known: this is a shallow clone",
        help: "get the rest of the history: git fetch --unshallow")
    }
    return WorkspaceError(
      .failure, "\(target.branch) and \(target.displayName) share no history: they are two books",
      help: "look at the address: git remote -v; nothing was changed")
  }

  /// A remote whose branch was taken back by force: to join would bring back what was to be gone.
  private func refuseRewritten() async throws(WorkspaceError) {
    let point: GitCommandResult
    do {
      point = try await SubprocessGit().run(
        [
          "-c", "safe.bareRepository=explicit", "merge-base", "--fork-point", target.upstream.tracking,
          local.description,
        ],
        in: repository.workTree, environment: [:], input: [])
      guard point.status == 0,
        let id = ObjectID(hex: String(decoding: point.output.prefix { $0 != 10 }, as: UTF8.self)),
        try await run.workspace.joinBases(JoinRequest(ours: id, theirs: remote)) != [id]
      else { return }
      let lost = try repository.commit(id)
      throw WorkspaceError(
        .failure,
        "\(target.displayName) was rewritten: it no longer holds \(id.abbreviated) \"\(lost.summary)\", which it had",
        help: "ask who did it, and why; to follow with your own commits: "
          + "git rebase --onto \(target.displayName) \(id.abbreviated)")
    } catch { throw Workspace.wrapped(error) }
  }

  /// The local commits since the base, the oldest first; nil where they cannot be made again without loss: one joins
  /// others, or bears a signature that would be gone.
  private func replayable(since base: ObjectID) throws(WorkspaceError) -> [Commit]? {
    do {
      let signs = repository.configuration(bool: "commit.gpgSign") == true
      var commits: [Commit] = []
      var id = local
      while id != base {
        let commit = try repository.commit(id)
        guard commit.parents.count == 1, try signs || !repository.isSigned(id) else { return nil }
        commits.append(commit)
        id = commit.parents[0]
      }
      return commits.reversed()
    } catch { throw Workspace.wrapped(error) }
  }

  /// Makes the commits again on top of the remote's; nil where one does not join cleanly, for then it is better to choose
  /// once than at every commit.
  private func replay(_ commits: [Commit]) async throws(WorkspaceError) -> ObjectID? {
    var tip = remote
    for commit in commits {
      var request = JoinRequest(ours: tip, theirs: commit.id)
      request.base = commit.parents[0]
      request.parents = [tip]
      request.author = commit.author
      request.message = commit.message
      request.judges = false
      guard case .joined(let joined) = try await run.workspace.join(request) else { return nil }
      do {
        // What the remote has already, of another's hand or of an interrupted sync, is not made twice.
        if try repository.commit(joined.id).tree == repository.commit(tip).tree { continue }
      } catch { throw Workspace.wrapped(error) }
      tip = joined.id
    }
    return tip
  }

  /// A merge commit whose first parent is the remote's commit: the branch that all share goes on as one line, on which this
  /// merge stands as what its maker brought.
  private func joinAtOnce() async throws(WorkspaceError) -> Result {
    var request = JoinRequest(ours: local, theirs: remote)
    request.parents = [remote, local]
    request.theirsName = target.displayName
    request.message = "Merge \(target.branch) into \(target.displayName)"
    switch try await run.workspace.join(request) {
    case .contained(let id): return .commit(id, nil)
    case .joined(let joined): return .commit(joined.id, .merge)
    case .conflicts(let conflicts): return .conflicts(conflicts)
    case .invalid(let findings): return .invalid(findings)
    }
  }
}
