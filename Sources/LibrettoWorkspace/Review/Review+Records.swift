import LibrettoGit
import LibrettoMerge
import LibrettoModel

extension Review {
  /// The records that differ, each paired with what it was.
  ///
  /// A version that cannot be read is none; what stood there before it is remembered for the next version that can. A record
  /// that comes back after it was deleted is compared with what it was.
  func versions(_ changes: [LeafChange]) throws(GitError) -> [RecordChange] {
    var (old, new): ([Record], [Record]) = ([], [])
    for change in changes {
      guard let path = ownPath(change.path) else { continue }
      let before = try shelf.standing(path, change.old)
      let after = try shelf.record(path, change.new)
      if let before, after == nil, let entry = change.new, entry.mode.isPlainFile {
        // Broken, not gone.
        shelf.remember(before, before: path, entry)
        continue
      }
      if let before { old.append(before) }
      if let after { new.append(after) }
    }
    guard !old.isEmpty || !new.isEmpty else { return [] }
    let found = Self.alike(ChangeSet(old: old, new: new).records)
    for change in found where change.new == nil {
      if let before = change.old { gone[before.reference] = before }
    }
    return found.compactMap { change in
      if let before = change.old, let after = change.new, before.reference != after.reference {
        identities.join(before.reference, after.reference)
      }
      guard change.old == nil, let after = change.new, let earlier = former(after) else { return change }
      return RecordChange(old: earlier, new: after)
    }
  }

  /// The changes, where a record that is gone and one that came are one for all that a reader sees: of the same title or
  /// address, and half alike. A new name and a new address must not hide a move.
  private static func alike(_ changes: [RecordChange]) -> [RecordChange] {
    let gone = changes.compactMap { $0.new == nil ? $0.old : nil }
    let come = changes.compactMap { $0.old == nil ? $0.new : nil }
    let pairs = RecordLikeness.pairs(gone, come)
    guard !pairs.isEmpty else { return changes }
    let known = Set(pairs.flatMap { [$0.old.reference, $0.new.reference] })
    let others = changes.filter { change in
      change.old != nil && change.new != nil || !known.contains((change.new ?? change.old)!.reference)
    }
    return others + pairs.compactMap { RecordChange(old: $0.old, new: $0.new) }
  }

  /// What a new record was before it was deleted: under this name, an old one, or with the same value where no two records
  /// may share one, such as an address.
  private func former(_ record: Record) -> Record? {
    guard !gone.isEmpty else { return nil }
    let names = ([record.id] + record.aliases).map { RecordReference(type: record.type.name, id: $0) }
    let name =
      names.first { gone[$0] != nil } ?? Self.sharing(record, among: gone.values)
      ?? RecordLikeness.pairs(gone.values.sorted { $0.reference < $1.reference }, [record]).first?.old.reference
    guard let name, let found = gone.removeValue(forKey: name) else { return nil }
    if name != record.reference { identities.join(name, record.reference) }
    return found
  }

  /// The first by name of the records with a unique value of `record`.
  private static func sharing(_ record: Record, among others: some Sequence<Record>) -> RecordReference? {
    guard let fields = record.type.fields else { return nil }
    let unique = record.fields.filter { fields.property($0.key)?.isMarked("x-unique") == true && !$0.value.isEmpty }
    guard !unique.isEmpty else { return nil }
    func key(_ value: Value?) -> [String] { value?.texts.map { caseFolded($0.text) } ?? [] }
    return others.filter { other in
      other.type === record.type && unique.contains { !Set(key($0.value)).isDisjoint(with: key(other[$0.key])) }
    }.map(\.reference).min()
  }

  /// Judges the change of a record by a commit: whose fields they are, and how it moves between stages.
  func judgeRecord(_ change: RecordChange, of commit: Commit, by person: ReviewedPerson) throws(GitError) {
    guard let record = change.new ?? change.old else { return }
    let (old, new) = (TeamPlaces(change.old), TeamPlaces(change.new))
    let differences = TeamPlaces.differences(old, new)
    if change.new == nil {
      judgeDeletion(record, differences, of: commit, by: person)
    } else {
      for (name, teams) in differences {
        judgePlace(name, teams, of: record, from: old[name], to: new[name], in: commit, by: person)
      }
    }
    judgeMoves(from: change.old, to: change.new, of: commit, by: person)
  }

  /// Judges one field of a record.
  func judgePlace(
    _ name: String, _ teams: [[String]], of record: Record, from old: [Value], to new: [Value], in commit: Commit,
    by person: ReviewedPerson, isHidden: Bool = false
  ) {
    let place = ReviewedPlace(reference: record.reference, name: name)
    guard !person.isEntitled(to: teams) || person.refusal != nil else {
      granted[place, default: []].append(new)
      return
    }
    if let index = taken[place]?.firstIndex(where: { $0.after == old && $0.before == new }),
      let undone = taken[place]?.remove(at: index)
    {
      breaches[undone.breach].undoneIn = commit.id
      return
    }
    taken[place, default: []].append((old, new, breaches.count))
    let deed = old.isEmpty ? "set" : new.isEmpty ? "removed" : "changed"
    let manner = isHidden ? ", which neither side of the merge did" : ""
    let what = name.isEmpty ? record.reference.description : name
    add(
      ReviewBreach(
        code: .foreignField,
        message: "\(what) belongs to \(Self.words(teams)); \(person.description) \(deed) it in "
          + commit.id.abbreviated + manner,
        label: "x-team in the schema says so",
        help: "let \(Self.words(teams)) commit the change, or take it out: git rebase -i",
        reference: record.reference, field: name.isEmpty ? nil : name, path: record.path, commit: commit.id,
        author: person.name),
      at: place)
  }

  /// Judges that a record is deleted, and with it the fields of other teams.
  func judgeDeletion(
    _ record: Record, _ places: [(name: String, teams: [[String]])], of commit: Commit, by person: ReviewedPerson
  ) {
    let foreign = places.filter { !person.isEntitled(to: $0.teams) || person.refusal != nil }
    let place = ReviewedPlace(reference: record.reference, name: "\0deleted")
    guard let first = foreign.first else {
      granted[place, default: []].append([])
      return
    }
    let fields = foreign.map(\.name).filter { !$0.isEmpty }
    add(
      ReviewBreach(
        code: .foreignField,
        message: "\(person.description) deleted \(record.reference) in \(commit.id.abbreviated), which belongs to "
          + Self.words(first.teams) + (fields.isEmpty ? "" : " with \(fields.joined(separator: ", "))"),
        label: "x-team in the schema says so",
        help: "let \(Self.words(first.teams)) delete it, or bring it back: libretto restore \(record.id)",
        reference: record.reference, path: record.path, commit: commit.id, author: person.name),
      at: place)
  }

  /// `sales`, `marketing or sales`, `(marketing or sales) and legal`.
  static func words(_ teams: [[String]]) -> String {
    teams.map { list in
      let text = list.isEmpty ? "nobody" : list.joined(separator: " or ")
      return teams.count > 1 && list.count > 1 ? "(\(text))" : text
    }.joined(separator: " and ")
  }
}
