import LibrettoGit
import LibrettoModel

extension Workspace {
  /// Reviews a change by the rules of its base: who may change which fields and files, how records move between stages, who
  /// made the commits, and whether what comes out is right.
  ///
  /// - Parameters:
  ///   - range: `BASE..HEAD`, or `BASE` alone, up to HEAD; nil: from where HEAD left the default branch
  ///   - signed: whether each commit must be signed by its author, whatever the policy says
  public func review(_ range: String? = nil, signed: Bool = false) async throws(WorkspaceError) -> ReviewOutcome {
    let repository = try repository()
    do {
      let (name, base, head) = try ends(of: range, in: repository)
      let run = ReviewRun(
        repository: repository, environment: environment, prefix: try prefix(), gitVariables: [:], signed: signed)
      return try await run.review(base: base, named: name, head: head)
    } catch { throw Self.wrapped(error) }
  }

  private func ends(
    of range: String?, in repository: Repository
  ) throws -> (name: String, base: ObjectID, head: ObjectID) {
    guard let range else {
      let head = try named("HEAD", in: repository)
      let (name, tip) = try defaultBase(in: repository)
      return (name, tip, head)
    }
    let bytes = Array(range.utf8)
    // Names of revisions cannot hold two dots.
    guard let dots = bytes.indices.dropLast().first(where: { bytes[$0] == 0x2E && bytes[$0 + 1] == 0x2E }) else {
      return (range, try named(range, in: repository), try named("HEAD", in: repository))
    }
    let from = String(decoding: bytes[..<dots], as: UTF8.self)
    // With three dots the same is meant: what the change has and the base has not.
    let rest = bytes[(dots + 2)...]
    let to = String(decoding: rest.first == 0x2E ? rest.dropFirst() : rest, as: UTF8.self)
    return (
      from.isEmpty ? "HEAD" : from, try named(from.isEmpty ? "HEAD" : from, in: repository),
      try named(to.isEmpty ? "HEAD" : to, in: repository)
    )
  }

  private func named(_ text: String, in repository: Repository) throws(WorkspaceError) -> ObjectID {
    do { return try repository.resolve(text) } catch {
      let help =
        repository.isShallow
        ? "history ends early in a shallow clone: git fetch --unshallow (actions/checkout: fetch-depth: 0)"
        : error.help ?? "a revision is a branch, a tag, HEAD~20 or a commit's id"
      throw WorkspaceError(.usage, "unknown revision \"\(visible(text))\"", help: help, cause: error)
    }
  }

  /// What the change is compared with where nothing is named: the branch that a hosting service says it is for, else the
  /// remote's default branch, else `branch:` of `libretto.yaml`. The last comes from the change itself, so that it is asked
  /// only where nothing else is known.
  private func defaultBase(in repository: Repository) throws -> (name: String, id: ObjectID) {
    for variable in ["GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] {
      guard let branch = environment.variables[variable], !branch.isEmpty else { continue }
      return ("origin/\(branch)", try named("refs/remotes/origin/\(branch)", in: repository))
    }
    if let remote = try repository.target(ofReference: "refs/remotes/origin/HEAD"), let id = remote.id {
      return (String(remote.name.dropFirst("refs/remotes/".count)), id)
    }
    guard let branch = try repository.defaultBranch(named: book.configuration.branch) else {
      throw WorkspaceError(.usage, "nothing was committed yet", help: "libretto commit")
    }
    if book.configuration.branch == nil, try repository.head().branchName == branch.name {
      throw WorkspaceError(
        .usage, "it is not known what to compare with: there is no origin/HEAD, and libretto.yaml names no branch",
        help: "name the base: libretto review origin/main..HEAD")
    }
    return (branch.name, branch.tip)
  }
}
