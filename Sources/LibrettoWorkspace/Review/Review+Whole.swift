import LibrettoGit
import LibrettoMerge
import LibrettoModel

extension Review {
  /// Judges the change as a whole: what differs from the base must have been made, in a commit that could be judged, by
  /// someone who may. It finds what no commit by itself shows, such as a field that was changed while the file could not be
  /// read, or a record that left and came back in another stage.
  ///
  /// - Parameters:
  ///   - bases: the common ancestors of base and change
  ///   - changes: what differs from the first of them
  ///   - records: the same, by record
  func judgeWhole(
    _ changes: [LeafChange], _ records: [RecordChange], since bases: [ObjectID], head: Commit
  ) throws(GitError) {
    let person = person(head.author)
    for change in changes {
      guard let members = protected.rule(for: change.path)?.members,
        !reported.contains(ReviewedPlace(reference: nil, name: change.path)),
        !(grantedFiles[PathBytes(change.path)] ?? []).contains(change.new)
      else { continue }
      let others = try bases.dropFirst().map { id throws(GitError) in
        try repository.entry(at: change.path, in: id)?.leaf
      }
      guard !others.contains(change.new) else { continue }
      hasForeignConfiguration = true
      add(
        fileBreach(change.path, members, "none of them made it what it is in \(head.id.abbreviated)", head, person),
        at: nil)
    }
    let known = KnownPlaces(self)
    let broken = Set(changes.compactMap { $0.new?.mode.isPlainFile == true ? ownPath($0.path) : nil })
    for change in paired(records) {
      guard let record = change.new ?? change.old else { continue }
      // A file that is there and cannot be read is told of as such: it is not gone.
      if change.new == nil, broken.contains(record.path) { continue }
      for (name, teams) in TeamPlaces.differences(TeamPlaces(change.old), TeamPlaces(change.new)) {
        let values = TeamPlaces(change.new)[name]
        let shown = change.new == nil ? "\0deleted" : name
        let root = ReviewedPlace(reference: identities.root(record.reference), name: shown)
        guard !known.reported.contains(root), !(known.granted[root] ?? []).contains(values),
          try !isOf(bases.dropFirst(), record, name, values)
        else { continue }
        let what = name.isEmpty || change.new == nil ? record.reference.description : name
        add(
          ReviewBreach(
            code: .foreignField,
            message: "\(what) belongs to \(Self.words(teams)); no commit of theirs made it what it is in "
              + head.id.abbreviated,
            label: "x-team in the schema says so",
            help: "let \(Self.words(teams)) commit the change, or take it out: git rebase -i",
            reference: record.reference, field: name.isEmpty ? nil : name, path: record.path, commit: head.id,
            author: person.name), at: root)
        if change.new == nil { break }
      }
      judgeJourney(change, known, head, person)
    }
  }

  /// The changes, where a record that is gone and one that is new are known to be the same.
  private func paired(_ records: [RecordChange]) -> [RecordChange] {
    var gone: [RecordReference: Record] = [:]
    for change in records where change.new == nil {
      if let old = change.old { gone[identities.root(old.reference)] = old }
    }
    guard !gone.isEmpty else { return records }
    var found: Set<RecordReference> = []
    let changes = records.compactMap { change -> RecordChange? in
      guard change.old == nil, let new = change.new, let old = gone[identities.root(new.reference)] else {
        return change
      }
      found.insert(old.reference)
      return RecordChange(old: old, new: new)
    }
    return changes.filter { change in change.new != nil || change.old.map { !found.contains($0.reference) } ?? false }
  }

  /// Whether another common ancestor has these values: then nobody changed them.
  private func isOf(
    _ bases: ArraySlice<ObjectID>, _ record: Record, _ name: String, _ values: [Value]
  ) throws(GitError) -> Bool {
    for base in bases {
      let version = try shelf.record(record.path, try repository.entry(at: prefix + record.path, in: base)?.leaf)
      if TeamPlaces(version)[name] == values { return true }
    }
    return false
  }

  /// Whether the moves that were seen lead from the stage in the base to the one in HEAD.
  private func judgeJourney(
    _ change: RecordChange, _ known: KnownPlaces, _ head: Commit, _ person: ReviewedPerson
  ) {
    guard let old = change.old, let new = change.new else { return }
    for lifecycle in book.agreement.lifecycles(of: new.type.name) {
      guard let from = old.value(at: lifecycle.field)?.text, let to = new.value(at: lifecycle.field)?.text, from != to,
        lifecycle.stage(from) != nil, lifecycle.stage(to) != nil, !lifecycle.allows(from: from, to: to)
      else { continue }
      let place = ReviewedPlace(reference: identities.root(new.reference), name: "\0\(lifecycle.name)")
      guard !known.reported.contains(place) else { continue }
      var reached: Set<String> = [from]
      let moves = known.transitions[place] ?? []
      while case let next = moves.filter({ reached.contains($0.from) && !reached.contains($0.to) }), !next.isEmpty {
        reached.formUnion(next.map(\.to))
      }
      guard !reached.contains(to) else { continue }
      add(
        moveBreach(
          lifecycle, from: from, to: to, of: new, "no commit up to \(head.id.abbreviated) shows the steps between",
          head, person), at: place)
    }
  }
}

/// What is known of places, by the roots of the records' names.
private struct KnownPlaces {
  var reported: Set<ReviewedPlace> = []
  var granted: [ReviewedPlace: [[Value]]] = [:]
  var transitions: [ReviewedPlace: [(from: String, to: String)]] = [:]

  init(_ review: Review) {
    func root(_ place: ReviewedPlace) -> ReviewedPlace {
      ReviewedPlace(reference: place.reference.map(review.identities.root), name: place.name)
    }
    reported = Set(review.reported.map(root))
    for (place, values) in review.granted { granted[root(place), default: []] += values }
    for (place, moves) in review.transitions { transitions[root(place), default: []] += moves }
  }
}
