extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// `null`.
  public init(nilLiteral: ()) { self.init(.null) }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self.init(.boolean(value)) }
  /// A whole number.
  public init(integerLiteral value: Int) { self.init(.number(Number(value))) }
  /// Text.
  public init(stringLiteral value: String) { self.init(.string(value)) }
  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self.init(.array(elements)) }
  /// An object, its members in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(.object(elements.map { Member(key: $0, value: $1) }))
  }
}

extension JSONValue {
  /// The deepest nesting that is copied, read or validated.
  public static let depthLimit = 128

  /// A copy of any instance, ranges included; nil where it nests deeper than `depthLimit`.
  public init?<I: Instance>(copying instance: I, depthLimit: Int = JSONValue.depthLimit) {
    if let own = instance as? JSONValue, own.nests(within: depthLimit) {
      self = own
      return
    }
    guard let copy = JSONValue.copy(instance, depthLimit) else { return nil }
    self = copy
  }

  private static func copy<I: Instance>(_ instance: I, _ depth: Int) -> JSONValue? {
    guard depth >= 0 else { return nil }
    let shape: Shape<JSONValue>
    switch instance.shape {
    case .null: shape = .null
    case .boolean(let value): shape = .boolean(value)
    case .number(let number): shape = .number(number)
    case .string(let text): shape = .string(text)
    case .array(let values):
      var copies: [JSONValue] = []
      copies.reserveCapacity(values.count)
      for value in values {
        guard let value = copy(value, depth - 1) else { return nil }
        copies.append(value)
      }
      shape = .array(copies)
    case .object(let members):
      var copies: [Member<JSONValue>] = []
      copies.reserveCapacity(members.count)
      for member in members {
        guard let value = copy(member.value, depth - 1) else { return nil }
        copies.append(Member(key: member.key, keyRange: member.keyRange, value: value))
      }
      shape = .object(copies)
    }
    return JSONValue(shape, range: instance.range)
  }

  private func nests(within depth: Int) -> Bool {
    guard depth >= 0 else { return false }
    switch shape {
    case .array(let values): return values.allSatisfy { $0.nests(within: depth - 1) }
    case .object(let members): return members.allSatisfy { $0.value.nests(within: depth - 1) }
    default: return true
    }
  }
}
