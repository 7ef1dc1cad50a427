/// A place in a compiled schema, to be asked what it says of a field.
public struct SchemaNode: Sendable {
  let schema: CompiledSchema
  let index: Int

  var node: CompiledNode { schema.nodes[index] }

  /// The address that the schema's document was registered at.
  public var documentURI: String { node.place.documentURI }

  /// The absolute location, such as `https://example.com/lead#/properties/age`.
  public var schemaLocation: String { node.place.location() }

  /// The schema as written.
  public var source: JSONValue { node.source }

  /// The value of the schema's own keyword, unknown ones too; nil where it is not there.
  public func keyword(_ name: String) -> JSONValue? { node.source[name] }

  /// The bytes of the keyword's value in the schema's document.
  public func keywordRange(_ name: String) -> Range<Int>? { node.source[name]?.range }

  /// The schema itself and all that applies in the same place always: through `$ref`, `$dynamicRef` (to where
  /// it points before any schema extends it) and `allOf`, and what these refer to. Each once, the schema
  /// itself first.
  public var applicable: [SchemaNode] {
    var (found, seen) = ([index], Set([index]))
    var next = 0
    while next < found.count {
      for child in schema.nodes[found[next]].alwaysInPlace where seen.insert(child).inserted {
        found.append(child)
      }
      next += 1
    }
    return found.map { SchemaNode(schema: schema, index: $0) }
  }

  /// What all that is applicable says of the property: by `properties` and each matching `patternProperties`,
  /// where neither knows it by `additionalProperties`.
  public func property(_ name: String) -> [SchemaNode] {
    var found: [SchemaNode] = []
    for part in applicable {
      guard let object = part.node.objectRule else { continue }
      var nodes: [Int] = []
      if let node = object.properties[ExactString(name)]?.node { nodes.append(node) }
      for (pattern, node) in object.patterns where pattern.matches(name) { nodes.append(node) }
      if nodes.isEmpty, let additional = object.additional { nodes.append(additional) }
      found += nodes.map { SchemaNode(schema: schema, index: $0) }
    }
    return found
  }

  /// The properties that all that is applicable names, in the order of declaration, each once.
  public var propertyNames: [String] {
    var (names, seen) = ([String](), Set<ExactString>())
    for part in applicable {
      for name in part.node.objectRule?.names ?? [] where seen.insert(ExactString(name)).inserted {
        names.append(name)
      }
    }
    return names
  }

  /// What all that is applicable says by `items` of the elements after `prefixItems`.
  public var items: [SchemaNode] {
    applicable.compactMap { part in
      part.node.arrayRule?.rest.map { SchemaNode(schema: schema, index: $0) }
    }
  }

  /// What all that is applicable says of the element at the index: by `prefixItems`, past it by `items`.
  public func prefixItem(_ index: Int) -> [SchemaNode] {
    applicable.compactMap { part in
      guard let array = part.node.arrayRule, index >= 0 else { return nil }
      let node = index < array.prefix.count ? array.prefix[index] : array.rest
      return node.map { SchemaNode(schema: schema, index: $0) }
    }
  }

  /// The keyword's value in the first applicable schema that has it.
  public func annotation(_ name: String) -> JSONValue? {
    for part in applicable {
      if let value = part.keyword(name) { return value }
    }
    return nil
  }

  /// The types that all that is applicable agrees on; nil where nothing declares any. An `enum` or `const` of
  /// strings alone declares `string`. `number` holds `integer` too.
  public var declaredTypes: Set<InstanceType>? {
    var result: Set<InstanceType>?
    for part in applicable {
      for declared in part.node.declaredTypes {
        let types = declared.contains(.number) ? declared.union([.integer]) : declared
        result = result?.intersection(types) ?? types
      }
    }
    return result
  }
}

extension CompiledNode {
  /// The nodes that apply to the same value whenever this one does.
  var alwaysInPlace: [Int] {
    rules.flatMap { rule -> [Int] in
      switch rule {
      case .reference(let node): [node]
      case .dynamicReference(let dynamic): [dynamic.value.fallback]
      case .allOf(let nodes): nodes
      default: []
      }
    }
  }

  var objectRule: ObjectRule? {
    for case .object(let rule) in rules { return rule.value }
    return nil
  }

  var arrayRule: ArrayRule? {
    for case .array(let rule) in rules { return rule.value }
    return nil
  }

  /// One set for each keyword that declares types.
  fileprivate var declaredTypes: [Set<InstanceType>] {
    rules.compactMap { rule -> Set<InstanceType>? in
      switch rule {
      case .type(_, let names): Set(names)
      case .enumeration(let values, _) where values.allSatisfy { $0.string != nil }: [.string]
      case .constant(let constant) where constant.value.string != nil: [.string]
      default: nil
      }
    }
  }
}
