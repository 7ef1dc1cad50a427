public import JSONSchema

extension FieldSchema {
  /// The schema in force as one document: where others apply in the same place by `$ref`, they stand whole under `$defs`
  /// by their addresses (a compound document, JSON Schema 2020-12 core, 9.3).
  public var document: JSONValue? {
    guard let root = nodes.first else { return nil }
    guard case .object(var members) = root.source.shape else { return root.source }
    var bundled: [Member<JSONValue>] = members.first { $0.key == "$defs" }?.value.object ?? []
    for node in nodes.dropFirst() where node.documentURI != root.documentURI && node.source["$id"] != nil {
      guard !bundled.contains(where: { $0.key == node.documentURI }) else { continue }
      bundled.append(Member(key: node.documentURI, value: node.source))
    }
    guard !bundled.isEmpty else { return root.source }
    members.removeAll { $0.key == "$defs" }
    members.append(Member(key: "$defs", value: JSONValue(.object(bundled))))
    if !members.contains(where: { $0.key == "$schema" }) {
      let dialect = JSONValue(.string("https://json-schema.org/draft/2020-12/schema"))
      members.insert(Member(key: "$schema", value: dialect), at: 0)
    }
    return JSONValue(.object(members))
  }
}
