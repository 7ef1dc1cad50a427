import JSONSchema
import Testing

struct HostileSchemaTests {
  @Test(arguments: [
    ##"{"$ref": "#"}"##, ##"{"allOf": [{"$ref": "#"}]}"##, ##"{"not": {"$ref": "#"}}"##,
    ##"{"$ref": "#/$defs/a", "$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"$ref": "#/$defs/a"}}}"##,
    ##"{"type": "object", "anyOf": [{"$ref": "#"}, true]}"##, ##"{"if": {"$ref": "#"}}"##,
  ])
  func endlessReferencesAreRefused(text: String) throws {
    #expect(try schemaError(text)?.code == .endlessReference)
  }

  @Test func endlessReferenceInABranchIsAFinding() throws {
    let schema = try JSONSchemaTests.schema(##"{"anyOf": [{"type": "null"}, {"$ref": "#"}]}"##)
    #expect(schema.isValid(nil as JSONValue))
    #expect(schema.validate(1 as JSONValue).map(\.message) == ["the schema refers to itself without end"])
    #expect(!schema.isValid(1 as JSONValue))
    let negated = try JSONSchemaTests.schema(
      ##"{"not": {"anyOf": [{"type": "null"}, {"not": {"$ref": "#"}}]}}"##)
    #expect(!negated.isValid(1 as JSONValue))
  }

  @Test func exponentialBranchingEnds() throws {
    var definitions = (0..<40).map {
      ##""d\##($0)": {"allOf": [{"$ref": "#/$defs/d\##($0 + 1)"}, {"$ref": "#/$defs/d\##($0 + 1)"}]}"##
    }
    definitions.append(##""d40": {"minimum": 0}"##)
    let schema = try schema(##"{"$ref": "#/$defs/d0", "$defs": {\##(definitions.joined(separator: ","))}}"##)
    #expect(schema.validate(1 as JSONValue).map(\.message) == ["the schema branches too often"])
  }

  @Test func deepNesting() throws {
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    #expect(throws: JSONSyntaxError(offset: 129, message: "nested deeper than 128 levels")) {
      try JSONValue(parsing: deep)
    }
    var value: JSONValue = 1
    for _ in 0..<2_000 { value = [value] }
    let list = try schema(##"{"items": {"$ref": "#"}}"##)
    #expect(list.validate(value).map(\.message) == ["nested deeper than 128 levels"])
    var registry = SchemaRegistry()
    #expect(throws: SchemaError.self) { try registry.register(value, at: "test:deep") }
    let layered = try schema(##"{"allOf": [{"allOf": [{"oneOf": [{"items": {"$ref": "#"}}]}]}]}"##)
    let allowed = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect(try list.isValid(JSONValue(parsing: allowed)))
    #expect(try list.validate(JSONValue(parsing: allowed)).isEmpty)
    #expect(
      try layered.validate(JSONValue(parsing: allowed)).map(\.message) == ["schema and value nest too deep"])
  }

  @Test func longChainOfReferences() throws {
    let count = 20_000
    let definitions =
      (0..<count).map { ##""d\##($0)": {"$ref": "#/$defs/d\##($0 + 1)"}"## } + [##""d\##(count)": true"##]
    let schema = try schema(##"{"$ref": "#/$defs/d0", "$defs": {\##(definitions.joined(separator: ","))}}"##)
    #expect(!schema.isValid(1 as JSONValue))
  }

  @Test func hugeNumbersAndEnumerations() throws {
    let numbers = try schema(
      #"{"maximum": 1e999999999, "multipleOf": 1e-999999999, "minimum": -1e999999999}"#)
    #expect(numbers.isValid(5 as JSONValue))
    #expect(!(try schema(#"{"multipleOf": 7}"#).isValid(JSONValue(parsing: "1e999999999"))))
    #expect(try schema(#"{"minLength": 1e999999999}"#).validate("x" as JSONValue).count == 1)
    let many = (0..<100_000).map(String.init).joined(separator: ",")
    let enumeration = try schema(#"{"enum": [\#(many)]}"#)
    #expect(enumeration.isValid(99_999 as JSONValue))
    #expect(enumeration.validate(100_000 as JSONValue).first?.message.utf8.count ?? 1000 < 200)
  }

  @Test(arguments: [
    (#"5"#, 0), (#"{"type": "strin"}"#, 9), (#"{"type": []}"#, 9), (#"{"minimum": "1"}"#, 12),
    (#"{"minLength": -1}"#, 14), (#"{"required": [1]}"#, 13), (#"{"properties": []}"#, 15),
    (#"{"allOf": []}"#, 10),
    (#"{"properties": {"a": 5}}"#, 21), (#"{"$ref": 5}"#, 9), (##"{"$ref": "#/nowhere"}"##, 9),
    (#"{"$ref": "https://elsewhere.example/x"}"#, 9),
    (#"{"$schema": "http://json-schema.org/draft-07/schema#"}"#, 12),
    (#"{"$anchor": "a b"}"#, 12), (##"{"$id": "x#y"}"##, 8), (#"{"multipleOf": 0}"#, 15),
    (#"{"pattern": 1}"#, 12),
    (#"{"enum": 1}"#, 9), (#"{"uniqueItems": 1}"#, 16), (#"{"format": 1}"#, 11),
    (#"{"dependentRequired": {"a": 1}}"#, 28),
  ])
  func malformedSchemasPointAtTheValue(text: String, offset: Int) throws {
    let error = try #require(try schemaError(text))
    #expect(error.range?.lowerBound == offset)
    #expect(!error.message.isEmpty)
  }

  @Test func metaschemaFindings() throws {
    let document = try JSONValue(parsing: #"{"properties": {"a": {"type": "strin", "minLength": -1}}}"#)
    let errors = SchemaRegistry().validateSchema(document)
    #expect(Set(errors.map(\.instancePointer)) == ["/properties/a/type", "/properties/a/minLength"])
    #expect(SchemaRegistry().validateSchema(["type": "string", "x-link": "lead"] as JSONValue).isEmpty)
  }
}
