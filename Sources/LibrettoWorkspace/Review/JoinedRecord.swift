import LibrettoMerge
import LibrettoModel

/// A record of a merge beside what its parents and their base had of it.
struct JoinedRecord {
  /// As the merge has it.
  let record: Record
  private let base: Record?
  private let parents: [Record?]
  /// The record as the field-wise merge of two parents gives it, with the fields that it could not join.
  private let merged: (record: Record, conflicts: Set<String>)?

  /// What a merge made of a place.
  enum State {
    /// As all parents have it.
    case same
    /// What a clean join gives.
    case joined([Value])
    /// Something else than the join gives, or a choice where the parents disagree.
    case own(before: [Value], after: [Value], isConflict: Bool)
  }

  /// Finds the record among those of the base and of each parent: by its id, else by old ids.
  init(_ record: Record, base: [Record], parents: [[Record]]) {
    self.record = record
    func find(_ records: [Record]) -> Record? {
      let same = records.filter { $0.type === record.type }
      return same.first { $0.id == record.id } ?? same.first { record.aliases.contains($0.id) }
        ?? same.first { $0.aliases.contains(record.id) }
    }
    self.base = find(base)
    self.parents = parents.map(find)
    merged = Self.merge(self.base, self.parents, record)
  }

  /// The names that the record has in the versions.
  var references: Set<RecordReference> { Set(([record, base] + parents).compactMap { $0?.reference }) }

  private static func merge(
    _ base: Record?, _ parents: [Record?], _ record: Record
  ) -> (record: Record, conflicts: Set<String>)? {
    guard parents.count == 2, let ours = parents[0], let theirs = parents[1],
      let result = try? RecordMerge.merge(
        base: base?.document.bytes, ours: ours.document.bytes, theirs: theirs.document.bytes, type: record.type)
    else { return nil }
    var conflicts: Set<String> = []
    for conflict in result.conflicts { if case .field(let name) = conflict.subject { conflicts.insert(name) } }
    guard result.conflicts.isEmpty else { return nil }
    let joined = Record(type: record.type, id: record.id, path: record.path, bytes: result.bytes)
    return joined.isReadable ? (joined, conflicts) : nil
  }

  /// The places that belong to teams, in any version.
  var teamPlaces: [(name: String, teams: [[String]])] {
    var teams: [String: [[String]]] = [:]
    for version in [record, base] + parents {
      for (name, place) in TeamPlaces(version).places { teams[name] = place.teams }
    }
    return teams.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What the merge made of a place that belongs to a team.
  func state(at name: String) -> State {
    state { version in TeamPlaces(version)[name] }
  }

  /// The fields that the merge has otherwise than the join of its parents, where that is clean.
  var hiddenFields: [String] {
    var names: [String] = []
    for version in [base] + parents {
      for change in FieldChange.between(version, record) where !names.contains(change.field) {
        names.append(change.field)
      }
    }
    return names.filter { name in
      let state = state { version in version?.value(at: name).map { $0.isEmpty ? [] : [$0] } ?? [] }
      if case .own(_, _, isConflict: false) = state { return true }
      return false
    }
  }

  /// The version from which the merge itself moved the record to another stage; nil where it did not. With it, whether the
  /// merge only chose between the stages of its parents.
  func ownMove(of field: String) -> (old: Record?, isChoice: Bool)? {
    func values(_ version: Record?) -> [Value] { version?.value(at: field).map { [$0] } ?? [] }
    guard case .own(let before, let after, let isConflict) = state(values) else { return nil }
    let old = ([base] + parents).compactMap(\.self).first { values($0) == before }
    return (old, isConflict && parents.contains { values($0) == after })
  }

  private func state(_ values: (Record?) -> [Value]) -> State {
    let (old, new) = (values(base), values(record))
    let sides = parents.map(values)
    let changed = sides.filter { $0 != old }
    guard let first = changed.first else {
      return new == old ? .same : .own(before: old, after: new, isConflict: false)
    }
    if changed.allSatisfy({ $0 == first }) {
      if new != first { return .own(before: first, after: new, isConflict: false) }
      return sides.allSatisfy { $0 == first } ? .same : .joined(new)
    }
    if let merged, values(merged.record) == new { return .joined(new) }
    if let list = Self.union(old, changed), let mine = Self.elements(new), Self.isSame(mine, list) {
      return .joined(new)
    }
    return .own(before: changed.first { $0 != new } ?? first, after: new, isConflict: true)
  }

  /// The elements of the one list among the values.
  private static func elements(_ values: [Value]) -> [Value]? {
    values.isEmpty ? [] : values.count == 1 ? values[0].elements : nil
  }

  /// A list with what any side added and without what any removed; nil where a side has no list.
  private static func union(_ base: [Value], _ sides: [[Value]]) -> [Value]? {
    guard let old = elements(base) else { return nil }
    var result = old
    for side in sides {
      guard let list = elements(side) else { return nil }
      result.removeAll { old.contains($0) && !list.contains($0) }
      for element in list where !old.contains(element) && !result.contains(element) { result.append(element) }
    }
    return result
  }

  private static func isSame(_ a: [Value], _ b: [Value]) -> Bool {
    a.count == b.count && a.allSatisfy(b.contains) && b.allSatisfy(a.contains)
  }
}
