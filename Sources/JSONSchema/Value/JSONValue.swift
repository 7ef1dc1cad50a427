/// The library's own instance: a JSON value read from text, made from literals or copied from any other
/// instance.
///
/// Two values are equal as JSON Schema has it: numbers by value, strings by code points, objects without
/// regard to order; ranges do not count.
public struct JSONValue: Instance {
  /// What the value is.
  public let shape: Shape<JSONValue>
  /// The value's bytes in the text it was read from; nil for a value made in memory.
  public let range: Range<Int>?

  /// A value of the shape, made in memory where `range` is nil.
  public init(_ shape: Shape<JSONValue>, range: Range<Int>? = nil) {
    self.shape = shape
    self.range = range
  }
}

extension JSONValue: Hashable {
  /// Equality of JSON Schema; see the type.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left.shape, right.shape) {
    case (.null, .null): return true
    case (.boolean(let left), .boolean(let right)): return left == right
    case (.number(let left), .number(let right)): return left == right
    case (.string(let left), .string(let right)): return left.isIdentical(to: right)
    case (.array(let left), .array(let right)): return left == right
    case (.object(let left), .object(let right)):
      guard left.count == right.count else { return false }
      if zip(left, right).allSatisfy({ $0.key.isIdentical(to: $1.key) }) {
        return zip(left, right).allSatisfy { $0.value == $1.value }
      }
      let byKey = Dictionary(right.map { (ExactString($0.key), $0.value) }, uniquingKeysWith: { $1 })
      return left.allSatisfy { byKey[ExactString($0.key)] == $0.value }
    default: return false
    }
  }

  /// Agrees with `==`.
  public func hash(into hasher: inout Hasher) {
    switch shape {
    case .null: hasher.combine(0)
    case .boolean(let value): hasher.combine(value)
    case .number(let number): hasher.combine(number)
    case .string(let text): hasher.combine(ExactString(text))
    case .array(let values):
      hasher.combine(values)
    case .object(let members):
      // The order must not count, so members' hashes are added up.
      var sum = members.count
      for member in members {
        var inner = Hasher()
        inner.combine(ExactString(member.key))
        inner.combine(member.value)
        sum &+= inner.finalize()
      }
      hasher.combine(sum)
    }
  }
}

extension JSONValue {
  /// The member's value, where this is an object that has the key.
  public subscript(key: String) -> JSONValue? { member(key)?.value }

  /// The element, where this is an array that has the index.
  public subscript(index: Int) -> JSONValue? {
    guard case .array(let values) = shape, values.indices.contains(index) else { return nil }
    return values[index]
  }

  /// The member with the key, where this is an object that has it.
  public func member(_ key: String) -> Member<JSONValue>? {
    guard case .object(let members) = shape else { return nil }
    return members.first { $0.key.isIdentical(to: key) }
  }

  /// The text of a string, else nil.
  public var string: String? { if case .string(let text) = shape { text } else { nil } }

  /// The number, else nil.
  public var number: Number? { if case .number(let number) = shape { number } else { nil } }

  /// The truth value, else nil.
  public var boolean: Bool? { if case .boolean(let value) = shape { value } else { nil } }

  /// The elements of an array, else nil.
  public var array: [JSONValue]? { if case .array(let values) = shape { values } else { nil } }

  /// The members of an object, else nil.
  public var object: [Member<JSONValue>]? { if case .object(let members) = shape { members } else { nil } }

  /// How many values there are, this one and all within it.
  var size: Int {
    switch shape {
    case .array(let values): values.reduce(1) { $0 + $1.size }
    case .object(let members): members.reduce(1) { $0 + $1.value.size }
    default: 1
    }
  }
}
