/// A registered document with the schemas found in it.
struct SchemaDocument: Sendable {
  /// A schema of the document, by what it inherits.
  struct Position: Sendable {
    let value: JSONValue
    /// An index into `resources`.
    let resource: Int
  }

  /// A schema with an address of its own: the document, or a subschema with `$id`.
  struct Resource: Sendable {
    let uri: String
    /// From the document's root.
    let pointer: String
    /// The address in `$schema`, inherited from the resource around it.
    let metaschema: String?
    /// `$anchor` and `$dynamicAnchor`, to pointers from the document's root.
    var anchors: [String: String] = [:]
    var dynamicAnchors: Set<String> = []
  }

  let uri: String
  let root: JSONValue
  private(set) var resources: [Resource] = []
  /// By pointer from the root.
  private(set) var positions: [ExactString: Position] = [:]

  init(root: JSONValue, uri: String) throws(SchemaError) {
    self.uri = uri
    self.root = root
    var queue: [(value: JSONValue, pointer: String, resource: Int)] = [(root, "", -1)]
    while let next = queue.popLast() {
      let resource = try visit(next.value, next.pointer, next.resource)
      positions[ExactString(next.pointer)] = Position(value: next.value, resource: resource)
      for child in SchemaDocument.subschemas(of: next.value) {
        queue.append((child.value, next.pointer + child.path, resource))
      }
    }
  }

  /// Notes the identifiers of a schema; returns the resource that it belongs to.
  private mutating func visit(_ schema: JSONValue, _ pointer: String, _ outer: Int) throws(SchemaError) -> Int {
    var resource = outer
    let id = try identifier("$id", of: schema)
    if id != nil || outer < 0 {
      let base = URIReference(outer < 0 ? uri : resources[outer].uri)
      let reference = URIReference(id ?? "")
      guard reference.fragment ?? "" == "" else {
        throw error(.invalidSchema(keyword: "$id"), "$id has a fragment; use $anchor", schema["$id"])
      }
      resources.append(
        Resource(
          uri: reference.resolved(against: base).withoutFragment, pointer: pointer,
          metaschema: try identifier("$schema", of: schema) ?? (outer < 0 ? nil : resources[outer].metaschema)
        ))
      resource = resources.count - 1
    }
    for keyword in ["$anchor", "$dynamicAnchor"] {
      guard let anchor = try identifier(keyword, of: schema) else { continue }
      guard SchemaDocument.isAnchor(anchor) else {
        throw error(.invalidSchema(keyword: keyword), "\(anchor) is no name for an anchor", schema[keyword])
      }
      if let other = resources[resource].anchors[anchor], other != pointer {
        throw error(.duplicateIdentifier(anchor), "the anchor \(anchor) occurs twice", schema[keyword])
      }
      resources[resource].anchors[anchor] = pointer
      if keyword == "$dynamicAnchor" { resources[resource].dynamicAnchors.insert(anchor) }
    }
    return resource
  }

  private func identifier(_ keyword: String, of schema: JSONValue) throws(SchemaError) -> String? {
    guard let value = schema[keyword] else { return nil }
    guard let text = value.string else {
      throw error(.invalidSchema(keyword: keyword), "\(keyword) must be text", value)
    }
    return text
  }

  private func error(_ code: SchemaError.Code, _ message: String, _ value: JSONValue?) -> SchemaError {
    SchemaError(code, message, range: value?.range, documentURI: uri)
  }

  /// `[A-Za-z_][-A-Za-z0-9._]*`
  private static func isAnchor(_ text: String) -> Bool {
    text.utf8.first.map { $0.isASCIILetter || $0 == UInt8(ascii: "_") } ?? false
      && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-._".utf8.contains($0) }
  }

  /// The schemas directly inside a schema, with their pointers from it.
  static func subschemas(of schema: JSONValue) -> [(path: String, value: JSONValue)] {
    guard case .object(let members) = schema.shape else { return [] }
    var found: [(path: String, value: JSONValue)] = []
    for member in members {
      guard let nesting = Keyword.subschemas[member.key] else { continue }
      switch (nesting, member.value.shape) {
      case (.schema, .object), (.schema, .boolean): found.append(("/" + member.key, member.value))
      case (.schemas, .array(let values)):
        for (index, value) in values.enumerated() { found.append(("/\(member.key)/\(index)", value)) }
      case (.schemasByKey, .object(let inner)):
        for schema in inner {
          found.append(("/\(member.key)/\(JSONPointer.escape(schema.key))", schema.value))
        }
      default: break
      }
    }
    return found
  }
}

extension UInt8 {
  var isASCIIDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
  var isASCIILetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }
  var isHexDigit: Bool { isASCIIDigit || UInt8(ascii: "a")...UInt8(ascii: "f") ~= self | 0x20 }
}
