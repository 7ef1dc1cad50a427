import LibrettoGit
import LibrettoModel

/// The branch here and the one of the remote that are brought together.
struct SyncTarget {
  /// The local branch's short name.
  let branch: String
  /// The remote's branch.
  let upstream: Upstream
  /// Whether the branch followed it before.
  let isConfigured: Bool

  /// What people call it: `origin/main`.
  var displayName: String { "\(upstream.remote)/\(upstream.shortName)" }
}

extension Workspace {
  /// The branch here and its counterpart; refused, with what to do, where there is no such pair.
  func syncTarget(_ named: String?) throws(WorkspaceError) -> SyncTarget {
    let repository = try repository()
    let head: Head
    do { head = try repository.head() } catch { throw WorkspaceError(error) }
    guard let branch = head.branchName else {
      throw WorkspaceError(
        .failure, "HEAD is on no branch, so there is nothing to sync with", help: "go to a branch: git switch main")
    }
    guard head.commit != nil else {
      throw WorkspaceError(
        .failure, "the branch \(branch) has no commit yet", help: "make the first one: libretto commit")
    }
    let remotes = repository.remoteNames
    guard !remotes.isEmpty else {
      throw WorkspaceError(
        .failure, "the repository has no remote to sync with",
        help: "name one: git remote add origin URL; then: libretto sync --remote origin")
    }
    if let named, !remotes.contains(named) { throw .unknown("remote", named, among: remotes) }
    let upstream = repository.upstream(ofBranch: branch)
    if let named, upstream?.remote != named {
      let name = "refs/heads/" + branch
      let other = Upstream(remote: named, branch: name, tracking: Repository.tracking(named, name))
      return SyncTarget(branch: branch, upstream: other, isConfigured: upstream != nil)
    }
    guard let upstream else {
      throw WorkspaceError(
        .failure, "the branch \(branch) follows no branch of a remote",
        help:
          "name the remote, and it will: libretto sync --remote \(remotes.contains("origin") ? "origin" : remotes[0])")
    }
    guard upstream.remote != "." else {
      throw WorkspaceError(
        .failure, "the branch \(branch) follows \(upstream.shortName) of this repository, not of a remote",
        help: "join that: libretto merge \(upstream.shortName)")
    }
    return SyncTarget(branch: branch, upstream: upstream, isConfigured: true)
  }

  /// How two histories become one, as the user or their configuration says.
  func syncMode(_ options: SyncOptions, branch: String) throws(WorkspaceError) -> SyncMode {
    if let mode = options.mode { return mode }
    let repository = try repository()
    for key in ["branch.\(branch).rebase", "pull.rebase"] {
      guard let value = repository.configuration(string: key) else { continue }
      // `merges` and `interactive` are kinds of rebase.
      return repository.configuration(bool: key) ?? !value.isEmpty ? .rebase : .merge
    }
    return .rebase
  }

  /// Refuses where pushes go elsewhere than fetches come from: to send commits to the wrong place cannot be undone.
  func requireOnePlace(_ target: SyncTarget) throws(WorkspaceError) {
    let repository = try repository()
    let place =
      repository.configuration(string: "branch.\(target.branch).pushRemote")
      ?? repository.configuration(string: "remote.pushDefault")
    guard let place, place != target.upstream.remote else { return }
    throw WorkspaceError(
      .failure, "the branch \(target.branch) is pushed to \(visible(place)), but follows \(target.displayName)",
      help: "take what came: libretto sync --no-push; then push as you are used to: git push")
  }
}
