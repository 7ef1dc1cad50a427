import LibrettoGit
import LibrettoMerge
import LibrettoModel

/// A path at the states that a merge joins.
struct MergedPath {
  let path: String
  let base: TreeLeaf?
  /// As it is in each parent.
  let parents: [TreeLeaf?]
  let merge: TreeLeaf?

  /// The parents that changed it.
  var changed: [TreeLeaf?] { parents.filter { $0 != base } }

  /// Whether the merge has what a join of its parents has, as far as files as a whole tell: what one side changed, or both
  /// alike. Where two changed it differently, they do not.
  var isClean: Bool {
    guard let first = changed.first else { return merge == base }
    return changed.allSatisfy { $0 == first } && merge == first
  }
}

extension Review {
  /// Judges a merge: what a join of its parents gives has been judged where it was made; what goes beyond that is its
  /// committer's own change.
  func judgeMerge(_ commit: Commit) throws(GitError) {
    var parents: [ObjectID] = []
    for parent in commit.parents where !parents.contains(parent) { parents.append(parent) }
    var bases: [ObjectID] = []
    for (index, parent) in parents.enumerated() {
      for other in parents[..<index] {
        for base in try repository.mergeBases(other, parent) where !bases.contains(base) { bases.append(base) }
      }
    }
    // Of several bases, after criss-cross merges, the one that explains the most.
    var best: [MergedPath]?
    for base in bases.isEmpty ? [nil] : bases.map(Optional.some) {
      let own = try paths(of: commit, parents, base: base).filter { !$0.isClean }
      if own.count < best?.count ?? .max { best = own }
    }
    guard let own = best, !own.isEmpty else { return }
    let person = person(commit.committer)
    var isOwn = false
    for path in own where protected.rule(for: path.path) != nil {
      guard try !isTextMerge(path) else {
        grantedFiles[PathBytes(path.path), default: []].append(path.merge)
        continue
      }
      let before = path.changed.first ?? path.base
      if judgeFiles([(path.path, before, path.merge)], of: commit, by: person) { isOwn = true }
    }
    if try judgeRecords(own, of: commit, by: person) { isOwn = true }
    if isOwn { note(commit, by: person, isMerge: true) }
  }

  /// What differs between a merge, its parents and their base.
  private func paths(of commit: Commit, _ parents: [ObjectID], base: ObjectID?) throws(GitError) -> [MergedPath] {
    let root = try base.map { id throws(GitError) in try repository.commit(id).tree }
    var sides: [[PathBytes: LeafChange]] = []
    for tree in try parents.map({ id throws(GitError) in try repository.commit(id).tree }) + [commit.tree] {
      let changes = try comparison.leafChanges(from: root, to: tree)
      sides.append(Dictionary(changes.map { (PathBytes($0.path), $0) }) { first, _ in first })
    }
    let names = Set(sides.flatMap(\.keys)).sorted()
    return names.map { path in
      let before = sides.lazy.compactMap { $0[path] }.first?.old
      let states = sides.map { side in side[path].map(\.new) ?? before }
      return MergedPath(path: path.text, base: before, parents: Array(states.dropLast()), merge: states.last ?? nil)
    }
  }

  /// Whether the file is Git's own clean merge of what two parents made of it.
  private func isTextMerge(_ path: MergedPath) throws(GitError) -> Bool {
    guard path.parents.count == 2, let merge = path.merge, merge.mode.isPlainFile, let ours = path.parents[0],
      let theirs = path.parents[1], ours.mode.isPlainFile, theirs.mode.isPlainFile
    else { return false }
    for entry in [merge, ours, theirs] {
      guard try repository.blobSize(entry.id) <= RecordReading.sizeLimit else { return false }
    }
    let base = try path.base.map { entry throws(GitError) in try repository.blob(entry.id) } ?? []
    let joined = try FileMerge(
      base: base, ours: try repository.blob(ours.id), theirs: try repository.blob(theirs.id), names: ("", "", ""))
    guard let joined, joined.isClean else { return false }
    return try joined.bytes == repository.blob(merge.id)
  }

  /// Judges the records of files that a merge joined or changed; returns whether it changed any beyond the join.
  private func judgeRecords(
    _ paths: [MergedPath], of commit: Commit, by person: ReviewedPerson
  ) throws(GitError) -> Bool {
    let own = paths.compactMap { path in ownPath(path.path).map { (path, $0) } }
    let count = paths.first?.parents.count ?? 0
    var (bases, merges): ([Record], [Record]) = ([], [])
    var parents = [[Record]](repeating: [], count: count)
    for (path, name) in own {
      if let record = try shelf.standing(name, path.base) { bases.append(record) }
      for index in 0..<count {
        if let record = try shelf.standing(name, path.parents[index]) { parents[index].append(record) }
      }
      if let record = try shelf.record(name, path.merge) {
        merges.append(record)
      } else if let entry = path.merge, entry.mode.isPlainFile,
        let before = try shelf.standing(name, path.parents.first ?? nil)
      {
        shelf.remember(before, before: name, entry)
      }
    }
    var found = false
    var seen: Set<RecordReference> = []
    for record in merges {
      let join = JoinedRecord(record, base: bases, parents: parents)
      seen.formUnion(join.references)
      for reference in join.references { identities.join(reference, record.reference) }
      if judge(join, of: commit, by: person) { found = true }
    }
    // What the merge took away that a parent still had, unless another parent took it away and this one left it alone.
    let broken = Set(own.compactMap { $0.0.merge?.mode.isPlainFile == true ? $0.1 : nil })
    for record in parents.joined() where seen.insert(record.reference).inserted && !broken.contains(record.path) {
      found = true
      gone[record.reference] = record
      let places = TeamPlaces(record)
      judgeDeletion(
        record, TeamPlaces.differences(places, TeamPlaces(nil)), of: commit, by: person)
    }
    return found
  }

  /// Judges what a merge makes of a record beyond the join; returns whether there is anything.
  private func judge(_ join: JoinedRecord, of commit: Commit, by person: ReviewedPerson) -> Bool {
    let before = breaches.count
    var found = false
    for (name, teams) in join.teamPlaces {
      let place = ReviewedPlace(reference: join.record.reference, name: name)
      switch join.state(at: name) {
      case .same: break
      case .joined(let values): granted[place, default: []].append(values)
      case .own(let old, let new, let isConflict):
        found = true
        judgePlace(
          name, teams, of: join.record, from: old, to: new, in: commit, by: person, isHidden: !isConflict)
      }
    }
    for lifecycle in book.agreement.lifecycles(of: join.record.type.name) {
      guard let (old, isChoice) = join.ownMove(of: lifecycle.field) else { continue }
      found = true
      // Of two stages that people chose one was kept: both moves were judged.
      if !isChoice { judgeMoves(from: old, to: join.record, of: commit, by: person) }
    }
    let hidden = join.hiddenFields
    if !hidden.isEmpty { found = true }
    guard !hidden.isEmpty, breaches.count == before else { return found }
    add(
      ReviewBreach(
        code: .hiddenEdit, severity: .warning,
        message:
          "the merge \(commit.id.abbreviated) of \(person.description) changes \(hidden.joined(separator: ", ")), "
          + "which neither of its sides did",
        label: "git log -p does not show it",
        help: "make such a change in a commit of its own, so that it can be read",
        reference: join.record.reference, field: hidden[0], path: join.record.path, commit: commit.id,
        author: person.name), at: nil)
    return true
  }
}
