/// Why a schema cannot be used.
public struct SchemaError: Error, Hashable, Sendable {
  /// The kinds of trouble.
  public enum Code: Hashable, Sendable {
    /// A `$ref`, `$dynamicRef`, `$schema` or address that names nothing registered.
    case unresolvedReference(String)
    /// A `pattern` (or key of `patternProperties`) that is wrong, or that the linear-time engine lacks.
    case invalidPattern(String, reason: String)
    /// A keyword whose value has the wrong form.
    case invalidSchema(keyword: String)
    /// Two schemas with the same address or anchor.
    case duplicateIdentifier(String)
    /// A vocabulary that the metaschema requires and that is unknown.
    case unknownVocabulary(String)
    /// A schema that leads back to itself on the same value without end.
    case endlessReference
    /// Nested deeper than `JSONValue.depthLimit`.
    case tooDeep
  }

  /// What is wrong.
  public let code: Code
  /// The bytes in the schema's document; nil where it was made in memory.
  public let range: Range<Int>?
  /// The address the document was registered at.
  public let documentURI: String
  /// What is wrong, in plain words, without its place.
  public let message: String

  init(_ code: Code, _ message: String, range: Range<Int>?, documentURI: String) {
    self.code = code
    self.range = range
    self.documentURI = documentURI
    self.message = message
  }
}

extension SchemaError: CustomStringConvertible {
  /// The address and the message.
  public var description: String { "\(documentURI): \(message)" }
}
