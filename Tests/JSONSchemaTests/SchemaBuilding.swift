import JSONSchema

/// A compiled schema from JSON text, with the standard formats asserted.
func schema(_ text: String) throws -> Schema {
  var registry = SchemaRegistry(formats: StandardFormats.all, assertsFormats: true)
  try registry.register(JSONValue(parsing: text), at: "test:schema")
  return try registry.compile("test:schema")
}

/// The error of a schema that must not compile, from registering or compiling; nil where it does.
func schemaError(_ text: String) throws -> SchemaError? {
  let document = try JSONValue(parsing: text)
  do throws(SchemaError) {
    var registry = SchemaRegistry()
    try registry.register(document, at: "test:schema")
    _ = try registry.compile("test:schema")
    return nil
  } catch {
    return error
  }
}
