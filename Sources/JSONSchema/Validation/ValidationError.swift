/// One finding of the validator.
public struct ValidationError: Hashable, Sendable {
  /// The keyword that was not met, such as `type`; empty for the schema `false` and for limits.
  public let keyword: String
  /// The way to the value from the root of the instance.
  public let instanceLocation: [InstancePathComponent]
  /// The bytes to point at: those of the value; of the key for a property that may not be there; of the whole
  /// object for one that is missing. Nil for a value made in memory.
  public let range: Range<Int>?
  /// The keyword's absolute location, such as `https://example.com/lead#/properties/age/type`.
  public let schemaLocation: String
  /// What was expected and what was found.
  public let detail: Detail

  /// The finding in plain words, without its place: `expected a number, found text`.
  public var message: String { detail.message }
}

/// One step into an instance.
public enum InstancePathComponent: Hashable, Sendable {
  /// Into an object's member.
  case key(String)
  /// Into an array's element, from 0.
  case index(Int)
}

extension ValidationError {
  /// The place as a JSON Pointer (RFC 6901), empty for the root.
  public var instancePointer: String {
    instanceLocation.map { component in
      switch component {
      case .key(let key): "/" + JSONPointer.escape(key)
      case .index(let index): "/\(index)"
      }
    }.joined()
  }

  /// What was expected and what was found, a case for each keyword (or group of them) that can fail.
  public indirect enum Detail: Hashable, Sendable {
    /// `type`.
    case type(expected: [InstanceType], found: InstanceType)
    /// `enum`.
    case enumeration(allowed: [JSONValue], found: JSONValue)
    /// `const`: the only allowed value.
    case constant(JSONValue)
    /// `required`: the missing key.
    case required(String)
    /// `additionalProperties` or `unevaluatedProperties` is false: the key, and those that the schema knows.
    case unexpectedProperty(String, known: [String])
    /// `items`, `unevaluatedItems` or the like is false: the index, and how many elements may be there.
    case unexpectedItem(Int, allowed: Int)
    /// `format`: its name.
    case format(String)
    /// `pattern`: the expression as written in the schema.
    case pattern(String)
    /// `minimum`.
    case minimum(Number)
    /// `exclusiveMinimum`.
    case exclusiveMinimum(Number)
    /// `maximum`.
    case maximum(Number)
    /// `exclusiveMaximum`.
    case exclusiveMaximum(Number)
    /// `multipleOf`.
    case multipleOf(Number)
    /// `minLength`, in code points.
    case minLength(Number, found: Int)
    /// `maxLength`, in code points.
    case maxLength(Number, found: Int)
    /// `minItems`.
    case minItems(Number, found: Int)
    /// `maxItems`.
    case maxItems(Number, found: Int)
    /// `uniqueItems`: the indices of two equal elements.
    case uniqueItems(first: Int, second: Int)
    /// `contains`, `minContains`, `maxContains`: the bounds and how many elements matched.
    case contains(minimum: Number, maximum: Number?, found: Int)
    /// `minProperties`.
    case minProperties(Number, found: Int)
    /// `maxProperties`.
    case maxProperties(Number, found: Int)
    /// `propertyNames`: the key, and why it is not allowed.
    case propertyName(String, [ValidationError])
    /// `dependentRequired`: the missing key, and the one that asks for it.
    case dependentRequired(String, because: String)
    /// `anyOf`: the findings of each branch.
    case anyOf([[ValidationError]])
    /// `oneOf`: the branches that matched (none, or several), and the findings of those that did not.
    case oneOf(matched: [Int], [[ValidationError]])
    /// `not`.
    case not
    /// The schema `false`.
    case falseSchema
    /// The schema leads back to itself on the same value without end, or nests or branches past the limits.
    case tooComplex(String)
  }
}
