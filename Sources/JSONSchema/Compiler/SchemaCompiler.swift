/// Makes the graph of nodes from registered documents: references resolved, patterns compiled, enumerations
/// prepared.
///
/// A queue in place of recursion, so that no schema is too deep or too long a chain for the stack.
struct SchemaCompiler {
  let registry: SchemaRegistry
  var documents: [SchemaDocument]
  var addresses: [String: SchemaRegistry.Address]
  var includesMetaschemas = false

  var nodes: [CompiledNode] = []
  /// Beside `nodes`: where each lies.
  var sites: [Site] = []
  private var indices: [SiteKey: Int] = [:]
  private var resourceNumbers: [SchemaRegistry.Address: Int] = [:]
  private var vocabularies: [SchemaRegistry.Address: Vocabulary] = [:]
  var patterns: [ExactString: Pattern] = [:]
  var dynamicReferences: [(node: Int, anchor: String)] = []

  /// A schema within its document.
  struct Site {
    let address: SchemaRegistry.Address
    /// From the document's root.
    let pointer: String
    let value: JSONValue
  }

  private struct SiteKey: Hashable {
    let document: Int
    let pointer: ExactString
  }

  init(registry: SchemaRegistry) {
    self.registry = registry
    documents = registry.documents
    addresses = registry.addresses
  }

  /// Compiles the schema at the address and all that it refers to.
  mutating func compile(_ uri: String) throws(SchemaError) -> Schema {
    guard let site = try find(URIReference(uri)) else {
      throw SchemaError(
        .unresolvedReference(uri), "no schema is registered as \(uri)", range: nil, documentURI: uri)
    }
    _ = try index(of: site)
    var next = 0
    while next < nodes.count {
      try compileNode(next)
      next += 1
      if next == nodes.count { try compileDynamicAnchors() }
    }
    try refuseEndlessReferences()
    try connectDynamicReferences()
    return Schema(CompiledSchema(nodes: nodes, usesDynamicScope: !dynamicReferences.isEmpty))
  }

  /// The node for a site, made and queued where it is new.
  mutating func index(of site: Site) throws(SchemaError) -> Int {
    let key = SiteKey(document: site.address.document, pointer: ExactString(site.pointer))
    if let known = indices[key] { return known }
    let document = documents[site.address.document]
    let resource = document.resources[site.address.resource]
    let number = resourceNumbers[site.address] ?? resourceNumbers.count
    resourceNumbers[site.address] = number
    let place = SchemaPlace(
      documentURI: document.uri, resource: number, resourceURI: resource.uri,
      pointer: String(site.pointer.utf8.dropFirst(resource.pointer.utf8.count)) ?? site.pointer)
    nodes.append(CompiledNode(source: site.value, place: place))
    sites.append(site)
    indices[key] = nodes.count - 1
    return nodes.count - 1
  }

  /// The node for a schema inside that of node `parent`.
  mutating func child(_ value: JSONValue, _ path: String, of parent: Int) throws(SchemaError) -> Int {
    let site = sites[parent]
    let pointer = site.pointer + path
    let position = documents[site.address.document].positions[ExactString(pointer)]
    return try index(
      of: Site(
        address: .init(
          document: site.address.document, resource: position?.resource ?? site.address.resource),
        pointer: pointer, value: value))
  }

  /// The set of keywords in force in a resource, by its metaschema.
  mutating func vocabulary(of address: SchemaRegistry.Address) throws(SchemaError) -> Vocabulary {
    if let known = vocabularies[address] { return known }
    let document = documents[address.document]
    let resource = document.resources[address.resource]
    let vocabulary = try vocabulary(metaschema: resource.metaschema) { code, message in
      let value = document.positions[ExactString(resource.pointer)]?.value["$schema"]
      return SchemaError(
        code, message, range: value?.range ?? document.root["$schema"]?.range, documentURI: document.uri)
    }
    vocabularies[address] = vocabulary
    return vocabulary
  }

  private mutating func vocabulary(
    metaschema: String?, error: (SchemaError.Code, String) -> SchemaError
  ) throws(SchemaError) -> Vocabulary {
    guard let metaschema else { return .standard }
    let reference = URIReference(metaschema)
    let uri = reference.withoutFragment
    if uri == Metaschema.uri { return .standard }
    guard let site = try find(reference) else {
      throw error(
        .unresolvedReference(metaschema),
        "the metaschema \(metaschema) is not registered; use \(Metaschema.uri)")
    }
    guard let declared = site.value["$vocabulary"]?.object else { return .standard }
    var vocabulary: Vocabulary = []
    for member in declared {
      if let known = Vocabulary.named(member.key) {
        vocabulary.insert(known)
      } else if member.value.boolean == true {
        throw error(
          .unknownVocabulary(member.key), "the metaschema requires the unknown vocabulary \(member.key)")
      }
    }
    return vocabulary
  }

  /// An error at a value in a node's document.
  func error(_ code: SchemaError.Code, _ message: String, at value: JSONValue, node: Int) -> SchemaError {
    SchemaError(code, message, range: value.range, documentURI: nodes[node].place.documentURI)
  }
}
