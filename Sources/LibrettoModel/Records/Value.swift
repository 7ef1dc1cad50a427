public import JSONSchema
public import LibrettoSyntax

/// A value of a record or a configuration file, with the type that its schema gives it and its place in the file.
public struct Value: Instance, Sendable {
  /// What the value is.
  public let shape: Shape<Value>
  /// The value's bytes in its file, quotes included; nil where it was made in memory.
  public let range: SourceRange?

  /// Makes a value.
  public init(_ shape: Shape<Value>, range: SourceRange? = nil) {
    self.shape = shape
    self.range = range
  }

  /// The text of a string; nil for any other kind.
  public var text: String? { if case .string(let text) = shape { text } else { nil } }

  /// The number; nil for any other kind.
  public var number: Number? { if case .number(let number) = shape { number } else { nil } }

  /// The truth value; nil for any other kind.
  public var boolean: Bool? { if case .boolean(let value) = shape { value } else { nil } }

  /// The elements of a list; nil for any other kind.
  public var elements: [Value]? { if case .array(let elements) = shape { elements } else { nil } }

  /// The members of a map in the order of the file; nil for any other kind.
  public var members: [Member<Value>]? { if case .object(let members) = shape { members } else { nil } }

  /// The value under `key` of a map; nil where there is none.
  public subscript(key: String) -> Value? { members?.first { $0.key == key }?.value }

  /// Whether there is nothing in it: null, an empty text, an empty list or an empty map count as absent.
  public var isEmpty: Bool {
    switch shape {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    case .boolean, .number: false
    }
  }

  /// Every text in it with its place: the value itself, or the texts of a list's elements.
  public var texts: [(text: String, range: SourceRange?)] {
    switch shape {
    case .string(let text): [(text, range)]
    case .array(let elements): elements.flatMap(\.texts)
    default: []
    }
  }

  /// The same value as JSON.
  public var json: JSONValue {
    switch shape {
    case .null: JSONValue(.null)
    case .boolean(let value): JSONValue(.boolean(value))
    case .number(let number): JSONValue(.number(number))
    case .string(let text): JSONValue(.string(text))
    case .array(let elements): JSONValue(.array(elements.map(\.json)))
    case .object(let members): JSONValue(.object(members.map { Member(key: $0.key, value: $0.value.json) }))
    }
  }
}

extension Value: Equatable {
  /// The same kind and content, wherever they stand; the order of a map's keys does not matter.
  public static func == (a: Value, b: Value) -> Bool {
    switch (a.shape, b.shape) {
    case (.null, .null): true
    case (.boolean(let x), .boolean(let y)): x == y
    case (.number(let x), .number(let y)): x == y
    case (.string(let x), .string(let y)): x.utf8.elementsEqual(y.utf8)
    case (.array(let x), .array(let y)): x == y
    case (.object(let x), .object(let y)):
      x.count == y.count && x.allSatisfy { member in b[member.key] == member.value }
    default: false
    }
  }
}
