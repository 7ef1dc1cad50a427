import LibrettoGit
import LibrettoMerge
import LibrettoModel

extension Workspace {
  /// Joins two commits and stores the result, without touching branch, staging area or files.
  ///
  /// - Throws: where the two have no common history, in a shallow clone that has too little of it, and where Git does not
  ///   have what it should
  public func join(_ request: JoinRequest) async throws(WorkspaceError) -> JoinOutcome {
    do {
      let bases = try await joinBases(request)
      if request.base == nil {
        if bases == [request.theirs] { return .contained(request.ours) }
        if bases == [request.ours] { return .contained(request.theirs) }
      }
      let work = try joinTrees(request, bases)
      guard work.join.conflicts.isEmpty else { return .conflicts(try describe(work)) }
      let commit = try await store(work, request)
      let findings = request.judges ? try await newFindings(work, joined: commit) : []
      guard findings.isEmpty else { return .invalid(findings) }
      return .joined(commit)
    } catch { throw Self.wrapped(error) }
  }

  /// Two commits and what joining their trees came to.
  struct JoinWork {
    let request: JoinRequest
    /// The state both came from; of several merge bases the tree made of them. Nil: nothing.
    let baseTree: ObjectID?
    /// The merge bases, or the one that was given.
    let bases: [ObjectID]
    let types: BookTypes
    let join: BookJoin
  }

  /// The states that both sides of a request came from. Where one side holds the other it is that one alone.
  func joinBases(_ request: JoinRequest) async throws -> [ObjectID] {
    if let base = request.base { return [base] }
    let repository = try repository()
    let bases: [ObjectID]
    if repository.isShallow {
      // Where history ends early is known to `git` alone.
      let result = try await SubprocessGit().run(
        ["merge-base", "--all", request.ours.description, request.theirs.description], in: repository.workTree,
        environment: [:], input: [])
      bases = String(decoding: result.output, as: UTF8.self).split(separator: "\n").compactMap { ObjectID(hex: $0) }
    } else {
      bases = try repository.mergeBases(request.ours, request.theirs)
    }
    guard !bases.isEmpty else { throw unrelated(repository) }
    return bases
  }

  /// Joins the trees of a request; conflicts are no error.
  func joinTrees(_ request: JoinRequest, _ bases: [ObjectID]) throws -> JoinWork {
    let repository = try repository()
    let (ours, theirs) = (request.ours, request.theirs)
    let types = try types(base: bases[0], ours: ours, theirs: theirs)
    let baseTree = try virtualBase(bases, repository, types)
    let names = BookJoin.Names(
      ours: request.oursName, base: bases.count > 1 ? "merged common ancestors" : bases[0].abbreviated,
      theirs: request.theirsName ?? theirs.abbreviated)
    let join = try BookJoin(
      repository, base: baseTree, ours: repository.commit(ours).tree, theirs: repository.commit(theirs).tree,
      names: names, type: types.type)
    return JoinWork(request: request, baseTree: baseTree, bases: bases, types: types, join: join)
  }

  /// Why there is nothing to start from.
  private func unrelated(_ repository: Repository) -> WorkspaceError {
    if repository.isShallow {
      return WorkspaceError(
        .failure, "the commit that both sides came from is not here: this is a shallow clone",
        help: "get more of the history: git fetch --deepen=200, or all: git fetch --unshallow")
    }
    return WorkspaceError(
      .failure, "the two have no commit in common: their histories are unrelated",
      help: "if they are meant to become one, Git can do it: git merge --allow-unrelated-histories REV")
  }

  /// The tree both sides came from; several merge bases, as of branches that were merged both ways, are joined one after
  /// the other, as Git does it.
  private func virtualBase(
    _ bases: [ObjectID], _ repository: Repository, _ types: BookTypes
  ) throws -> ObjectID? {
    // The oldest first: it is what the others are joined into.
    let sorted = try bases.sorted {
      try repository.commit($0).committer.seconds < repository.commit($1).committer.seconds
    }
    guard var commit = sorted.first else { return nil }
    var tree = try repository.commit(commit).tree
    for next in sorted.dropFirst() {
      let older = try repository.mergeBases(commit, next)
      let base = try virtualBase(older, repository, types)
      let join = try BookJoin(
        repository, base: base, ours: tree, theirs: repository.commit(next).tree,
        names: BookJoin.Names(ours: "ours", base: "base", theirs: "theirs"), isVirtual: true, type: types.type)
      tree = try repository.tree(tree, putting: join.leaves.map { ($0.key.text, $0.value) })
      // A commit of its own, so that the next one has something to be joined with.
      let nobody = Signature(name: "Libretto", email: "merge@libretto.invalid", seconds: 0, offsetMinutes: 0)
      commit = try repository.storeCommit(
        tree: tree, parents: [commit, next], author: nobody, committer: nobody, message: "merged common ancestors\n")
    }
    return tree
  }

  /// Stores the joined tree and a commit of it that only serves to look at it.
  func storeUnsigned(_ work: JoinWork, _ changes: ChangeSet, _ message: String) throws -> JoinedCommit {
    let repository = try repository()
    let committer = try repository.committer()
    let id = try repository.storeCommit(
      tree: try joinedTree(work), parents: [work.request.ours, work.request.theirs], author: committer,
      committer: committer, message: message)
    return JoinedCommit(id: id, changes: changes, joinedRecords: work.join.joinedRecords.count, message: message)
  }

  private func joinedTree(_ work: JoinWork) throws -> ObjectID {
    let repository = try repository()
    return try repository.tree(
      repository.commit(work.request.ours).tree, putting: work.join.leaves.map { ($0.key.text, $0.value) })
  }

  /// Stores the joined tree and its commit.
  private func store(_ work: JoinWork, _ request: JoinRequest) async throws -> JoinedCommit {
    let repository = try repository()
    let tree = try joinedTree(work)
    let changes = request.judges || request.message == nil ? try joinedChanges(work) : ChangeSet(old: [], new: [])
    let message = request.message ?? MergeMessage(work.join.names.theirs, changes, joined: joinedNames(work)).text
    let committer = try repository.committer()
    let author = try request.author ?? repository.author()
    let id = try await repository.createCommit(
      tree: tree, parents: request.parents ?? [request.ours, request.theirs], author: author, committer: committer,
      message: message.hasSuffix("\n") ? message : message + "\n", runner: SubprocessGit())
    return JoinedCommit(
      id: id, changes: changes, joinedRecords: work.join.joinedRecords.count, message: message)
  }

  /// What the join brings into our tree, record by record.
  func joinedChanges(_ work: JoinWork) throws(WorkspaceError) -> ChangeSet {
    do {
      let repository = try repository()
      let root = try repository.commit(work.request.ours).tree
      var changes: [OwnChange] = []
      for (path, leaf) in work.join.leaves {
        guard let own = work.types.own(path.text) else { continue }
        guard work.types.type(path.text) != nil || Book.isConfiguration(path: own) else { continue }
        let old = try repository.leaf(at: path.text, inTree: root)
        changes.append(OwnChange(path: own, old: old?.id, new: leaf?.id, isRemoved: leaf == nil))
      }
      return try changeSet(changes.sorted { PathBytes($0.path) < PathBytes($1.path) }, readsNewFromGit: true)
    } catch { throw Self.wrapped(error) }
  }

  /// What people call the records that were joined field by field.
  func joinedNames(_ work: JoinWork) -> [String] {
    work.join.joinedRecords.map { path in
      work.types.type(path).map { "\($0.plural)/\(RecordReading.stem(path))" } ?? path
    }.sorted()
  }
}
