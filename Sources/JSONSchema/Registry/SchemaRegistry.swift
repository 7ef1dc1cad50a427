/// The schemas that may be referred to, each under its address. Nothing is ever fetched.
public struct SchemaRegistry: Sendable {
  let formats: [String: FormatCheck]
  let assertsFormats: Bool
  private(set) var documents: [SchemaDocument] = []
  private(set) var addresses: [String: Address] = [:]

  /// A resource by its document and its number there.
  struct Address: Hashable, Sendable {
    let document: Int
    let resource: Int
  }

  /// A registry of the 2020-12 metaschemas alone. With `assertsFormats` a string that fails the check of its
  /// `format` is a finding; formats without a check are annotations.
  public init(formats: [String: FormatCheck] = [:], assertsFormats: Bool = false) {
    self.formats = formats
    self.assertsFormats = assertsFormats
  }

  /// Makes the document, and every schema with an `$id` in it, known under its address; `uri` stays valid for
  /// a document whose `$id` says otherwise. Throws where an address is taken by another document, an
  /// identifier is malformed or the document nests too deep, and leaves the registry as it was.
  public mutating func register<I: Instance>(_ document: I, at uri: String) throws(SchemaError) {
    let uri = URIReference(uri).withoutFragment
    guard let root = JSONValue(copying: document) else {
      throw SchemaError(
        .tooDeep, "nested deeper than \(JSONValue.depthLimit) levels", range: document.range, documentURI: uri
      )
    }
    let found = try SchemaDocument(root: root, uri: uri)
    var new: [String: Address] = [:]
    for (index, resource) in found.resources.enumerated() {
      let address = Address(document: documents.count, resource: index)
      for name in index == 0 ? Set([uri, resource.uri]) : [resource.uri] {
        guard addresses[name] == nil, new.updateValue(address, forKey: name) == nil else {
          throw SchemaError(
            .duplicateIdentifier(name), "two schemas have the address \(name)",
            range: found.positions[ExactString(resource.pointer)]?.value["$id"]?.range, documentURI: uri)
        }
      }
    }
    documents.append(found)
    addresses.merge(new) { $1 }
  }

  /// Whether a schema is known under the address, which has no fragment; the metaschemas are not counted.
  public func contains(_ uri: String) -> Bool { addresses[URIReference(uri).withoutFragment] != nil }

  /// The schema at the address, which may have a fragment, with all it refers to.
  public func compile(_ uri: String) throws(SchemaError) -> Schema {
    var compiler = SchemaCompiler(registry: self)
    return try compiler.compile(uri)
  }

  /// The findings of a schema against its metaschema: the registered one that `$schema` names, else that of
  /// 2020-12.
  public func validateSchema<I: Instance>(_ document: I) -> [ValidationError] {
    guard let root = JSONValue(copying: document) else {
      return [.tooDeep(at: document.range)]
    }
    if let uri = root["$schema"]?.string, uri != Metaschema.uri, let own = try? compile(uri) {
      return own.validate(root)
    }
    return Metaschema.schema.validate(root)
  }
}
