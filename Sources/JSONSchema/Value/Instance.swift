/// A JSON value that knows its place in the source. The validator works over any type that can show itself
/// so.
public protocol Instance: Sendable {
  /// What the value is, with its parts one level down.
  var shape: Shape<Self> { get }

  /// The value's bytes in its file; nil for a value made in memory.
  var range: Range<Int>? { get }
}

/// The six kinds of JSON value, with the parts as further instances.
public enum Shape<I: Instance>: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A number of any size, as an exact decimal.
  case number(Number)
  /// Text, as Unicode code points.
  case string(String)
  /// Values in order.
  case array([I])
  /// Members in the order of the source; keys are distinct by code points.
  case object([Member<I>])
}

/// One key of an object with its value.
public struct Member<I: Instance>: Sendable {
  /// The key, as Unicode code points.
  public let key: String
  /// The key's bytes in the file, quotes included; nil for a member made in memory.
  public let keyRange: Range<Int>?
  /// The value.
  public let value: I

  /// A member, made in memory where `keyRange` is nil.
  public init(key: String, keyRange: Range<Int>? = nil, value: I) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}

/// The types that JSON Schema tells apart: JSON's six, and the numbers without a fraction.
public enum InstanceType: String, Hashable, Sendable, CaseIterable {
  case null, boolean, object, array, number, string, integer

  /// The type in plain words, for messages: `a number`, `text`.
  public var phrase: String {
    switch self {
    case .null: "nothing (null)"
    case .boolean: "true or false"
    case .object: "a mapping"
    case .array: "a list"
    case .number: "a number"
    case .string: "text"
    case .integer: "a whole number"
    }
  }
}

extension Shape {
  /// The narrowest type: a number without a fraction is `integer`.
  public var type: InstanceType {
    switch self {
    case .null: .null
    case .boolean: .boolean
    case .number(let number): number.isInteger ? .integer : .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }
}
