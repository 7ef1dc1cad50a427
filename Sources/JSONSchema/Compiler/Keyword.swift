/// What the keywords of 2020-12 hold.
enum Keyword {
  /// How a keyword's value holds schemas.
  enum Nesting { case schema, schemas, schemasByKey }

  /// The keywords whose values hold schemas. `definitions` and `dependencies` are of earlier drafts; the
  /// metaschema still knows them.
  static let subschemas: [String: Nesting] = [
    "additionalProperties": .schema, "contains": .schema, "contentSchema": .schema, "else": .schema,
    "if": .schema, "items": .schema, "not": .schema, "propertyNames": .schema, "then": .schema,
    "unevaluatedItems": .schema, "unevaluatedProperties": .schema,
    "allOf": .schemas, "anyOf": .schemas, "oneOf": .schemas, "prefixItems": .schemas,
    "$defs": .schemasByKey, "definitions": .schemasByKey, "dependencies": .schemasByKey,
    "dependentSchemas": .schemasByKey, "patternProperties": .schemasByKey, "properties": .schemasByKey,
  ]
}
