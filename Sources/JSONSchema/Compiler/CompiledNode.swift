/// A schema ready to be evaluated; other nodes are indices into `CompiledSchema.nodes`.
struct CompiledNode: Sendable {
  /// The schema as written.
  let source: JSONValue
  let place: SchemaPlace
  /// What must hold, in the order of evaluation; none for `true`.
  var rules: [Rule] = []
  /// The schema `false`.
  var isFalse = false
  /// Whether `unevaluatedItems` or `unevaluatedProperties` is among the rules, so that marks must be kept.
  var needsMarks = false
}

/// Where a schema lies.
struct SchemaPlace: Sendable {
  let documentURI: String
  /// The number of its resource within the compiled schema.
  let resource: Int
  let resourceURI: String
  /// From the resource's root.
  let pointer: String

  /// The absolute location of a keyword, or of the schema itself.
  func location(_ keyword: String = "") -> String {
    resourceURI + "#" + pointer + (keyword.isEmpty ? "" : "/" + keyword)
  }
}

/// One keyword's demand, or that of several which are decided together.
enum Rule: Sendable {
  case type(TypeSet, names: [InstanceType])
  case enumeration([JSONValue], set: Set<JSONValue>)
  case constant(Shared<JSONValue>)
  case multipleOf(Shared<Number>)
  case minimum(Shared<Number>)
  case exclusiveMinimum(Shared<Number>)
  case maximum(Shared<Number>)
  case exclusiveMaximum(Shared<Number>)
  case minLength(Shared<Bound>)
  case maxLength(Shared<Bound>)
  case pattern(Pattern)
  case format(String, FormatCheck)
  case minItems(Shared<Bound>)
  case maxItems(Shared<Bound>)
  case uniqueItems
  case array(Shared<ArrayRule>)
  case contains(Shared<ContainsRule>)
  case minProperties(Shared<Bound>)
  case maxProperties(Shared<Bound>)
  case object(Shared<ObjectRule>)
  case propertyNames(Int)
  case dependentRequired([Dependency])
  case dependentSchemas([(key: String, node: Int)], keyword: String)
  case reference(Int)
  case dynamicReference(Shared<DynamicReference>)
  case allOf([Int])
  case anyOf([Int])
  case oneOf([Int])
  case not(Int)
  case conditional(if: Int, then: Int?, else: Int?)
  case unevaluatedItems(Int)
  case unevaluatedProperties(Int)
}

/// `properties`, `patternProperties`, `additionalProperties` and `required`, decided in one pass over the
/// members.
struct ObjectRule: Sendable {
  struct Property: Sendable {
    /// Of `properties`; nil for a key that is only required.
    var node: Int?
    /// The index in `required`.
    var required: Int?
  }

  var properties: [ExactString: Property] = [:]
  /// The keys of `properties` in their order.
  var names: [String] = []
  var patterns: [(pattern: Pattern, node: Int)] = []
  var additional: Int?
  var required: [String] = []

  var isEmpty: Bool { properties.isEmpty && patterns.isEmpty && additional == nil && required.isEmpty }
}

/// A value behind one reference, so that a rule is small and cheap to hand on.
final class Shared<Value: Sendable>: Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}

/// A `$dynamicRef`: where it leads by the resource that is found first, and where there is none.
struct DynamicReference: Sendable {
  let anchor: String
  let fallback: Int
  var byResource: [Int: Int] = [:]
}

/// `contains` with `minContains` and `maxContains`.
struct ContainsRule: Sendable {
  let node: Int
  let minimum: Bound
  let maximum: Bound?
}

/// `prefixItems` and `items`.
struct ArrayRule: Sendable {
  var prefix: [Int] = []
  var rest: Int?
}

/// A trigger of `dependentRequired` with what it asks for.
struct Dependency: Sendable {
  let key: String
  let required: [String]
  let keyword: String
}

/// A count from the schema, which may be past `Int`.
struct Bound: Sendable {
  let number: Number
  let limit: Int

  init(_ number: Number) {
    self.number = number
    limit = number.intValue ?? .max
  }
}

/// A set of types, `integer` among them.
struct TypeSet: OptionSet, Sendable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ type: InstanceType) {
    switch type {
    case .null: self.init(rawValue: 1)
    case .boolean: self.init(rawValue: 2)
    case .object: self.init(rawValue: 4)
    case .array: self.init(rawValue: 8)
    case .number: self.init(rawValue: 16 | 32)
    case .string: self.init(rawValue: 64)
    case .integer: self.init(rawValue: 32)
    }
  }
}

/// The nodes of a schema and all it refers to; the root is the first.
final class CompiledSchema: Sendable {
  let nodes: [CompiledNode]
  let usesDynamicScope: Bool

  init(nodes: [CompiledNode], usesDynamicScope: Bool) {
    self.nodes = nodes
    self.usesDynamicScope = usesDynamicScope
  }
}
