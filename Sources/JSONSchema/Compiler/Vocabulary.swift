/// The sets of keywords that a metaschema turns on by `$vocabulary`.
struct Vocabulary: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let applicator = Vocabulary(rawValue: 1)
  static let unevaluated = Vocabulary(rawValue: 2)
  static let validation = Vocabulary(rawValue: 4)
  /// `format` is checked.
  static let formatAssertion = Vocabulary(rawValue: 8)

  /// Those of the 2020-12 metaschema, where `format` is an annotation.
  static let standard: Vocabulary = [.applicator, .unevaluated, .validation]

  private static let prefix = "https://json-schema.org/draft/2020-12/vocab/"

  /// The vocabulary at an address; empty for those that change nothing here, nil for an unknown one.
  static func named(_ uri: String) -> Vocabulary? {
    guard uri.hasPrefix(prefix) else { return nil }
    switch uri.dropFirst(prefix.count) {
    case "core", "meta-data", "format-annotation", "content": return []
    case "applicator": return .applicator
    case "unevaluated": return .unevaluated
    case "validation": return .validation
    case "format-assertion": return .formatAssertion
    default: return nil
    }
  }
}
