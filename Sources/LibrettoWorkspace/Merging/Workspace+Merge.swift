public import LibrettoGit
import LibrettoMerge
import LibrettoModel

// The face of merging, for `sync` and the commands:
//
//   merge(_:options:)   what `git merge` does, field by field: HEAD, staging area and files follow. Conflicts leave Git's
//                       own state of a merge under way; new errors between the sides leave everything as it was.
//   join(_:)            two commits → a commit, without touching branch, staging area or files: for a push that must not
//                       move the branch before the remote took it. `base` and `parents` make it a cherry-pick.
//   advance(to:reason:) moves the branch forward to a commit that descends from HEAD, with files and staging area: refused
//                       (`conflict` of a `GitError` as the cause) where a path that changes has changes of its own.
//   conflicts()         what is left to be chosen, whoever began it; resolve(_:_:) chooses; commit() concludes a merge.
extension Workspace {
  /// Joins a revision into the current branch.
  ///
  /// - Throws: in the middle of another operation, where a file that changes has changes of its own, where the histories
  ///   have nothing in common, and with `.only` where the branch cannot simply move on; nothing was touched then
  public func merge(
    _ revision: String, options: MergeOptions = MergeOptions()
  ) async throws(WorkspaceError) -> MergeOutcome {
    do {
      let repository = try repository()
      _ = try repository.recover()
      try requireNothingUnderWay(repository)
      let target = try mergeTarget(revision, options, repository)
      let head = try repository.head()
      guard let ours = head.commit else {
        throw WorkspaceError(
          .failure, "nothing was committed yet on this branch", help: "begin with: git merge \(revision)")
      }
      let place = MergePlace(ours: ours, theirs: target.id, branch: head.branchName, reason: "merge \(revision): ")
      var request = JoinRequest(ours: ours, theirs: target.id)
      request.theirsName = target.source.split(separator: "'").last.map(String.init) ?? target.source
      let bases = try await joinBases(request)
      if bases == [target.id] { return outcome(.alreadyUpToDate, place) }
      if options.fastForward != .never, bases == [ours] {
        return try await fastForward(place, options)
      }
      guard options.fastForward != .only else {
        throw WorkspaceError(
          .failure, "the branch cannot simply move on to \(visible(revision)): both have commits of their own",
          help: "leave --ff-only out to join them")
      }
      return try await merge(place, target.source, try joinTrees(request, bases), options)
    } catch { throw Self.wrapped(error) }
  }

  /// Moves the branch forward to a commit that descends from HEAD; files and staging area follow, and what the user staged
  /// or changed elsewhere stays. Gives what could not be finished after the branch had moved.
  ///
  /// - Parameters:
  ///   - reason: what the reflog says
  ///   - replaced: the branch's commit, where the new one holds all that it has without descending from it: its commits were
  ///     made again on others, as by a rebase
  public func advance(
    to commit: ObjectID, reason: String, replacing replaced: ObjectID? = nil, runsHooks: Bool = true
  ) async throws(WorkspaceError) -> String? {
    do {
      let repository = try repository()
      _ = try repository.recover()
      try requireNothingUnderWay(repository)
      let head = try repository.head()
      let ours = head.commit
      var goesOn = ours == replaced
      if let ours, !goesOn { goesOn = try await joinBases(JoinRequest(ours: ours, theirs: commit)) == [ours] }
      guard let ours, goesOn else {
        throw WorkspaceError(.failure, "the branch cannot move on to \(commit.abbreviated): it has other commits")
      }
      if ours == commit { return nil }
      let result = try await repository.commit(
        try forwardRequest(ours, commit, reason, runsHooks), runner: SubprocessGit())
      return result.unfinished?.description
    } catch { throw Self.wrapped(error) }
  }

  /// Where a merge takes place.
  private struct MergePlace {
    let ours: ObjectID
    let theirs: ObjectID
    let branch: String?
    /// How the reflog's text begins.
    let reason: String
  }

  private func requireNothingUnderWay(_ repository: Repository) throws {
    guard let operation = repository.operation, operation != .bisect else { return }
    let isMerge = operation == .merge
    throw WorkspaceError(
      .failure, "a \(operation.command) is under way",
      help: isMerge
        ? "see what is left: libretto conflicts; conclude it: libretto commit; or give it up: libretto merge --abort"
        : operation.help)
  }

  /// The commit to be merged, and what the message calls it.
  private func mergeTarget(
    _ revision: String, _ options: MergeOptions, _ repository: Repository
  ) throws -> (id: ObjectID, source: String) {
    let found = try self.revision(revision)
    guard !found.isDate else {
      throw WorkspaceError(
        .usage, "\(visible(revision)) is a date", help: "merge a branch, a tag or a commit")
    }
    let name = options.name ?? revision
    let kinds = [
      ("refs/heads/", "branch"), ("refs/tags/", "tag"), ("refs/remotes/", "remote-tracking branch"), ("", "commit"),
    ]
    let kind = try kinds.first { try $0.0.isEmpty || repository.hasReference($0.0 + revision) } ?? ("", "commit")
    return (found.commit.id, "\(kind.1) '\(name)'")
  }

  private func forwardRequest(
    _ ours: ObjectID, _ target: ObjectID, _ reason: String, _ runsHooks: Bool
  ) throws -> CommitRequest {
    let repository = try repository()
    let changes = try repository.leafChanges(
      fromTree: repository.commit(ours).tree, to: repository.commit(target).tree)
    var request = CommitRequest(
      changes: changes.map { ($0.path, $0.new.map { .leaf($0) } ?? .removed) }, message: "", runsHooks: runsHooks,
      updatesWorkTree: true, base: ours)
    (request.aim, request.reason) = (.fastForward(target), reason)
    return request
  }

  private func fastForward(_ place: MergePlace, _ options: MergeOptions) async throws -> MergeOutcome {
    let repository = try repository()
    let request = try forwardRequest(
      place.ours, place.theirs, place.reason + "Fast-forward", options.runsHooks)
    let result = try await repository.commit(request, runner: SubprocessGit())
    let prefix = try prefix()
    let changes = try repository.changedPaths(from: place.ours, to: place.theirs, under: prefix)
    return outcome(
      .fastForwarded(place.theirs), place,
      changes: try changeSet(changes.compactMap { own($0, prefix) }, readsNewFromGit: true),
      hookOutput: result.hookOutput, unfinished: result.unfinished)
  }

  private func merge(
    _ place: MergePlace, _ source: String, _ work: JoinWork, _ options: MergeOptions
  ) async throws -> MergeOutcome {
    let repository = try repository()
    let changes = try joinedChanges(work)
    let isDefault = ["main", "master", book.configuration.branch].contains(place.branch)
    let message =
      options.message
      ?? MergeMessage(source, into: isDefault ? nil : place.branch, changes, joined: joinedNames(work)).text
    var findings: [JoinFinding] = []
    if work.join.conflicts.isEmpty {
      findings = try await newFindings(work, joined: storeUnsigned(work, changes, message))
      if !findings.isEmpty, options.commits { return outcome(.invalid(findings), place, work, changes, message) }
    }
    var content: [(path: String, content: CommitRequest.Content)] = work.join.leaves.map { path, leaf in
      (path.text, leaf.map { .leaf($0) } ?? .removed)
    }
    content += work.join.conflicts.map { ($0.path, .conflict($0.stages, file: $0.file, mode: $0.mode)) }
    content.sort { PathBytes($0.path) < PathBytes($1.path) }
    var commit = CommitRequest(
      changes: content, message: message, editMessage: options.editsMessage, runsHooks: options.runsHooks,
      updatesWorkTree: true, base: place.ours)
    let isMerged = work.join.conflicts.isEmpty && options.commits
    commit.aim = isMerged ? .merge([place.theirs]) : .mergeState([place.theirs])
    commit.reason = place.reason + "Merge made by libretto."
    if !work.join.conflicts.isEmpty {
      let paths = work.join.conflicts.map { "#\t\($0.path)" }
      commit.message += "\n\n# Conflicts:\n" + paths.joined(separator: "\n") + "\n"
    } else if !isMerged {
      commit.message += "\n"
    }
    let prefix = try prefix()
    let result: CommitResult
    do {
      result = try await repository.commit(commit, runner: SubprocessGit(), validate: validator(prefix))
    } catch {
      if let cause = error.cause as? WorkspaceError { throw cause }
      throw error
    }
    var end = MergeOutcome.Result.left
    if !work.join.conflicts.isEmpty {
      end = .conflicts(try describe(work))
    } else if isMerged, let id = result.id {
      end = .merged(id)
    } else if !findings.isEmpty {
      end = .invalid(findings)
    }
    return outcome(
      end, place, work, changes, isMerged ? result.message : message, hookOutput: result.hookOutput,
      unfinished: result.unfinished)
  }

  private func outcome(
    _ result: MergeOutcome.Result, _ place: MergePlace, _ work: JoinWork? = nil, changes: ChangeSet? = nil,
    _ joined: ChangeSet? = nil, _ message: String = "", hookOutput: String = "", unfinished: GitError? = nil
  ) -> MergeOutcome {
    MergeOutcome(
      result: result, branch: place.branch, changes: changes ?? joined ?? ChangeSet(old: [], new: []),
      joinedRecords: work?.join.joinedRecords.count ?? 0, joinedAsText: work?.join.joinedAsText.map(\.path) ?? [],
      message: message, hookOutput: hookOutput, unfinished: unfinished?.description)
  }
}
