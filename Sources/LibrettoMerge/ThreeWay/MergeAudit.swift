import LibrettoModel

/// Says whether a joined record holds what both sides changed: a second opinion, by values alone, on what was joined
/// as text.
struct MergeAudit {
  let schema: FieldSchema?

  init(_ schema: FieldSchema?) { self.schema = schema }

  /// The first field of the record that came out otherwise than it should; nil where there is none.
  func fault(
    _ base: Value?, _ one: Value, _ other: Value, _ result: Value, leavingOut exempt: Set<String> = []
  ) -> String? {
    // As one side left all fields, they are the other's.
    if let base, one == base && result == other || other == base && result == one { return nil }
    var keys: [String] = []
    var seen: Set<ExactKey> = []
    for value in [result, one, other] {
      for member in value.object ?? [] where seen.insert(ExactKey(member.key)).inserted { keys.append(member.key) }
    }
    for key in keys where !exempt.contains(key) {
      if !isJoined(base?[key], one[key], other[key], result[key], schema?.property(key)) { return key }
    }
    return nil
  }

  /// Strings that are equal only where their bytes are.
  private struct ExactKey: Hashable {
    let bytes: String.UTF8View
    init(_ text: String) { bytes = text.utf8 }
    static func == (a: ExactKey, b: ExactKey) -> Bool { a.bytes.elementsEqual(b.bytes) }
    func hash(into hasher: inout Hasher) {
      if bytes.withContiguousStorageIfAvailable({ hasher.combine(bytes: UnsafeRawBufferPointer($0)) }) == nil {
        for byte in bytes { hasher.combine(byte) }
      }
    }
  }

  private func isJoined(
    _ base: Value?, _ one: Value?, _ other: Value?, _ result: Value?, _ field: FieldSchema?
  ) -> Bool {
    if one == other { return result == one }
    if one == base { return result == other }
    if other == base { return result == one }
    switch MergeRule(field, [base, one, other].compactMap { $0 }) {
    case .greatest, .least: return result != nil && (result == one || result == other)
    case .set: return isSet(base, one, other, result)
    case .keyed(let name): return isKeyed(base, one, other, result, name, field)
    case .ordered:
      let lists = [base, one, other, result].map { $0?.array ?? [] }
      if isOrdered(lists[0], lists[1], lists[2], lists[3]) { return true }
      // Where none is new and none is gone, each element for itself.
      guard Set(lists.map(\.count)).count == 1 else { return false }
      return lists[0].indices.allSatisfy {
        isJoined(lists[0][$0], lists[1][$0], lists[2][$0], lists[3][$0], field?.item)
      }
    case .value: break
    }
    if let one = one?.object, let other = other?.object, let result, result.object != nil {
      let keys = (one + other + (result.object ?? [])).map(\.key)
      return keys.allSatisfy { key in
        isJoined(
          base?[key], one.first { $0.key == key }?.value, other.first { $0.key == key }?.value, result[key],
          field?.property(key))
      }
    }
    guard let one = one?.string, let other = other?.string, let result = result?.string else { return false }
    return isText(base?.string ?? "", one, other, result)
  }

  private func isSet(_ base: Value?, _ one: Value?, _ other: Value?, _ result: Value?) -> Bool {
    let (before, a, b) = (Set(base?.array ?? []), Set(one?.array ?? []), Set(other?.array ?? []))
    let wanted = a.intersection(b).union(a.subtracting(before)).union(b.subtracting(before))
    let found = result?.array ?? []
    return found.count == wanted.count && Set(found) == wanted
  }

  private func isKeyed(
    _ base: Value?, _ one: Value?, _ other: Value?, _ result: Value?, _ name: String, _ field: FieldSchema?
  ) -> Bool {
    func byKey(_ value: Value?) -> [Value: Value] {
      Dictionary((value?.array ?? []).map { ($0[name] ?? Value(.null), $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (before, a, b, found) = (byKey(base), byKey(one), byKey(other), byKey(result))
    guard found.count == result?.array?.count ?? 0 else { return false }
    let item = field?.item
    return Set(a.keys).union(b.keys).union(found.keys).allSatisfy {
      isJoined(before[$0], a[$0], b[$0], found[$0], item)
    }
  }

  /// Each element as often as the side says that changed how often it is there.
  private func isOrdered(_ base: [Value], _ one: [Value], _ other: [Value], _ result: [Value]) -> Bool {
    func counts(_ list: [Value]) -> [Value: Int] { list.reduce(into: [:]) { $0[$1, default: 0] += 1 } }
    let (before, a, b, found) = (counts(base), counts(one), counts(other), counts(result))
    return Set(a.keys).union(b.keys).union(before.keys).allSatisfy { element in
      let (n, x, y) = (before[element] ?? 0, a[element] ?? 0, b[element] ?? 0)
      let count = found[element] ?? 0
      return x == n ? count == y : y == n ? count == x : count >= min(x, y)
    } && found.keys.allSatisfy { a[$0] != nil || b[$0] != nil }
  }

  /// Whether a field with a choice, resolved by one side, has every word that this side brought in, and none that no
  /// version has.
  func isChosen(_ base: Value?, _ sides: [Value?], chosen: Value?, _ result: Value?) -> Bool {
    let (before, found) = (words(base), words(result))
    guard words(chosen).subtracting(before).isSubset(of: found) else { return false }
    return found.isSubset(of: sides.reduce(before) { $0.union(words($1)) })
  }

  private func words(_ value: Value?) -> Set<[UInt8]> {
    switch value?.shape {
    case .object(let members): members.reduce(into: []) { $0.formUnion(words($1.value)) }
    case .array(let elements): elements.reduce(into: []) { $0.formUnion(words($1)) }
    case .string(let text): words(text)
    default: []
    }
  }

  private func words(_ text: String) -> Set<[UInt8]> {
    Set(text.utf8.split { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }.map(Array.init))
  }

  /// Whether every word that a side brought in is there. Words and not lines, as a text may be folded.
  private func isText(_ base: String, _ one: String, _ other: String, _ result: String) -> Bool {
    let (before, found) = (words(base), words(result))
    return words(one).subtracting(before).isSubset(of: found) && words(other).subtracting(before).isSubset(of: found)
  }
}
