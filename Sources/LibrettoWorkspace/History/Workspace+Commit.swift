public import LibrettoGit
public import LibrettoMerge
public import LibrettoModel

/// What a commit of the book's changes came to.
public struct CommitOutcome: Sendable {
  /// The new commit; nil where there was nothing to commit.
  public let id: ObjectID?
  /// The branch; nil where HEAD is detached.
  public let branch: String?
  /// The message as committed.
  public let message: String
  /// What it holds.
  public let changes: ChangeSet
  /// Warnings about what was committed.
  public let findings: [Diagnostic]
  /// What hooks printed.
  public let hookOutput: String
  /// What could not be finished after the branch had moved.
  public let unfinished: String?
}

extension Workspace {
  /// Commits what changed: the records, files and folders that arguments name, else every changed record and the files
  /// of the configuration. What changed and what links to it is judged first; errors refuse the commit.
  public func commit(
    records names: [String] = [], message: String? = nil, editsMessage: Bool = false, runsHooks: Bool = true
  ) async throws(WorkspaceError) -> CommitOutcome {
    let repository = try repository()
    do { _ = try repository.recover() } catch { throw WorkspaceError(error) }
    if repository.operation == .merge {
      return try await concludeMerge(names, message: message, editsMessage: editsMessage, runsHooks: runsHooks)
    }
    if let operation = repository.operation, operation != .bisect {
      throw WorkspaceError(.failure, "a \(operation.command) is under way", help: operation.help)
    }
    // All files are looked at once: for what changed, and for what the changes concern.
    let lookup = Self.grave(bookFindings).isEmpty ? try await recordLookup() : nil
    let changes = names.isEmpty ? try await workTreeChanges(seenBy: lookup?.index) : try changes(named: names)
    let set = try changeSet(changes)
    let branch = (try? repository.head())?.branchName
    guard !changes.isEmpty else {
      return CommitOutcome(
        id: nil, branch: branch, message: "", changes: set, findings: [], hookOutput: "", unfinished: nil)
    }
    try requireReadableConfiguration()
    let findings = try await judge(set, paths: Set(changes.map(\.path)), lookup)
    // An error in a file of the configuration that is no part of the commit is told, and in no one's way.
    let own = Set(changes.map { PathBytes($0.path) })
    let errors = findings.filter { finding in
      finding.severity == .error && (own.contains(PathBytes(finding.path)) || !Book.isConfiguration(path: finding.path))
    }
    guard errors.isEmpty else {
      let count = errors.count == 1 ? "an error stands" : "\(errors.count) errors stand"
      throw WorkspaceError(
        .findings(findings), "\(count) in the way of the commit",
        help: "nothing was committed; mend what is named above")
    }
    let prefix = try prefix()
    let request = CommitRequest(
      changes: changes.map { (prefix + $0.path, $0.isRemoved ? .removed : .workTreeFile) },
      message: message ?? CommitMessage(set, book.agreement).text, editMessage: editsMessage,
      runsHooks: runsHooks)
    do {
      let result = try await repository.commit(request, runner: SubprocessGit(), validate: validator(prefix))
      return CommitOutcome(
        id: result.committed ? result.id : nil, branch: branch, message: result.message, changes: set,
        findings: findings, hookOutput: result.hookOutput, unfinished: result.unfinished?.description)
    } catch {
      if let cause = error.cause as? WorkspaceError { throw cause }
      throw WorkspaceError(error)
    }
  }

  /// What a hook made of the records must still be without errors.
  func validator(_ prefix: String) -> (([String: [UInt8]]) throws -> Void) {
    let book = book
    return { files in
      var findings: [Diagnostic] = []
      for (full, bytes) in files where full.hasPrefix(prefix) {
        let path = String(full.dropFirst(prefix.count))
        guard book.isRecord(path: path), let type = book.type(forPath: path) else { continue }
        switch RecordReading(type: type, path: path, bytes: bytes) {
        case .record(let record): findings += Rules.judge(record, in: book)
        case .finding(let finding): findings.append(finding)
        }
      }
      guard findings.contains(where: { $0.severity == .error }) else { return }
      throw WorkspaceError(
        .findings(findings.sorted()), "a hook of the repository brought errors into the records",
        help: "nothing was committed")
    }
  }

  /// What is wrong with the changed records and what the changes make wrong in others, and with how records moved. A
  /// change of the agreement or a schema may put any record in the wrong, so all are judged then.
  func judge(
    _ set: ChangeSet, paths: Set<String>, _ lookup: IndexLookup?
  ) async throws(WorkspaceError) -> [Diagnostic] {
    if let lookup,
      let findings = judgeNearby(set, bookFindings: bookFindings + conditionFindings(), lookup: lookup)
    {
      return findings
    }
    let loaded = try await load(judging: true)
    let change = BookChange(set, paths: paths, loaded: loaded)
    return await judge(change, bookFindings: bookFindings + conditionFindings())
  }
}
