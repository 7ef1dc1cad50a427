import LibrettoGit
public import LibrettoModel

/// What the review of a push came to.
public struct PushOutcome: Sendable {
  /// What it may not do, the worst first; paths from the repository's root.
  public private(set) var findings: [Diagnostic] = []
  /// What was judged: `main: 3 commits`.
  public private(set) var judged: [String] = []
  /// What could not be judged.
  public private(set) var notes: [String] = []
  /// Reads a file as it is pushed, by its path from the repository's root.
  public private(set) var sources: @Sendable (_ path: String) -> [UInt8]? = { _ in nil }

  /// Whether the push is to be refused.
  public var hasErrors: Bool { findings.contains { $0.severity == .error } }

  fileprivate mutating func add(_ outcome: ReviewOutcome, to branch: String) {
    let prefix = outcome.prefix
    findings = ReviewOutcome.sorted(
      findings
        + outcome.findings.map { finding in
          var finding = finding
          finding.path = Self.fromRoot(finding.path, prefix)
          return finding
        })
    let count = outcome.commitCount == 1 ? "1 commit" : "\(outcome.commitCount) commits"
    judged.append("\(visible(branch))\(prefix.isEmpty ? "" : " (\(visible(prefix)))"): \(count)")
    notes += outcome.notes
    let (earlier, own) = (sources, outcome.sources)
    sources = { path in
      path.utf8.starts(with: prefix.utf8) ? own(String(path.dropFirst(prefix.count))) ?? earlier(path) : earlier(path)
    }
  }

  fileprivate mutating func add(_ finding: Diagnostic) { findings = ReviewOutcome.sorted(findings + [finding]) }
  fileprivate mutating func add(note: String) { notes.append(note) }

  private static func fromRoot(_ path: String, _ prefix: String) -> String {
    var (rest, folders) = (path[...], prefix.split(separator: "/"))
    while rest.hasPrefix("../") {
      rest = rest.dropFirst(3)
      _ = folders.popLast()
    }
    return (folders + [rest]).joined(separator: "/")
  }
}

/// Reviews a push from within a hook of the repository that gets it, with a work tree or without.
public struct PushReview {
  private let repository: Repository
  private let environment: Environment
  private let variables: [String: String]
  private let bookPath: String?
  private let signed: Bool

  /// Opens the repository that Git's variables name, with the objects of the push, which lie in quarantine while
  /// `pre-receive` runs.
  ///
  /// - Parameters:
  ///   - bookPath: the book's folder from the repository's root; nil: wherever the base has a `libretto.yaml`
  ///   - signed: whether each commit must be signed by its author, whatever the policy says
  public init(environment: Environment, bookPath: String?, signed: Bool) throws(WorkspaceError) {
    guard let directory = environment.variables["GIT_DIR"] else {
      throw WorkspaceError(
        .usage, "--hook is for Git's hooks: GIT_DIR is not set",
        help: "write hooks/pre-receive in the repository: exec libretto review --hook")
    }
    var variables = ["GIT_DIR": environment.absolutePath(directory)]
    for name in ["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"] {
      if let value = environment.variables[name] { variables[name] = value }
    }
    if let own = variables["GIT_OBJECT_DIRECTORY"] { variables["GIT_OBJECT_DIRECTORY"] = environment.absolutePath(own) }
    do {
      repository = try Repository.open(
        gitDirectory: environment.absolutePath(directory), objectFolders: ReviewRun.objectFolders(variables))
    } catch { throw WorkspaceError(error) }
    self.environment = environment
    self.variables = variables
    self.bookPath = bookPath.map { path in
      let parts = path.split(separator: "/").filter { $0 != "." }
      return parts.isEmpty ? "" : parts.joined(separator: "/") + "/"
    }
    self.signed = signed
  }

  /// Reviews what the push does to protected branches. Other branches and tags may be anything; references of the kind
  /// that make Git show other commits than are stored may not.
  public func review(_ references: [PushedReference]) async throws(WorkspaceError) -> PushOutcome {
    var outcome = PushOutcome()
    do {
      for reference in references {
        guard !reference.name.hasPrefix("refs/replace/") else {
          outcome.add(
            rewriting("\(visible(reference.name)) would make Git show another commit than is stored", reference, nil))
          continue
        }
        try await review(reference, into: &outcome)
      }
      return outcome
    } catch { throw Workspace.wrapped(error) }
  }

  private func review(_ reference: PushedReference, into outcome: inout PushOutcome) async throws {
    // A branch may be another name for one: what is protected is where the push arrives.
    let name = try repository.target(ofReference: reference.name)?.name ?? reference.name
    guard name.hasPrefix("refs/heads/") else { return }
    let branch = String(name.dropFirst("refs/heads/".utf8.count))
    let main = try defaultBranch()
    guard try isProtected(branch, main) else { return }
    let base = reference.old == .zero ? main?.tip : reference.old
    let policies = try base.map { id in try configurations(at: id).map(\.book.configuration.policy) } ?? []
    let mayRewrite = !policies.isEmpty && policies.allSatisfy(\.allowsRewriting)
    guard reference.new != .zero else {
      if !mayRewrite { outcome.add(rewriting("\(visible(branch)) would be deleted", reference, branch)) }
      return
    }
    guard let base else {
      outcome.add(note: "\(visible(branch)) is the first branch: there is nothing to judge it by")
      return try judgeFirst(reference.new, branch, but: [], into: &outcome)
    }
    if reference.old != .zero, !mayRewrite, try !repository.isAncestor(reference.old, of: reference.new) {
      outcome.add(
        rewriting(
          "\(visible(branch)) would lose \(reference.old.abbreviated) and what leads to it", reference, branch))
    }
    let books = try folders(at: base)
    guard !books.isEmpty else {
      outcome.add(note: "\(visible(branch)) has no book yet: there is nothing to judge it by")
      return try judgeFirst(reference.new, branch, but: [], into: &outcome)
    }
    for prefix in books {
      outcome.add(try await run(prefix).review(base: base, named: branch, head: reference.new), to: branch)
    }
    try judgeFirst(reference.new, branch, but: books, into: &outcome)
  }

  private func run(_ prefix: String) -> ReviewRun {
    ReviewRun(
      repository: repository, environment: environment, prefix: prefix, gitVariables: variables, signed: signed)
  }

  /// The branch that HEAD names, with its newest commit; nil where there is none yet.
  private func defaultBranch() throws -> (name: String, tip: ObjectID)? {
    guard let head = try repository.target(ofReference: "HEAD"), let tip = head.id,
      head.name.hasPrefix("refs/heads/")
    else { return nil }
    return (String(head.name.dropFirst("refs/heads/".utf8.count)), tip)
  }

  /// Whether a branch is HEAD's, or one that the books there name. Where HEAD leads nowhere, as in a repository that was made
  /// for another name of branch, every branch is protected.
  private func isProtected(_ branch: String, _ main: (name: String, tip: ObjectID)?) throws -> Bool {
    // Where the server's file system folds case, `MAIN` is `main`.
    let name = caseFolded(branch)
    guard let main, caseFolded(main.name) != name else { return true }
    return try configurations(at: main.tip).contains { workspace in
      let configuration = workspace.book.configuration
      return configuration.branch.map(caseFolded) == name || configuration.policy.protects(branch: branch)
    }
  }

  /// The books of a commit.
  private func configurations(at commit: ObjectID) throws -> [Workspace] {
    try folders(at: commit).map { try run($0).workspace(at: repository.commit(commit), named: "the base") }
  }

  /// The folders of the books of a commit, from the repository's root: empty, or with a slash at the end.
  private func folders(at commit: ObjectID) throws -> [String] {
    if let bookPath {
      return try repository.entry(at: bookPath + "libretto.yaml", in: commit) == nil ? [] : [bookPath]
    }
    // Also where there is one at the root: a new one there must not hide the others from judgement.
    return try repository.entries(in: commit).filter { entry in
      entry.mode.isPlainFile && (entry.path == "libretto.yaml" || entry.path.hasSuffix("/libretto.yaml"))
    }.map { String($0.path.dropLast("libretto.yaml".count)) }
  }

  /// Judges the configuration of books that are new, which have no base.
  private func judgeFirst(
    _ commit: ObjectID, _ branch: String, but known: [String], into outcome: inout PushOutcome
  ) throws {
    for prefix in try folders(at: commit) where !known.contains(prefix) {
      let workspace = try run(prefix).workspace(at: repository.commit(commit), named: branch)
      for var finding in workspace.bookFindings {
        finding.path = prefix + finding.path
        outcome.add(finding)
      }
    }
  }

  private func rewriting(_ message: String, _ reference: PushedReference, _ branch: String?) -> Diagnostic {
    var finding = Diagnostic(
      .rewrittenBranch, message, path: "libretto.yaml",
      help: branch == nil
        ? "push branches and tags only"
        : reference.new == .zero
          ? "it is protected; who may change libretto.yaml can allow it: policy: {rewriting: true}"
          : "push what follows \(reference.old.abbreviated): git pull --rebase; or allow it: policy: {rewriting: true}")
    finding.origin = Diagnostic.Origin(commit: reference.new.description, author: "")
    return finding
  }
}
