import LibrettoGit
import LibrettoMerge
import LibrettoModel

/// What there is to tell of a `sync`, gathered as it goes.
struct SyncSummary {
  let run: SyncRun
  let local: ObjectID
  let remote: ObjectID?
  let attempts: Int
  var mode: SyncMode?
  var notes: [String] = []

  init(run: SyncRun, local: ObjectID, remote: ObjectID?, attempts: Int) {
    (self.run, self.local, self.remote, self.attempts) = (run, local, remote, attempts)
  }

  /// What comes and goes where the branch is at `after` in the end.
  func outcome(_ result: SyncOutcome.Result, after: ObjectID) throws(WorkspaceError) -> SyncOutcome {
    let repository = run.repository
    do {
      let uncommitted = try repository.changedPaths().count
      let came = try remote.flatMap { remote in
        let commits = try repository.commits(of: remote, notIn: [local], limit: Self.limit)
        return try transfer(
          commits, from: local, to: after == local ? remote : after,
          isEmpty: commits.isEmpty && !repository.isShallow || remote == local)
      }
      var went: SyncOutcome.Transfer?
      if case .done = result {
        let commits = try repository.commits(of: after, notIn: remote.map { [$0] } ?? known(), limit: Self.limit)
        went = try transfer(commits, from: remote, to: after, isEmpty: after == remote)
      }
      return SyncOutcome(
        result: result, branch: run.target.branch, upstream: run.target.displayName, before: local, after: after,
        remote: remote, mode: mode, came: came, went: went, isNewBranch: remote == nil, uncommitted: uncommitted,
        attempts: attempts,
        notes: notes)
    } catch { throw Workspace.wrapped(error) }
  }

  /// What the remote is known to have in other branches.
  private func known() throws -> [ObjectID] {
    let repository = run.repository
    let names = try repository.referenceNames().filter { $0.hasPrefix(run.target.upstream.remote + "/") }
      .map { "refs/remotes/" + $0 }
    // The branch itself is there, too, once it was pushed.
    return try names.filter { $0 != run.target.upstream.tracking }.compactMap { try repository.reference($0) }
  }

  /// More commits than anyone counts are not all read.
  private static let limit = 10_000

  private func transfer(
    _ commits: [Commit], from old: ObjectID?, to new: ObjectID, isEmpty: Bool
  ) throws -> SyncOutcome.Transfer? {
    guard !isEmpty else { return nil }
    let changes = try old.map { try run.workspace.changes(from: $0.description, to: new.description) }
    // Merges by themselves are nobody's change.
    let authors = Set(commits.filter { $0.parents.count < 2 }.map(\.author.name)).sorted()
    return SyncOutcome.Transfer(
      count: commits.count, authors: authors, changes: changes ?? ChangeSet(old: [], new: []))
  }
}

extension SyncOutcome {
  /// The same with more to tell.
  func adding(notes more: [String]) -> SyncOutcome {
    SyncOutcome(
      result: result, branch: branch, upstream: upstream, before: before, after: after, remote: remote, mode: mode,
      came: came,
      went: went, isNewBranch: isNewBranch, uncommitted: uncommitted, attempts: attempts, notes: notes + more)
  }
}
