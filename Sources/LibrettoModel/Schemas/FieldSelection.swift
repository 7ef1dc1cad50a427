import JSONSchema

/// The top-level fields of a type in which values of some kind may stand, at any depth, so that a rule need not look at all.
struct FieldSelection: Sendable {
  /// The fields by name; nil where the schema leaves room for any.
  private let fields: [FieldSchema]?
  private let schema: FieldSchema?

  /// Selects the fields of the record that `schema` describes by the kind of their values.
  init(_ schema: FieldSchema?, where isWanted: (FieldSchema.Kind) -> Bool) {
    self.schema = schema
    guard let schema, !schema.isOpen else {
      fields = schema == nil ? [] : nil
      return
    }
    fields = schema.propertyNames.compactMap { schema.property($0) }.filter { $0.holds(isWanted, depth: 4) }
  }

  /// The names of the fields; nil where it may be any.
  var names: [String]? { fields?.map(\.name) }

  /// Calls `body` for every value in the selected fields of `record` that its schema describes, with its dotted name; the
  /// elements of a list come one by one under the list's name.
  func forEachValue(of record: Record, _ body: (_ name: String, _ field: FieldSchema, _ value: Value) -> Void) {
    guard let schema else { return }
    if let fields {
      for field in fields {
        if let value = record[field.name] { Self.visit(field.name, field, value, body) }
      }
    } else {
      for member in record.fields {
        if let field = schema.property(member.key) { Self.visit(member.key, field, member.value, body) }
      }
    }
  }

  private static func visit(
    _ name: String, _ field: FieldSchema, _ value: Value, _ body: (String, FieldSchema, Value) -> Void
  ) {
    body(name, field, value)
    switch value.shape {
    case .array(let elements):
      // A list of links that says so itself is described by its own keyword, else by that of its items.
      guard let item = field.item else { return }
      for element in elements { visit(name, item, element, body) }
    case .object(let members):
      for member in members {
        if let inner = field.property(member.key) { visit("\(name).\(member.key)", inner, member.value, body) }
      }
    default: break
    }
  }
}

extension FieldSchema {
  /// Whether the schema describes fields that it does not name.
  fileprivate var isOpen: Bool {
    nodes.contains { node in
      ["patternProperties", "additionalProperties", "unevaluatedProperties"].contains {
        node.keyword($0)?.object != nil
      }
    }
  }

  /// Whether a value of a wanted kind may stand here or below.
  fileprivate func holds(_ isWanted: (Kind) -> Bool, depth: Int) -> Bool {
    if isWanted(kind) || isWanted(kind.element) { return true }
    guard depth > 0 else { return true }
    if isOpen { return true }
    if let item, item.holds(isWanted, depth: depth - 1) { return true }
    return propertyNames.contains { property($0)?.holds(isWanted, depth: depth - 1) ?? false }
  }
}
