import LibrettoGit

/// The two calls of the user's `git` that reach over the network, with the user's keys, proxies and hooks.
struct SyncTransport {
  let folder: String
  let target: SyncTarget
  let showsProgress: Bool
  let watch: (String) -> Void

  /// What stands before every subcommand: nothing that a planted repository could run, and no second thoughts of Git's
  /// own in a push.
  private static let options = [
    "-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false", "-c", "push.followTags=false",
    "-c", "advice.pushUpdateRejected=false",
  ]

  /// Git's words are read, so they must be in one language.
  private static let environment = ["LC_ALL": "C", "LANGUAGE": "C"]

  /// Fetches the branch into its tracking reference; nil where all went well.
  func fetch() async throws(WorkspaceError) -> RemoteFailure? {
    let refspec = "+\(target.upstream.branch):\(target.upstream.tracking)"
    let result = try await run(["fetch", progress, "--no-write-fetch-head", "--", target.upstream.remote, refspec])
    return result.status == 0 ? nil : RemoteFailure(result)
  }

  /// Offers a commit to the remote's branch, which takes it only where it goes on from what is there: never by force. Nil
  /// where it was taken, with what the remote said.
  func push(_ commit: ObjectID) async throws(WorkspaceError) -> (failure: RemoteFailure?, said: [String]) {
    let refspec = "\(commit):\(target.upstream.branch)"
    let result = try await run(["push", "--porcelain", progress, "--", target.upstream.remote, refspec])
    let words = RemoteFailure(result)
    return (result.status == 0 ? nil : words, words.words.filter { $0.hasPrefix("remote: ") })
  }

  /// Makes the branch follow what it was synced with.
  func remember() async throws(WorkspaceError) {
    let (name, upstream) = (target.branch, target.upstream)
    _ = try await run(["config", "branch.\(name).remote", upstream.remote])
    _ = try await run(["config", "branch.\(name).merge", upstream.branch])
  }

  private var progress: String { showsProgress ? "--progress" : "--no-progress" }

  private func run(_ arguments: [String]) async throws(WorkspaceError) -> GitCommandResult {
    do {
      return try await SubprocessGit().run(
        Self.options + arguments, in: folder, environment: Self.environment, watch: watch)
    } catch { throw WorkspaceError(error) }
  }
}
