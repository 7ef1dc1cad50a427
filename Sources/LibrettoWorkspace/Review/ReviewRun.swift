import LibrettoGit
import LibrettoMerge
import LibrettoModel

/// The review of one book in a repository, from trees alone: there need be no work tree.
struct ReviewRun {
  let repository: Repository
  let environment: Environment
  /// The book's folder from the repository's root: empty, or with a slash at the end.
  let prefix: String
  /// Variables by which `git` finds the repository and the objects of a push.
  let gitVariables: [String: String]
  /// Whether signatures are asked for, whatever the policy says.
  let signed: Bool

  /// Reviews what `head` has and `base` does not, by the rules of `base`.
  func review(base baseID: ObjectID, named name: String, head headID: ObjectID) async throws -> ReviewOutcome {
    let (baseCommit, head) = (try repository.commit(baseID), try repository.commit(headID))
    let base = try workspace(at: baseCommit, named: name)
    let found = Workspace.grave(base.bookFindings)
    guard found.isEmpty else {
      throw WorkspaceError(
        .findings(found),
        "the configuration of the base \(visible(name)) cannot be read, so that nothing can be judged",
        help: "mend it on the base by hand: the review cannot tell who may")
    }
    let new = try workspace(at: head, named: "the change", unless: base)
    let review = Review(repository, prefix: prefix, base: base, head: new, mailmap: try mailmap(baseID))
    let commits = try missing(at: headID) { () throws(GitError) in
      let commits = try repository.commits(of: headID, notOf: [baseID])
      for commit in commits { try review.judge(commit) }
      return commits
    }
    let bases = try repository.mergeBases(baseID, headID)
    let start = try repository.commit(bases.first ?? baseID)
    let changes = try review.comparison.leafChanges(from: start.tree, to: head.tree)
    let set = try changeSet(changes, review)
    try review.judgeWhole(changes, set.records, since: bases, head: head)
    if signed || base.book.configuration.policy.requiresSignatures {
      let git = SubprocessGit()
      let (folder, variables) = (repository.workTree, gitVariables)
      try await review.judgeSignatures { arguments, input throws(GitError) in
        try await git.run(
          ["-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false"] + arguments, in: folder,
          environment: variables.merging(["GIT_NO_REPLACE_OBJECTS": "1"]) { $1 }, input: input)
      }
    }
    var findings = try review.findings(at: head, changed: set.records.compactMap(\.new))
    findings += try await ReviewedState(run: self, review: review, head: headID, set: set, changes: changes).findings()
    var notes: [String] = []
    if review.skippedGates {
      notes.append("gates that look at other records were judged at the newest commit only, not at each of so many")
    }
    if bases.isEmpty { notes.append("the change has no commit in common with \(visible(name))") }
    return ReviewOutcome(
      findings: ReviewOutcome.sorted(findings), changes: set, personalFields: Self.personalFields(of: base.book),
      baseName: name, base: baseID, head: headID, commitCount: commits.count, prefix: prefix, notes: notes,
      sources: sources(at: headID))
  }

  /// The book at a commit; `known`, where its files are the same.
  func workspace(at commit: Commit, named name: String, unless known: Workspace? = nil) throws -> Workspace {
    var problems: [Diagnostic] = []
    let files = try Workspace.configuration(of: commit.id, in: repository, prefix: prefix, into: &problems)
    if let known, problems.isEmpty, known.configurationFiles == files { return known }
    let revision = BookRevision(
      name: name, commit: commit, moment: Instant(secondsSinceEpoch: commit.committer.seconds), isDate: false)
    return Workspace(
      root: repository.workTree, environment: environment, files: files, problems: problems, revision: revision)
  }

  private func mailmap(_ base: ObjectID) throws(GitError) -> Mailmap {
    guard let entry = try repository.entry(at: ".mailmap", in: base), entry.mode.isPlainFile else { return Mailmap() }
    return Mailmap(try repository.blob(entry.id))
  }

  private func changeSet(_ changes: [LeafChange], _ review: Review) throws -> ChangeSet {
    var (old, new): ([Record], [Record]) = ([], [])
    var files: [ChangeSet.FileChange] = []
    for change in changes {
      guard let path = review.ownPath(change.path) else { continue }
      let kind: RecordChange.Kind = change.old == nil ? .added : change.new == nil ? .removed : .modified
      if review.shelf.type(path) != nil {
        let (before, after) = (try review.shelf.record(path, change.old), try review.shelf.record(path, change.new))
        if let before { old.append(before) }
        if let after { new.append(after) }
        if after == nil, change.new != nil {
          files.append(ChangeSet.FileChange(path: path, kind: kind, problem: "it cannot be read as a record"))
        }
      } else if Book.isConfiguration(path: path) || review.protected.rule(for: change.path) != nil {
        files.append(ChangeSet.FileChange(path: path, kind: kind))
      }
    }
    return ChangeSet(old: old, new: new, files: files)
  }

  /// Tells what to do where a commit or a file is not here.
  private func missing<Result>(
    at head: ObjectID, _ body: () throws(GitError) -> Result
  ) throws -> Result {
    do throws(GitError) { return try body() } catch {
      guard error.code == .notFound, repository.isShallow || repository.isPartial else { throw WorkspaceError(error) }
      throw WorkspaceError(
        .failure, "not all commits of the change are here: \(error.message)",
        help: repository.isShallow
          ? "get the rest of this shallow clone: git fetch --unshallow (actions/checkout: fetch-depth: 0)"
          : "get what this partial clone left out: git fetch --refetch --no-filter", cause: error)
    }
  }

  private static func personalFields(of book: Book) -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for type in book.types {
      guard let fields = type.fields else { continue }
      found[type.name] = Set(fields.propertyNames.filter { fields.property($0)?.isMarked("x-personal") == true })
    }
    return found
  }

  private func sources(at head: ObjectID) -> @Sendable (String) -> [UInt8]? {
    let (directory, prefix, folders) = (repository.gitDirectory, prefix, Self.objectFolders(gitVariables))
    return { path in
      guard !path.hasPrefix("../"),
        let repository = try? Repository.open(gitDirectory: directory, objectFolders: folders),
        let entry = try? repository.entry(at: prefix + path, in: head), entry.mode.isPlainFile,
        let size = try? repository.blobSize(entry.id), size <= 1 << 24
      else { return nil }
      return try? repository.blob(entry.id)
    }
  }

  /// The folders of objects that Git's variables name beside the repository's own.
  static func objectFolders(_ variables: [String: String]) -> [String] {
    let own = variables["GIT_OBJECT_DIRECTORY"].map { [$0] } ?? []
    return own + quotedList(variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? "")
  }

  /// Folders with colons between them; one that begins with a quotation mark is quoted as in C (git(1)).
  private static func quotedList(_ text: String) -> [String] {
    var folders: [String] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.first {
      var folder: [UInt8] = []
      if first == UInt8(ascii: "\"") {
        rest.removeFirst()
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
          guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
            folder.append(byte)
            continue
          }
          if (0x30...0x33).contains(next), rest.count >= 2 {
            let digits = [next, rest.removeFirst(), rest.removeFirst()]
            folder.append(digits.reduce(0) { $0 << 3 | ($1 & 7) })
          } else {
            let escapes: [UInt8: UInt8] = [0x61: 7, 0x62: 8, 0x74: 9, 0x6E: 10, 0x76: 11, 0x66: 12, 0x72: 13]
            folder.append(escapes[next] ?? next)
          }
        }
      } else {
        folder = Array(rest.prefix { $0 != UInt8(ascii: ":") })
        rest = rest.dropFirst(folder.count)
      }
      if rest.first == UInt8(ascii: ":") { rest.removeFirst() }
      if !folder.isEmpty { folders.append(String(decoding: folder, as: UTF8.self)) }
    }
    return folders
  }
}
