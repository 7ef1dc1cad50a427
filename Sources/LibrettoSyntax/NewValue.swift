/// A value to be written.
public indirect enum NewValue: Sendable, Equatable {
  /// A number, `true`, `null`, a date: written as it is.
  case plain(String)
  /// A text. With `declaredString` the field's schema types it as a string, so `NO` or `0049` may stay plain;
  /// otherwise it is quoted wherever the core schema would read it as something else.
  case string(String, declaredString: Bool)
  /// A list.
  case sequence([NewValue])
  /// Entries in the order in which they are written.
  case mapping([(key: String, value: NewValue)])

  /// Whether two values are written alike.
  public static func == (a: NewValue, b: NewValue) -> Bool {
    switch (a, b) {
    case (.plain(let a), .plain(let b)): a == b
    case (.string(let a, let c), .string(let b, let d)): a == b && c == d
    case (.sequence(let a), .sequence(let b)): a == b
    case (.mapping(let a), .mapping(let b)): a.elementsEqual(b) { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }
}
