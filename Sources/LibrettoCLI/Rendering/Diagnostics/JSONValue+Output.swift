import LibrettoWorkspace

extension JSONValue {
  /// A string, or null.
  static func text(_ text: String?) -> JSONValue { text.map { JSONValue(.string($0)) } ?? nil }

  /// A whole number.
  static func integer(_ value: Int) -> JSONValue { JSONValue(.number(Number(value))) }

  /// An array.
  static func list(_ values: [JSONValue]) -> JSONValue { JSONValue(.array(values)) }

  /// An object of those members that have a value, in order.
  static func members(_ members: [(String, JSONValue?)]) -> JSONValue {
    JSONValue(.object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } }))
  }

  /// The text of an array with each of `values` on a line of its own, so that it can be read, compared and searched by line.
  static func lines(_ values: [JSONValue]) -> String {
    values.isEmpty ? "[]\n" : "[\n" + values.map { $0.text() }.joined(separator: ",\n") + "\n]\n"
  }
}
