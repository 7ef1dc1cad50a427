extension SchemaCompiler {
  /// Fills in a node's rules.
  mutating func compileNode(_ index: Int) throws(SchemaError) {
    let site = sites[index]
    switch site.value.shape {
    case .boolean(let value):
      nodes[index].isFalse = !value
      return
    case .object: break
    default:
      throw error(
        .invalidSchema(keyword: ""), "a schema must be a mapping, true or false", at: site.value, node: index)
    }
    let vocabulary = try vocabulary(of: site.address)
    var rules: [Rule] = []
    let schema = site.value
    if let value = schema["$ref"] { rules.append(try reference(value, node: index)) }
    if let value = schema["$dynamicRef"] { rules.append(try dynamicReference(value, node: index)) }
    if vocabulary.contains(.validation) { try compileAssertions(schema, index, &rules) }
    if let rule = try format(schema, vocabulary, index) { rules.append(rule) }
    try compileObject(schema, vocabulary, index, &rules)
    if vocabulary.contains(.applicator) {
      try compileArray(schema, vocabulary, index, &rules)
      try compileInPlace(schema, index, &rules)
    }
    if vocabulary.contains(.unevaluated) {
      if let value = schema["unevaluatedItems"] {
        rules.append(.unevaluatedItems(try child(value, "/unevaluatedItems", of: index)))
        nodes[index].needsMarks = true
      }
      if let value = schema["unevaluatedProperties"] {
        rules.append(.unevaluatedProperties(try child(value, "/unevaluatedProperties", of: index)))
        nodes[index].needsMarks = true
      }
    }
    nodes[index].rules = rules
  }

  private func format(_ schema: JSONValue, _ vocabulary: Vocabulary, _ index: Int) throws(SchemaError)
    -> Rule?
  {
    guard let value = schema["format"] else { return nil }
    guard let name = value.string else {
      throw error(.invalidSchema(keyword: "format"), "format must be text", at: value, node: index)
    }
    let check: FormatCheck?
    if vocabulary.contains(.formatAssertion) {
      check = registry.formats[name] ?? StandardFormats.all[name]
    } else {
      check = registry.assertsFormats ? registry.formats[name] : nil
    }
    return check.map { .format(name, $0) }
  }

  private mutating func compileObject(
    _ schema: JSONValue, _ vocabulary: Vocabulary, _ index: Int, _ rules: inout [Rule]
  ) throws(SchemaError) {
    var object = ObjectRule()
    if vocabulary.contains(.applicator) {
      for member in try members("properties", schema, index) {
        let node = try child(member.value, "/properties/" + JSONPointer.escape(member.key), of: index)
        object.properties[ExactString(member.key)] = .init(node: node, required: nil)
        object.names.append(member.key)
      }
      for member in try members("patternProperties", schema, index) {
        let pattern = try pattern(member.key, at: member.keyRange, node: index)
        let path = "/patternProperties/" + JSONPointer.escape(member.key)
        object.patterns.append((pattern, try child(member.value, path, of: index)))
      }
      if let value = schema["additionalProperties"] {
        object.additional = try child(value, "/additionalProperties", of: index)
      }
    }
    if vocabulary.contains(.validation), let value = schema["required"] {
      for name in try strings(value, "required", index) {
        let known = object.properties[ExactString(name)]
        guard known?.required == nil else { continue }
        object.properties[ExactString(name)] = .init(node: known?.node, required: object.required.count)
        object.required.append(name)
      }
    }
    if !object.isEmpty { rules.append(.object(Shared(object))) }
  }

  private mutating func compileArray(
    _ schema: JSONValue, _ vocabulary: Vocabulary, _ index: Int, _ rules: inout [Rule]
  ) throws(SchemaError) {
    var array = ArrayRule()
    if let value = schema["prefixItems"] { array.prefix = try children(value, "prefixItems", index) }
    if let value = schema["items"] { array.rest = try child(value, "/items", of: index) }
    if !array.prefix.isEmpty || array.rest != nil { rules.append(.array(Shared(array))) }
    if let value = schema["contains"] {
      var minimum = Bound(Number(1))
      var maximum: Bound?
      if vocabulary.contains(.validation) {
        minimum = try bound("minContains", schema, index) ?? minimum
        maximum = try bound("maxContains", schema, index)
      }
      let node = try child(value, "/contains", of: index)
      rules.append(.contains(Shared(ContainsRule(node: node, minimum: minimum, maximum: maximum))))
    }
  }

  private mutating func compileInPlace(
    _ schema: JSONValue, _ index: Int, _ rules: inout [Rule]
  ) throws(SchemaError) {
    if let value = schema["propertyNames"] {
      rules.append(.propertyNames(try child(value, "/propertyNames", of: index)))
    }
    for keyword in ["dependentSchemas", "dependencies"] {
      var triggers: [(key: String, node: Int)] = []
      for member in try members(keyword, schema, index) where member.value.array == nil {
        let path = "/\(keyword)/" + JSONPointer.escape(member.key)
        triggers.append((member.key, try child(member.value, path, of: index)))
      }
      if !triggers.isEmpty { rules.append(.dependentSchemas(triggers, keyword: keyword)) }
    }
    if let value = schema["allOf"] { rules.append(.allOf(try children(value, "allOf", index))) }
    if let value = schema["anyOf"] { rules.append(.anyOf(try children(value, "anyOf", index))) }
    if let value = schema["oneOf"] { rules.append(.oneOf(try children(value, "oneOf", index))) }
    if let value = schema["not"] { rules.append(.not(try child(value, "/not", of: index))) }
    if let condition = schema["if"] {
      let (yes, no) = (schema["then"], schema["else"])
      let node = try child(condition, "/if", of: index)
      var branches: (Int?, Int?) = (nil, nil)
      if let yes { branches.0 = try child(yes, "/then", of: index) }
      if let no { branches.1 = try child(no, "/else", of: index) }
      rules.append(.conditional(if: node, then: branches.0, else: branches.1))
    }
  }

  private mutating func children(
    _ value: JSONValue, _ keyword: String, _ index: Int
  ) throws(SchemaError) -> [Int] {
    guard let values = value.array, !values.isEmpty else {
      throw error(
        .invalidSchema(keyword: keyword), "\(keyword) must be a list of schemas", at: value, node: index)
    }
    var nodes: [Int] = []
    for (offset, value) in values.enumerated() {
      nodes.append(try child(value, "/\(keyword)/\(offset)", of: index))
    }
    return nodes
  }

  func members(
    _ keyword: String, _ schema: JSONValue, _ index: Int
  ) throws(SchemaError) -> [Member<JSONValue>] {
    guard let value = schema[keyword] else { return [] }
    guard let members = value.object else {
      throw error(.invalidSchema(keyword: keyword), "\(keyword) must be a mapping", at: value, node: index)
    }
    return members
  }
}
