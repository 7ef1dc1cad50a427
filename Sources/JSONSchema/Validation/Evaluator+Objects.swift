extension Evaluator {
  /// `properties`, `patternProperties`, `additionalProperties` and `required`.
  mutating func checkMembers(
    _ object: ObjectRule, _ index: Int, _ value: JSONValue, _ members: [Member<JSONValue>],
    _ marks: inout Marks, _ tracking: Bool
  ) -> Bool {
    var isValid = true
    var present = Marks()
    var presentCount = 0
    for (position, member) in members.enumerated() {
      var isKnown = false
      if !object.properties.isEmpty, let property = object.properties[ExactString(member.key)] {
        if let required = property.required, !present[required] {
          present.insert(required)
          presentCount += 1
        }
        if let node = property.node {
          isKnown = true
          isValid = checkMember(node, member) && isValid
        }
      }
      for (pattern, node) in object.patterns where pattern.matches(member.key) {
        isKnown = true
        isValid = checkMember(node, member) && isValid
      }
      if !isKnown, let node = object.additional {
        isKnown = true
        isValid = checkUnknown(node, member, index, "additionalProperties") && isValid
      }
      if !isValid && !collecting { return false }
      if isKnown && tracking { marks.insert(position) }
    }
    if presentCount < object.required.count {
      isValid = false
      for (number, key) in object.required.enumerated() where !present[number] {
        fail(index, "required", value, .required(key))
      }
    }
    return isValid
  }

  /// A member against a node; a finding that it may not be there at all points at the key.
  private mutating func checkMember(_ node: Int, _ member: Member<JSONValue>) -> Bool {
    guard schema.nodes[node].isFalse else { return descend(node, member.value, .key(member.key)) }
    return failKey(node, "", member, .falseSchema)
  }

  /// A member that no other keyword knows.
  private mutating func checkUnknown(
    _ node: Int, _ member: Member<JSONValue>, _ index: Int, _ keyword: String
  ) -> Bool {
    guard schema.nodes[node].isFalse else { return descend(node, member.value, .key(member.key)) }
    guard collecting else { return false }
    // `additionalProperties` sees its own schema's properties, `unevaluatedProperties` all that apply.
    let known =
      keyword == "additionalProperties"
      ? schema.nodes[index].objectRule?.names ?? [] : schema.knownProperties(of: index)
    return failKey(index, keyword, member, .unexpectedProperty(member.key, known: known))
  }

  private mutating func failKey(
    _ index: Int, _ keyword: String, _ member: Member<JSONValue>, _ detail: ValidationError.Detail
  ) -> Bool {
    guard collecting else { return false }
    path.append(.key(member.key))
    errors.append(finding(index, keyword, member.keyRange ?? member.value.range, detail))
    path.removeLast()
    return false
  }

  /// The other keywords on objects.
  mutating func checkObject(
    _ rule: Rule, _ index: Int, _ value: JSONValue, _ members: [Member<JSONValue>], _ marks: inout Marks,
    _ tracking: Bool
  ) -> Bool {
    var isValid = true
    switch rule {
    case .minProperties(let shared):
      let bound = shared.value
      if members.count >= bound.limit { return true }
      fail(index, "minProperties", value, .minProperties(bound.number, found: members.count))
      return false
    case .maxProperties(let shared):
      let bound = shared.value
      if members.count <= bound.limit { return true }
      fail(index, "maxProperties", value, .maxProperties(bound.number, found: members.count))
      return false
    case .propertyNames(let node):
      for member in members where isValid || collecting {
        isValid = checkName(node, member, index) && isValid
      }
    case .dependentRequired(let dependencies):
      for dependency in dependencies where members.contains(dependency.key) {
        for key in dependency.required where !members.contains(key) {
          isValid = false
          fail(index, dependency.keyword, value, .dependentRequired(key, because: dependency.key))
        }
      }
    case .dependentSchemas(let triggers, _):
      for (key, node) in triggers where members.contains(key) && (isValid || collecting) {
        isValid = evaluate(node, value, &marks, tracking: tracking) && isValid
      }
    case .unevaluatedProperties(let node):
      for (position, member) in members.enumerated() where !marks[position] && (isValid || collecting) {
        isValid = checkUnknown(node, member, index, "unevaluatedProperties") && isValid
        marks.insert(position)
      }
    default: break
    }
    return isValid
  }

  private mutating func checkName(_ node: Int, _ member: Member<JSONValue>, _ index: Int) -> Bool {
    let name = JSONValue(.string(member.key), range: member.keyRange)
    let outer = errors
    errors = []
    let isValid = descend(node, name, .key(member.key))
    let found = errors
    errors = outer
    return isValid || failKey(index, "propertyNames", member, .propertyName(member.key, found))
  }
}

extension [Member<JSONValue>] {
  fileprivate func contains(_ key: String) -> Bool { contains { $0.key.isIdentical(to: key) } }
}

extension CompiledSchema {
  /// The keys that a schema knows by name, in whatever branch, each once.
  func knownProperties(of index: Int) -> [String] {
    var (queue, visited) = ([index], Set([index]))
    var (names, seen) = ([String](), Set<ExactString>())
    var next = 0
    while next < queue.count {
      let node = nodes[queue[next]]
      next += 1
      for name in node.objectRule?.names ?? [] where seen.insert(ExactString(name)).inserted {
        names.append(name)
      }
      for child in node.inPlace where visited.insert(child).inserted { queue.append(child) }
    }
    return names
  }
}

extension CompiledNode {
  /// The nodes that may apply to the same value, whatever it takes.
  fileprivate var inPlace: [Int] {
    alwaysInPlace
      + rules.flatMap { rule -> [Int] in
        switch rule {
        case .anyOf(let nodes), .oneOf(let nodes): nodes
        case .conditional(let condition, let yes, let no): [condition] + [yes, no].compactMap { $0 }
        case .dependentSchemas(let triggers, _): triggers.map(\.node)
        default: []
        }
      }
  }
}
