extension Evaluator {
  /// The keywords on arrays.
  mutating func checkArray(
    _ rule: Rule, _ index: Int, _ value: JSONValue, _ elements: [JSONValue], _ marks: inout Marks,
    _ tracking: Bool
  ) -> Bool {
    switch rule {
    case .minItems(let shared):
      let bound = shared.value
      if elements.count >= bound.limit { return true }
      fail(index, "minItems", value, .minItems(bound.number, found: elements.count))
    case .maxItems(let shared):
      let bound = shared.value
      if elements.count <= bound.limit { return true }
      fail(index, "maxItems", value, .maxItems(bound.number, found: elements.count))
    case .uniqueItems: return checkUnique(index, elements)
    case .array(let array): return checkElements(array.value, index, elements, &marks, tracking)
    case .contains(let contains):
      return checkContains(contains.value, index, value, elements, &marks, tracking)
    case .unevaluatedItems(let node):
      var isValid = true
      let known = elements.indices.first { !marks[$0] } ?? elements.count
      for (position, element) in elements.enumerated() where !marks[position] {
        isValid = checkElement(node, element, position, allowed: known, index, "unevaluatedItems") && isValid
        if !isValid && !collecting { return false }
        marks.insert(position)
      }
      return isValid
    default: return true
    }
    return false
  }

  private mutating func checkElements(
    _ array: ArrayRule, _ index: Int, _ elements: [JSONValue], _ marks: inout Marks, _ tracking: Bool
  ) -> Bool {
    var isValid = true
    for (position, element) in elements.enumerated() {
      if position < array.prefix.count {
        isValid = descend(array.prefix[position], element, .index(position)) && isValid
      } else if let rest = array.rest {
        isValid =
          checkElement(rest, element, position, allowed: array.prefix.count, index, "items") && isValid
      } else {
        break
      }
      if !isValid && !collecting { return false }
      if tracking { marks.insert(position) }
    }
    return isValid
  }

  /// An element against a node; `false` there means that no more elements than `allowed` may be.
  private mutating func checkElement(
    _ node: Int, _ element: JSONValue, _ position: Int, allowed: Int, _ index: Int, _ keyword: String
  ) -> Bool {
    guard schema.nodes[node].isFalse else { return descend(node, element, .index(position)) }
    path.append(.index(position))
    fail(index, keyword, element, .unexpectedItem(position, allowed: allowed))
    path.removeLast()
    return false
  }

  private mutating func checkContains(
    _ contains: ContainsRule, _ index: Int, _ value: JSONValue, _ elements: [JSONValue],
    _ marks: inout Marks, _ tracking: Bool
  ) -> Bool {
    let (node, minimum, maximum) = (contains.node, contains.minimum, contains.maximum)
    var found = 0
    let outer = collecting
    collecting = false
    for (position, element) in elements.enumerated() where descend(node, element, .index(position)) {
      found += 1
      if tracking { marks.insert(position) }
    }
    collecting = outer
    if found >= minimum.limit, found <= maximum?.limit ?? .max { return true }
    let keyword =
      found >= minimum.limit ? "maxContains" : minimum.number == Number(1) ? "contains" : "minContains"
    fail(index, keyword, value, .contains(minimum: minimum.number, maximum: maximum?.number, found: found))
    return false
  }

  private mutating func checkUnique(_ index: Int, _ elements: [JSONValue]) -> Bool {
    guard elements.count > 1 else { return true }
    var seen: [JSONValue: Int] = [:]
    seen.reserveCapacity(elements.count)
    var isValid = true
    for (position, element) in elements.enumerated() {
      guard let first = seen[element] else {
        seen[element] = position
        continue
      }
      isValid = false
      guard collecting else { return false }
      path.append(.index(position))
      fail(index, "uniqueItems", element, .uniqueItems(first: first, second: position))
      path.removeLast()
    }
    return isValid
  }
}
