extension Evaluator {
  /// `type`, `enum` and `const`.
  mutating func checkAny(_ rule: Rule, _ index: Int, _ value: JSONValue) -> Bool {
    switch rule {
    case .type(let types, let names):
      let found = value.shape.type
      if types.contains(TypeSet(found)) { return true }
      // A whole number that is asked for text is "a number" to the reader.
      fail(index, "type", value, .type(expected: names, found: found == .integer ? .number : found))
    case .enumeration(let values, let set):
      if set.contains(value) { return true }
      fail(index, "enum", value, .enumeration(allowed: values, found: value))
    case .constant(let shared):
      let constant = shared.value
      if constant == value { return true }
      fail(index, "const", value, .constant(constant))
    default: return true
    }
    return false
  }

  /// The keywords on numbers.
  mutating func checkNumber(_ rule: Rule, _ index: Int, _ value: JSONValue, _ number: Number) -> Bool {
    switch rule {
    case .multipleOf(let shared):
      let unit = shared.value
      if number.isMultiple(of: unit) { return true }
      fail(index, "multipleOf", value, .multipleOf(unit))
    case .minimum(let shared):
      let bound = shared.value
      if number >= bound { return true }
      fail(index, "minimum", value, .minimum(bound))
    case .exclusiveMinimum(let shared):
      let bound = shared.value
      if number > bound { return true }
      fail(index, "exclusiveMinimum", value, .exclusiveMinimum(bound))
    case .maximum(let shared):
      let bound = shared.value
      if number <= bound { return true }
      fail(index, "maximum", value, .maximum(bound))
    case .exclusiveMaximum(let shared):
      let bound = shared.value
      if number < bound { return true }
      fail(index, "exclusiveMaximum", value, .exclusiveMaximum(bound))
    default: return true
    }
    return false
  }

  /// The keywords on text.
  mutating func checkString(_ rule: Rule, _ index: Int, _ value: JSONValue, _ text: String) -> Bool {
    switch rule {
    case .minLength(let shared):
      let bound = shared.value
      let count = text.unicodeScalars.count
      if count >= bound.limit { return true }
      fail(index, "minLength", value, .minLength(bound.number, found: count))
    case .maxLength(let shared):
      let bound = shared.value
      // Code points are at most as many as bytes.
      if text.utf8.count <= bound.limit { return true }
      let count = text.unicodeScalars.count
      if count <= bound.limit { return true }
      fail(index, "maxLength", value, .maxLength(bound.number, found: count))
    case .pattern(let pattern):
      if pattern.matches(text) { return true }
      fail(index, "pattern", value, .pattern(pattern.source))
    case .format(let name, let check):
      if check(text) { return true }
      fail(index, "format", value, .format(name))
    default: return true
    }
    return false
  }
}
