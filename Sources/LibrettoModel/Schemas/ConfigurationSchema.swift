import JSONSchema

/// The built-in schemas of a book's own files.
public enum ConfigurationSchema: String, CaseIterable, Sendable {
  /// `libretto.yaml`.
  case book
  /// `agreement.yaml`.
  case agreement
  /// The files in `views/`.
  case view

  /// What the schema says.
  public var fields: FieldSchema? {
    SchemaLibrary(members: nil).configuration(rawValue).map { FieldSchema(name: "", nodes: [$0.root]) }
  }
}
