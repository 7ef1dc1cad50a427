/// One validation of one value: walks the nodes, remembers the way, notes what is broken.
struct Evaluator {
  let schema: CompiledSchema
  /// Whether findings are wanted, or only the answer at the first of them.
  var collecting: Bool
  var errors: [ValidationError] = []
  var path: [InstancePathComponent] = []
  /// The resources entered, the outermost first; kept only for `$dynamicRef`.
  var scope: [Int] = []
  /// Why the evaluation was given up; then no answer counts.
  private var aborted: ValidationError?
  /// Nodes entered and not yet left: in all, and since the last step into the value.
  private var depth = 0
  private var depthInPlace = 0
  /// Nodes that may still be entered, so that a schema that branches without end comes to one.
  private var budget = 1_000_000
  /// What `budget` grows by once, when it is used up.
  private var reserve: JSONValue?

  /// Kept so that the deepest evaluation fits the 512 KiB that some platforms give a thread.
  private static let depthLimit = 280
  private static let depthInPlaceLimit = 128

  init(_ schema: CompiledSchema, collecting: Bool) {
    self.schema = schema
    self.collecting = collecting
  }

  /// The findings on a value.
  mutating func run(_ value: JSONValue) -> [ValidationError] {
    var marks = Marks()
    reserve = value
    _ = evaluate(0, value, &marks, tracking: false)
    return aborted.map { [$0] } ?? errors
  }

  /// Whether there is nothing to find.
  mutating func isValid(_ value: JSONValue) -> Bool {
    var marks = Marks()
    reserve = value
    return evaluate(0, value, &marks, tracking: false) && aborted == nil
  }

  /// Whether the value meets the node. Where `tracking`, what it evaluates is marked.
  mutating func evaluate(_ index: Int, _ value: JSONValue, _ marks: inout Marks, tracking: Bool) -> Bool {
    guard aborted == nil, enter(index, value) else { return false }
    defer {
      depth -= 1
      depthInPlace -= 1
    }
    if schema.nodes[index].isFalse {
      fail(index, "", value, .falseSchema)
      return false
    }
    let pushes = schema.usesDynamicScope && scope.last != schema.nodes[index].place.resource
    if pushes { scope.append(schema.nodes[index].place.resource) }
    defer { if pushes { scope.removeLast() } }
    guard schema.nodes[index].needsMarks else { return apply(index, value, &marks, tracking) }
    var own = Marks()
    let isValid = apply(index, value, &own, true)
    if tracking { marks.formUnion(own) }
    return isValid
  }

  private mutating func enter(_ index: Int, _ value: JSONValue) -> Bool {
    depth += 1
    depthInPlace += 1
    budget -= 1
    if budget < 0, let whole = reserve {
      // A large value may well need more than a small one.
      budget = whole.size * 200
      reserve = nil
    }
    if depthInPlace <= Evaluator.depthInPlaceLimit, depth <= Evaluator.depthLimit, budget >= 0 { return true }
    let why =
      depthInPlace > Evaluator.depthInPlaceLimit
      ? "the schema refers to itself without end"
      : budget < 0 ? "the schema branches too often" : "schema and value nest too deep"
    aborted = finding(index, "", value.range, .tooComplex(why))
    depth -= 1
    depthInPlace -= 1
    return false
  }

  private mutating func apply(
    _ index: Int, _ value: JSONValue, _ marks: inout Marks, _ tracking: Bool
  ) -> Bool {
    var isValid = true
    var hasType = true
    for rule in schema.nodes[index].rules {
      let holds: Bool
      switch rule {
      case .type, .enumeration, .constant:
        // A value of the wrong type is not measured against the enumeration as well: one finding says it.
        if !hasType { continue }
        holds = checkAny(rule, index, value)
        if case .type = rule { hasType = holds }
      case .multipleOf, .minimum, .exclusiveMinimum, .maximum, .exclusiveMaximum:
        guard case .number(let number) = value.shape else { continue }
        holds = checkNumber(rule, index, value, number)
      case .minLength, .maxLength, .pattern, .format:
        guard case .string(let text) = value.shape else { continue }
        holds = checkString(rule, index, value, text)
      case .minItems, .maxItems, .uniqueItems, .array, .contains, .unevaluatedItems:
        guard case .array(let elements) = value.shape else { continue }
        holds = checkArray(rule, index, value, elements, &marks, tracking)
      case .object(let object):
        guard case .object(let members) = value.shape else { continue }
        holds = checkMembers(object.value, index, value, members, &marks, tracking)
      case .minProperties, .maxProperties, .propertyNames, .dependentRequired, .dependentSchemas,
        .unevaluatedProperties:
        guard case .object(let members) = value.shape else { continue }
        holds = checkObject(rule, index, value, members, &marks, tracking)
      case .reference(let target): holds = evaluate(target, value, &marks, tracking: tracking)
      case .dynamicReference(let dynamic):
        let target = scope.lazy.compactMap { dynamic.value.byResource[$0] }.first ?? dynamic.value.fallback
        holds = evaluate(target, value, &marks, tracking: tracking)
      case .allOf, .anyOf, .oneOf, .not, .conditional:
        holds = checkInPlace(rule, index, value, &marks, tracking)
      }
      if !holds {
        isValid = false
        if !collecting { return false }
      }
    }
    return isValid
  }

  /// Evaluates a node on a part of the value.
  mutating func descend(_ index: Int, _ part: JSONValue, _ step: InstancePathComponent) -> Bool {
    let outer = depthInPlace
    depthInPlace = 0
    path.append(step)
    var marks = Marks()
    let isValid = evaluate(index, part, &marks, tracking: false)
    path.removeLast()
    depthInPlace = outer
    return isValid
  }

  /// Whether the node accepts, without findings.
  mutating func probe(_ index: Int, _ value: JSONValue, _ marks: inout Marks, tracking: Bool) -> Bool {
    let outer = collecting
    collecting = false
    defer { collecting = outer }
    return evaluate(index, value, &marks, tracking: tracking)
  }

  /// Notes a finding at the value, or at `range` where it is given.
  mutating func fail(
    _ index: Int, _ keyword: String, _ value: JSONValue, _ detail: @autoclosure () -> ValidationError.Detail
  ) {
    if collecting { errors.append(finding(index, keyword, value.range, detail())) }
  }

  func finding(
    _ index: Int, _ keyword: String, _ range: Range<Int>?, _ detail: ValidationError.Detail
  ) -> ValidationError {
    ValidationError(
      keyword: keyword, instanceLocation: path, range: range,
      schemaLocation: schema.nodes[index].place.location(keyword), detail: detail)
  }
}
