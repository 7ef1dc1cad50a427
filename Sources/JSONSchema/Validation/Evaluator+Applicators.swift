extension Evaluator {
  /// `allOf`, `anyOf`, `oneOf`, `not`, `if`.
  mutating func checkInPlace(
    _ rule: Rule, _ index: Int, _ value: JSONValue, _ marks: inout Marks, _ tracking: Bool
  ) -> Bool {
    switch rule {
    case .allOf(let nodes):
      var isValid = true
      for node in nodes where isValid || collecting {
        isValid = evaluate(node, value, &marks, tracking: tracking) && isValid
      }
      return isValid
    case .anyOf(let nodes): return checkAnyOf(nodes, index, value, &marks, tracking)
    case .oneOf(let nodes): return checkOneOf(nodes, index, value, &marks, tracking)
    case .not(let node):
      var dropped = Marks()
      guard probe(node, value, &dropped, tracking: false) else { return true }
      fail(index, "not", value, .not)
      return false
    case .conditional(let condition, let yes, let no):
      var found = Marks()
      let holds = probe(condition, value, &found, tracking: tracking)
      if holds && tracking { marks.formUnion(found) }
      guard let branch = holds ? yes : no else { return true }
      return evaluate(branch, value, &marks, tracking: tracking)
    default: return true
    }
  }

  private mutating func checkAnyOf(
    _ nodes: [Int], _ index: Int, _ value: JSONValue, _ marks: inout Marks, _ tracking: Bool
  ) -> Bool {
    var (isValid, union, failures) = (false, Marks(), [[ValidationError]]())
    for node in nodes {
      var found = Marks()
      if let errors = branch(node, value, &found, tracking) {
        failures.append(errors)
        union.formUnion(found)
      } else {
        isValid = true
        guard tracking else { return true }
        marks.formUnion(found)
      }
    }
    if isValid { return true }
    // What a failed branch knew is not reported as unknown on top.
    if tracking { marks.formUnion(union) }
    fail(index, "anyOf", value, .anyOf(failures))
    return false
  }

  private mutating func checkOneOf(
    _ nodes: [Int], _ index: Int, _ value: JSONValue, _ marks: inout Marks, _ tracking: Bool
  ) -> Bool {
    var (matched, accepted, union, failures) = ([Int](), Marks(), Marks(), [[ValidationError]]())
    for (number, node) in nodes.enumerated() {
      var found = Marks()
      if let errors = branch(node, value, &found, tracking) {
        failures.append(errors)
        union.formUnion(found)
      } else {
        matched.append(number)
        accepted.formUnion(found)
        if matched.count > 1 && !collecting { return false }
      }
    }
    if tracking { marks.formUnion(accepted) }
    if matched.count == 1 { return true }
    if tracking { marks.formUnion(union) }
    fail(index, "oneOf", value, .oneOf(matched: matched, failures))
    return false
  }

  /// The findings of a branch, apart from the others; nil where it accepts.
  private mutating func branch(
    _ node: Int, _ value: JSONValue, _ marks: inout Marks, _ tracking: Bool
  ) -> [ValidationError]? {
    let outer = errors.count
    let isValid = evaluate(node, value, &marks, tracking: tracking)
    guard !isValid else { return nil }
    defer { errors.removeSubrange(outer...) }
    return Array(errors[outer...])
  }
}
