import LibrettoGit
import LibrettoMerge
import LibrettoModel

extension Workspace {
  /// The errors that the joined commit has and neither side had, each with the commits that have a part in it.
  func newFindings(_ work: JoinWork, joined: JoinedCommit) async throws -> [JoinFinding] {
    let repository = try repository()
    let trees = JoinTrees(
      ours: work.request.ours, theirs: work.request.theirs, joined: joined.id, types: work.types)
    let changes = try JoinChanges(trees, repository)
    guard !changes.isEmpty else { return [] }
    var findings: [Diagnostic]?
    if !changes.concernsAllRecords { findings = try await judgeNearby(trees, changes) }
    if findings == nil { findings = try await judgeWhole(trees) }
    let errors = (findings ?? []).filter { $0.severity == .error }
    guard !errors.isEmpty else { return [] }
    let blame = try JoinBlame(work, repository)
    let (prefix, tree) = (try prefix(), try repository.commit(joined.id).tree)
    func source(_ path: String) -> [UInt8]? {
      (try? repository.leaf(at: prefix + path, inTree: tree)).flatMap { try? repository.blob($0.id) }
    }
    return try errors.map { finding in
      JoinFinding(
        finding: finding, source: source(finding.path), ours: try blame.commit(for: finding, .ours),
        theirs: try blame.commit(for: finding, .theirs))
    }
  }

  /// The states of the book that a join has to do with.
  struct JoinTrees {
    let ours: ObjectID
    let theirs: ObjectID
    let joined: ObjectID
    let types: BookTypes
  }

  /// By the records around those that differ, with an index; nil where only all records tell.
  private func judgeNearby(_ trees: JoinTrees, _ changes: JoinChanges) async throws -> [Diagnostic]? {
    guard changes.count <= Neighbourhood.limit, let index = try await recordLookup() else { return nil }
    // The index knows the files; what in them is not as in our commit, or will not be so, is put over it.
    let (repository, prefix) = (try repository(), try prefix())
    var stale = Set(try workTreeChanges().map { PathBytes($0.path) })
    if let head = try repository.head().commit, head != trees.joined {
      for change in try repository.changedPaths(from: head, to: trees.joined, under: prefix) {
        if let own = trees.types.own(change.path) { stale.insert(PathBytes(own)) }
      }
    }
    guard stale.count <= Neighbourhood.limit else { return nil }
    let all = stale.union(changes.paths)
    let reader = JoinReader(repository, prefix: prefix, types: trees.types)
    let after = try reader.records(all, in: trees.joined)
    let lookup = OverlayLookup(index, replacing: all, by: after, book: book)
    let pairs = changes.ours + changes.theirs
    guard
      let around = try? Neighbourhood(
        of: pairs.map { ($0.old, $0.new) }, current: after.filter { changes.paths.contains(PathBytes($0.path)) },
        book: book, lookup: lookup
      ).catalog
    else { return nil }
    let kept = around.records.filter { !changes.paths.contains(PathBytes($0.path)) }
    var found: [[Diagnostic]] = []
    for (commit, changed) in [(trees.ours, changes.ours), (trees.theirs, changes.theirs)] {
      let before = Catalog(book: book, records: kept + (try reader.records(changes.paths, in: commit)))
      found.append(Judgement(changed, before: before, after: around, context: context(for: nil)).new)
    }
    let known = Set(found[1].map(FindingKey.init))
    return found[0].filter { known.contains(FindingKey($0)) }
  }

  /// By all records of all three states.
  private func judgeWhole(_ trees: JoinTrees) async throws -> [Diagnostic] {
    var found: [[Diagnostic]] = []
    for commit in [trees.joined, trees.ours, trees.theirs] {
      let past: Workspace
      do { past = try at(commit.description) } catch {
        // A side without a book has no findings; a joined state without one has none that could be told.
        found.append([])
        continue
      }
      guard Self.grave(past.bookFindings).isEmpty else {
        found.append(past.bookFindings)
        continue
      }
      found.append(try await past.validate())
    }
    var counts: [FindingKey: Int] = [:]
    for side in found.dropFirst() {
      var own: [FindingKey: Int] = [:]
      for finding in side { own[FindingKey(finding), default: 0] += 1 }
      counts.merge(own) { max($0, $1) }
    }
    return found[0].filter { finding in
      let key = FindingKey(finding)
      guard let count = counts[key], count > 0 else { return true }
      counts[key] = count - 1
      return false
    }
  }
}

/// What makes two findings the same in two states of a book: not their places.
struct FindingKey: Hashable {
  let subject: String
  let code: Diagnostic.Code
  let field: String?
  let message: String

  init(_ finding: Diagnostic) {
    subject = finding.record?.description ?? finding.path
    (code, field, message) = (finding.code, finding.field, finding.message)
  }
}
