public import LibrettoModel

/// One field that differs between two versions of a record.
public struct FieldChange: Hashable, Sendable {
  /// The field as a query names it: `next.due`.
  public let field: String
  /// What was there; nil where nothing was.
  public let before: Value?
  /// What is there now; nil where nothing is.
  public let after: Value?

  /// What came into a list and what left it, where both versions are lists of texts or numbers; else nil.
  public var listDifference: (added: [Value], removed: [Value])? {
    guard let old = before?.elements ?? (before == nil ? [] : nil),
      let new = after?.elements ?? (after == nil ? [] : nil), !(old.isEmpty && new.isEmpty)
    else { return nil }
    let (added, removed) = (new.filter { !old.contains($0) }, old.filter { !new.contains($0) })
    return added.isEmpty && removed.isEmpty ? nil : (added, removed)
  }
}

extension FieldChange {
  /// The fields that differ, in the order of the new version and then of the old; maps are compared member by member.
  public static func between(_ old: Record?, _ new: Record?) -> [FieldChange] {
    let (before, after) = (Value(.object(old?.fields ?? [])), Value(.object(new?.fields ?? [])))
    var changes: [FieldChange] = []
    compare(before, after, prefix: "", into: &changes)
    return changes
  }

  private static func compare(_ old: Value, _ new: Value, prefix: String, into changes: inout [FieldChange]) {
    let (oldMembers, newMembers) = (old.members ?? [], new.members ?? [])
    var keys = newMembers.map(\.key)
    for member in oldMembers where !keys.contains(member.key) { keys.append(member.key) }
    for key in keys {
      let (before, after) = (old[key], new[key])
      guard before != after else { continue }
      let isMap = (before?.members ?? after?.members) != nil
      if isMap, before.map({ $0.members != nil }) ?? true, after.map({ $0.members != nil }) ?? true,
        !(before?.isEmpty ?? true && after?.isEmpty ?? true)
      {
        let none = Value(.object([]))
        compare(before ?? none, after ?? none, prefix: "\(prefix)\(key).", into: &changes)
      } else {
        changes.append(FieldChange(field: prefix + key, before: before, after: after))
      }
    }
  }
}

extension FieldChange {
  /// Whether the two changes say the same.
  public static func == (a: FieldChange, b: FieldChange) -> Bool {
    a.field == b.field && a.before == b.before && a.after == b.after
  }

  /// Agrees with `==`.
  public func hash(into hasher: inout Hasher) { hasher.combine(field) }
}
