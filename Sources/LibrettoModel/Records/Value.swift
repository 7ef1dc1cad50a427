public import JSONSchema
public import LibrettoSyntax

/// A value of a record or a configuration file, with the type that its schema gives it and its place in the file: the
/// validator's own instance, so that nothing is copied to be judged.
public typealias Value = JSONValue

extension Value {
  /// The text of a string; nil for any other kind.
  public var text: String? { string }

  /// The elements of a list; nil for any other kind.
  public var elements: [Value]? { array }

  /// The members of a map in the order of the file; nil for any other kind.
  public var members: [Member<Value>]? { object }

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
}
