import LibrettoGit
import LibrettoMerge
import LibrettoModel

extension Workspace {
  /// Commits a merge under way: all that is staged, as `git commit` does, and with it the book's own files that were changed
  /// since it began. What changed is judged first; errors that one side brought as they are stand in nobody's way.
  func concludeMerge(
    _ names: [String], message: String?, editsMessage: Bool, runsHooks: Bool
  ) async throws(WorkspaceError) -> CommitOutcome {
    guard names.isEmpty else {
      throw WorkspaceError(
        .usage, "a merge is under way, which is committed as a whole", help: "name no records: libretto commit")
    }
    do {
      let (repository, prefix) = (try repository(), try prefix())
      let left = try conflicts()
      guard left.isEmpty else {
        let count = left.count == 1 ? "a conflict is left" : "\(left.count) conflicts are left"
        throw WorkspaceError(.findings([]), count, help: "see them: libretto conflicts; choose: libretto resolve")
      }
      let heads = try repository.mergeHeads()
      let sides = heads + [try repository.head().commit].compactMap(\.self)
      let staged = try repository.stagedLeaves()
      let isStaged = Set(staged.map { PathBytes($0.path) })
      let beginning = MergeBeginning(repository)
      let lookup = Self.grave(bookFindings).isEmpty ? try await recordLookup() : nil
      // What was half-written before the merge stays so.
      let changes = try await workTreeChanges(seenBy: lookup?.index).filter { change in
        isStaged.contains(PathBytes(prefix + change.path))
          || beginning?.isAfter(fileAt: "\(root)/\(change.path)") != true
      }
      let set = try changeSet(changes)
      try requireReadableConfiguration()
      let findings = try await judge(set, paths: Set(changes.map(\.path)), lookup)
      let errors = try await notBrought(by: sides, findings.filter { $0.severity == .error })
      guard errors.isEmpty else {
        let count = errors.count == 1 ? "an error stands" : "\(errors.count) errors stand"
        throw WorkspaceError(
          .findings(errors), "\(count) in the way of the merge", help: "mend what is named above, then: libretto commit"
        )
      }
      var contents: [PathBytes: CommitRequest.Content] = [:]
      for change in staged {
        contents[PathBytes(change.path)] = change.new.map { .leaf($0) } ?? .removed
      }
      for change in changes { contents[PathBytes(prefix + change.path)] = change.isRemoved ? .removed : .workTreeFile }
      let prepared = try repository.preparedMessage().map(Self.withoutComments)
      var request = CommitRequest(
        changes: contents.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) },
        message: message ?? prepared
          ?? MergeMessage("commit '\(heads.first?.abbreviated ?? "")'", set, joined: []).text,
        editMessage: editsMessage, runsHooks: runsHooks, base: try repository.head().commit)
      request.aim = .conclusion(heads)
      let subject = request.message.split(separator: "\n").first ?? ""
      request.reason = "commit (merge): \(subject)"
      let result: CommitResult
      do {
        result = try await repository.commit(request, runner: SubprocessGit(), validate: validator(prefix))
      } catch {
        if let cause = error.cause as? WorkspaceError { throw cause }
        throw error
      }
      return CommitOutcome(
        id: result.id, branch: (try? repository.head())?.branchName, message: result.message, changes: set,
        findings: findings, hookOutput: result.hookOutput, unfinished: result.unfinished?.description)
    } catch { throw Self.wrapped(error) }
  }

  /// Gives up a merge under way, as `git merge --abort` does.
  public func abortMerge() async throws(WorkspaceError) {
    do {
      let repository = try repository()
      _ = try repository.recover()
      guard repository.operation == .merge else {
        throw WorkspaceError(.usage, "no merge is under way", help: "see: libretto status")
      }
      let result = try await SubprocessGit().run(
        ["-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false", "merge", "--abort"],
        in: repository.workTree, environment: [:], input: [])
      guard result.status == 0 else { throw WorkspaceError(.failure, "git merge --abort failed: \(result.message)") }
    } catch { throw Self.wrapped(error) }
  }

  /// Leaves out the errors that one of the commits has by itself.
  private func notBrought(by heads: [ObjectID], _ errors: [Diagnostic]) async throws -> [Diagnostic] {
    guard !errors.isEmpty else { return [] }
    var known: Set<FindingKey> = []
    for head in heads {
      guard let past = try? at(head.description), Self.grave(past.bookFindings).isEmpty else { continue }
      known.formUnion(try await past.validate().map(FindingKey.init))
    }
    return errors.filter { !known.contains(FindingKey($0)) }
  }

  private static func withoutComments(_ message: String) -> String {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#") }
    var text = lines.joined(separator: "\n")
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
