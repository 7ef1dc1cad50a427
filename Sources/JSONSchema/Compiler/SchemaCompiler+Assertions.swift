extension SchemaCompiler {
  /// The keywords of the validation vocabulary, but for those decided together with an applicator.
  mutating func compileAssertions(
    _ schema: JSONValue, _ index: Int, _ rules: inout [Rule]
  ) throws(SchemaError) {
    if let value = schema["type"] { rules.append(try type(value, index)) }
    if let value = schema["enum"] {
      guard let values = value.array else {
        throw error(.invalidSchema(keyword: "enum"), "enum must be a list", at: value, node: index)
      }
      rules.append(.enumeration(values, set: Set(values)))
    }
    if let value = schema["const"] { rules.append(.constant(Shared(value))) }
    if let unit = try number("multipleOf", schema, index) {
      guard unit > .zero else {
        throw error(
          .invalidSchema(keyword: "multipleOf"), "multipleOf must be more than 0",
          at: schema["multipleOf"] ?? schema, node: index)
      }
      rules.append(.multipleOf(Shared(unit)))
    }
    if let bound = try number("minimum", schema, index) { rules.append(.minimum(Shared(bound))) }
    if let bound = try number("exclusiveMinimum", schema, index) {
      rules.append(.exclusiveMinimum(Shared(bound)))
    }
    if let bound = try number("maximum", schema, index) { rules.append(.maximum(Shared(bound))) }
    if let bound = try number("exclusiveMaximum", schema, index) {
      rules.append(.exclusiveMaximum(Shared(bound)))
    }
    if let bound = try bound("minLength", schema, index) { rules.append(.minLength(Shared(bound))) }
    if let bound = try bound("maxLength", schema, index) { rules.append(.maxLength(Shared(bound))) }
    if let value = schema["pattern"] {
      guard let text = value.string else {
        throw error(.invalidSchema(keyword: "pattern"), "pattern must be text", at: value, node: index)
      }
      rules.append(.pattern(try pattern(text, at: value.range, node: index)))
    }
    if let bound = try bound("minItems", schema, index) { rules.append(.minItems(Shared(bound))) }
    if let bound = try bound("maxItems", schema, index) { rules.append(.maxItems(Shared(bound))) }
    if let value = schema["uniqueItems"] {
      guard let unique = value.boolean else {
        throw error(
          .invalidSchema(keyword: "uniqueItems"), "uniqueItems must be true or false", at: value, node: index)
      }
      if unique { rules.append(.uniqueItems) }
    }
    if let bound = try bound("minProperties", schema, index) { rules.append(.minProperties(Shared(bound))) }
    if let bound = try bound("maxProperties", schema, index) { rules.append(.maxProperties(Shared(bound))) }
    var dependencies: [Dependency] = []
    for keyword in ["dependentRequired", "dependencies"] {
      for member in try members(keyword, schema, index)
      where keyword == "dependentRequired" || member.value.array != nil {
        let required = try strings(member.value, keyword, index)
        dependencies.append(Dependency(key: member.key, required: required, keyword: keyword))
      }
    }
    if !dependencies.isEmpty { rules.append(.dependentRequired(dependencies)) }
  }

  private func type(_ value: JSONValue, _ index: Int) throws(SchemaError) -> Rule {
    var names: [InstanceType] = []
    for entry in value.array ?? [value] {
      guard let type = entry.string.flatMap(InstanceType.init) else {
        throw error(
          .invalidSchema(keyword: "type"),
          "\(entry.text()) is no type; the types are "
            + InstanceType.allCases.map(\.rawValue).joined(separator: ", "), at: entry, node: index)
      }
      names.append(type)
    }
    guard !names.isEmpty else {
      throw error(.invalidSchema(keyword: "type"), "type must name a type", at: value, node: index)
    }
    return .type(names.reduce(into: []) { $0.formUnion(TypeSet($1)) }, names: names)
  }

  private func number(_ keyword: String, _ schema: JSONValue, _ index: Int) throws(SchemaError) -> Number? {
    guard let value = schema[keyword] else { return nil }
    guard let number = value.number else {
      throw error(.invalidSchema(keyword: keyword), "\(keyword) must be a number", at: value, node: index)
    }
    return number
  }

  func bound(_ keyword: String, _ schema: JSONValue, _ index: Int) throws(SchemaError) -> Bound? {
    guard let number = try number(keyword, schema, index) else { return nil }
    guard number.isInteger, number >= .zero else {
      throw error(
        .invalidSchema(keyword: keyword), "\(keyword) must be a whole number, 0 or more",
        at: schema[keyword] ?? schema, node: index)
    }
    return Bound(number)
  }

  func strings(_ value: JSONValue, _ keyword: String, _ index: Int) throws(SchemaError) -> [String] {
    let strings = value.array?.compactMap(\.string)
    guard let strings, strings.count == value.array?.count else {
      throw error(.invalidSchema(keyword: keyword), "\(keyword) must list keys", at: value, node: index)
    }
    return strings
  }

  mutating func pattern(_ text: String, at range: Range<Int>?, node: Int) throws(SchemaError) -> Pattern {
    if let known = patterns[ExactString(text)] { return known }
    do {
      let pattern = try Pattern(text)
      patterns[ExactString(text)] = pattern
      return pattern
    } catch {
      throw SchemaError(
        .invalidPattern(text, reason: error.reason), "the pattern \(text) cannot be used: \(error.reason)",
        range: range, documentURI: nodes[node].place.documentURI)
    }
  }
}
