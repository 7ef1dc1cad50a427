import LibrettoModel

/// How the values of a field join where both sides changed them.
enum MergeRule: Equatable {
  /// Each as a whole.
  case value
  /// The greater, or the lesser one.
  case greatest, least
  /// A list whose elements' order and number say nothing: what either side added is added, what either removed is gone.
  case set
  /// A list of maps that are the same where the member of this name is.
  case keyed(String)
  /// A list whose order matters.
  case ordered

  /// The rule for a field's values; `x-merge` and `x-key` of its schema, else by kind (decision 12).
  init(_ field: FieldSchema?, _ values: [Value]) {
    let word = field?.annotation("x-merge")?.string
    switch word {
    case "max":
      self = .greatest
      return
    case "min":
      self = .least
      return
    default: break
    }
    let lists = values.compactMap(\.array)
    guard !lists.isEmpty, lists.count == values.count else {
      self = .value
      return
    }
    if word == "ordered" {
      self = .ordered
      return
    }
    let elements = lists.joined()
    if elements.allSatisfy({ $0.object != nil }), !elements.isEmpty {
      let names = field?.annotation("x-key")?.string.map { [$0] } ?? ["id", "name"]
      if let name = names.first(where: { name in lists.allSatisfy { Self.isKey(name, $0) } }) {
        self = .keyed(name)
        return
      }
    }
    let isSet =
      lists.allSatisfy { Set($0).count == $0.count }
      && (word == "union" || elements.allSatisfy { $0.object == nil && $0.array == nil })
    self = isSet ? .set : .ordered
  }

  /// Whether each map has a scalar of that name, and no two the same.
  private static func isKey(_ name: String, _ list: [Value]) -> Bool {
    let keys = list.compactMap { $0[name] }.filter { $0.object == nil && $0.array == nil && $0.shape.isPresent }
    return keys.count == list.count && Set(keys).count == keys.count
  }
}

extension Shape {
  fileprivate var isPresent: Bool { if case .null = self { false } else { true } }
}

extension MergeRule {
  /// The greater (or lesser) of two values by the field's kind; nil where they cannot be compared.
  static func isLess(_ a: Value, _ b: Value, _ field: FieldSchema?) -> Bool? {
    if let a = a.number, let b = b.number { return a < b }
    guard let a = a.string, let b = b.string else { return nil }
    switch field?.kind {
    case .money: return Money(a).flatMap { a in Money(b).flatMap { a.isLess(than: $0) } }
    case .duration:
      guard let a = CalendarDuration(a), let b = CalendarDuration(b) else { return nil }
      return a < b
    case .dateTime:
      guard let a = Instant(rfc3339: a), let b = Instant(rfc3339: b) else { return nil }
      return a < b
    case .date, .time: return Array(a.utf8).lexicographicallyPrecedes(Array(b.utf8))
    default: break
    }
    // The order of an enumeration is that of its schema.
    if let allowed = field?.allowed, let i = allowed.firstIndex(of: a), let j = allowed.firstIndex(of: b) {
      return i < j
    }
    return nil
  }
}
