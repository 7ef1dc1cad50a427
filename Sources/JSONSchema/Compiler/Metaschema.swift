/// The schemas that schemas are written by: built in, read on first use.
enum Metaschema {
  static let prefix = "https://json-schema.org/draft/2020-12/"

  /// The address of the metaschema of 2020-12.
  static let uri = prefix + "schema"

  /// All of 2020-12's metaschemas.
  static let registry: SchemaRegistry = {
    var registry = SchemaRegistry()
    for text in documents {
      do {
        let document = try JSONValue(parsing: text.withUTF8Buffer { Array($0) })
        try registry.register(document, at: document["$id"]?.string ?? "")
      } catch {
        preconditionFailure("a built-in metaschema is damaged: \(error)")
      }
    }
    return registry
  }()

  /// The metaschema of 2020-12, compiled.
  static let schema: Schema = {
    do {
      return try registry.compile(uri)
    } catch {
      preconditionFailure("the built-in metaschema is damaged: \(error)")
    }
  }()
}
