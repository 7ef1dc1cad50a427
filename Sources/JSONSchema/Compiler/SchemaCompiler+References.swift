extension SchemaCompiler {
  /// The site at an absolute address; nil where nothing is there.
  mutating func find(_ reference: URIReference) throws(SchemaError) -> Site? {
    let uri = reference.withoutFragment
    if addresses[uri] == nil, !includesMetaschemas, uri.hasPrefix(Metaschema.prefix) { includeMetaschemas() }
    guard let address = addresses[uri] else { return nil }
    let document = documents[address.document]
    let resource = document.resources[address.resource]
    guard let fragment = URIReference.percentDecoded(reference.fragment ?? "") else { return nil }
    if fragment.isEmpty { return site(document, address.document, resource.pointer) }
    if fragment.utf8.first != UInt8(ascii: "/") {
      return resource.anchors[fragment].flatMap { site(document, address.document, $0) }
    }
    if let known = site(document, address.document, resource.pointer + fragment) { return known }
    guard let tokens = JSONPointer.tokens(fragment),
      var value = document.positions[ExactString(resource.pointer)]?.value
    else { return nil }
    // A place that is no schema by 2020-12 may be referred to; it belongs to the resource of the schema
    // around it.
    var pointer = resource.pointer
    var owner = address.resource
    for token in tokens {
      let step: JSONValue?
      switch value.shape {
      case .object: step = value[token]
      case .array: step = Int(token).flatMap { String($0) == token ? value[$0] : nil }
      default: step = nil
      }
      guard let step else { return nil }
      value = step
      pointer += "/" + JSONPointer.escape(token)
      if let position = document.positions[ExactString(pointer)] { owner = position.resource }
    }
    return Site(
      address: .init(document: address.document, resource: owner), pointer: pointer, value: value)
  }

  private func site(_ document: SchemaDocument, _ index: Int, _ pointer: String) -> Site? {
    document.positions[ExactString(pointer)].map {
      Site(address: .init(document: index, resource: $0.resource), pointer: pointer, value: $0.value)
    }
  }

  private mutating func includeMetaschemas() {
    includesMetaschemas = true
    let offset = documents.count
    documents += Metaschema.registry.documents
    for (uri, address) in Metaschema.registry.addresses where addresses[uri] == nil {
      addresses[uri] = .init(document: address.document + offset, resource: address.resource)
    }
  }

  /// The site that a `$ref` or `$dynamicRef` in a node points to.
  mutating func target(
    of keyword: String, _ value: JSONValue, node: Int
  ) throws(SchemaError) -> (site: Site, reference: URIReference) {
    guard let text = value.string else {
      throw error(.invalidSchema(keyword: keyword), "\(keyword) must be text", at: value, node: node)
    }
    let absolute = URIReference(text).resolved(against: URIReference(nodes[node].place.resourceURI))
    guard let site = try find(absolute) else {
      throw error(
        .unresolvedReference(text), "\(keyword) leads to nothing registered: \(text)", at: value, node: node)
    }
    return (site, absolute)
  }

  mutating func reference(_ value: JSONValue, node: Int) throws(SchemaError) -> Rule {
    .reference(try index(of: try target(of: "$ref", value, node: node).site))
  }

  /// `$dynamicRef` is dynamic only where it leads, like a `$ref`, to a `$dynamicAnchor` of that very name.
  mutating func dynamicReference(_ value: JSONValue, node: Int) throws(SchemaError) -> Rule {
    let (site, reference) = try target(of: "$dynamicRef", value, node: node)
    let index = try index(of: site)
    guard let anchor = reference.fragment, let address = addresses[reference.withoutFragment],
      documents[address.document].resources[address.resource].dynamicAnchors.contains(anchor)
    else { return .reference(index) }
    dynamicReferences.append((node, anchor))
    return .dynamicReference(Shared(DynamicReference(anchor: anchor, fallback: index)))
  }

  /// Compiles what a `$dynamicRef` may come to: its anchor in every resource reached so far.
  mutating func compileDynamicAnchors() throws(SchemaError) {
    for anchor in Set(dynamicReferences.map(\.anchor)) {
      for site in sites { _ = try dynamicAnchor(anchor, in: site.address) }
    }
  }

  private mutating func dynamicAnchor(
    _ anchor: String, in address: SchemaRegistry.Address
  ) throws(SchemaError) -> Int? {
    let document = documents[address.document]
    let resource = document.resources[address.resource]
    guard resource.dynamicAnchors.contains(anchor), let pointer = resource.anchors[anchor],
      let site = site(document, address.document, pointer)
    else { return nil }
    return try index(of: site)
  }

  /// Gives each `$dynamicRef` the nodes it may come to, by resource.
  mutating func connectDynamicReferences() throws(SchemaError) {
    var maps: [String: [Int: Int]] = [:]
    for anchor in Set(dynamicReferences.map(\.anchor)) {
      var map: [Int: Int] = [:]
      for (index, site) in sites.enumerated() where map[nodes[index].place.resource] == nil {
        map[nodes[index].place.resource] = try dynamicAnchor(anchor, in: site.address)
      }
      maps[anchor] = map
    }
    for (node, _) in dynamicReferences {
      nodes[node].rules = nodes[node].rules.map { rule in
        guard case .dynamicReference(let shared) = rule else { return rule }
        var dynamic = shared.value
        dynamic.byResource = maps[dynamic.anchor] ?? [:]
        return .dynamicReference(Shared(dynamic))
      }
    }
  }

  /// Refuses a schema that leads back to itself on the same value by `$ref` and `allOf` alone.
  func refuseEndlessReferences() throws(SchemaError) {
    enum Colour { case white, grey, black }
    var colours = [Colour](repeating: .white, count: nodes.count)
    for start in nodes.indices where colours[start] == .white {
      var stack: [(node: Int, children: [Int])] = [(start, nodes[start].unconditional)]
      colours[start] = .grey
      while let top = stack.last {
        guard let child = top.children.last else {
          colours[top.node] = .black
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].children.removeLast()
        switch colours[child] {
        case .black: continue
        case .grey:
          throw error(
            .endlessReference, "the schema refers to itself without end",
            at: nodes[top.node].source["$ref"] ?? nodes[top.node].source, node: top.node)
        case .white:
          colours[child] = .grey
          stack.append((child, nodes[child].unconditional))
        }
      }
    }
  }
}

extension CompiledNode {
  /// The nodes evaluated on the same value whenever this one is.
  fileprivate var unconditional: [Int] {
    rules.flatMap { rule -> [Int] in
      switch rule {
      case .reference(let node), .not(let node): [node]
      case .allOf(let nodes): nodes
      case .anyOf(let nodes), .oneOf(let nodes): Array(nodes.prefix(1))
      case .conditional(let node, _, _): [node]
      default: []
      }
    }
  }
}
