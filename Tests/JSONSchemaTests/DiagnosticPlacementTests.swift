import JSONSchema
import Testing

/// Where a finding points, and what it says. The instance marks the bytes to point at with « and ».
struct DiagnosticPlacementTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let schema: String
    let instance: String
    let pointer: String
    let message: String
    let location: String
    var testDescription: String { schema }

    init(_ schema: String, _ instance: String, _ pointer: String, _ message: String, _ location: String) {
      self.schema = schema
      self.instance = instance
      self.pointer = pointer
      self.message = message
      self.location = location
    }
  }

  static let cases = [
    Case(
      #"{"properties": {"score": {"type": "number"}}}"#, #"{"score": «"high"»}"#, "/score",
      "expected a number, found text", "/properties/score/type"),
    Case(
      #"{"type": ["string", "null"]}"#, "«5»", "", "expected text or nothing (null), found a number", "/type"),
    Case(
      #"{"items": {"type": "integer"}}"#, "[1, «1.5»]", "/1", "expected a whole number, found a number",
      "/items/type"),
    Case(#"{"enum": ["a", "b", 3]}"#, #"«"c"»"#, "", #""c" is not one of "a", "b" or 3"#, "/enum"),
    Case(#"{"type": "string", "enum": ["a"]}"#, "«1»", "", "expected text, found a number", "/type"),
    Case(#"{"const": {"a": 1}}"#, "«[]»", "", #"expected {"a":1}"#, "/const"),
    Case(#"{"required": ["name"]}"#, #" «{"nam": 1}» "#, "", #""name" is missing"#, "/required"),
    Case(
      #"{"properties": {"name": true}, "additionalProperties": false}"#, #"{«"nam"»: 1}"#, "/nam",
      #"unknown field "nam""#, "/additionalProperties"),
    Case(
      #"{"allOf": [{"properties": {"name": {"type": "string"}}}], "unevaluatedProperties": false}"#,
      #"{"name": "x", «"nam"»: 1}"#, "/nam", #"unknown field "nam""#, "/unevaluatedProperties"),
    // What failed below is known all the same: one finding, not two.
    Case(
      #"{"allOf": [{"properties": {"name": {"type": "string"}}}], "unevaluatedProperties": false}"#,
      #"{"name": «5»}"#, "/name", "expected text, found a number", "/allOf/0/properties/name/type"),
    Case(#"{"properties": {"old": false}}"#, #"{«"old"»: 1}"#, "/old", "not allowed here", "/properties/old"),
    Case(#"{"format": "date"}"#, #"«"2026-02-30"»"#, "", "not a valid date", "/format"),
    Case(#"{"pattern": "^[a-z]+$"}"#, #"«"A"»"#, "", "does not match the pattern ^[a-z]+$", "/pattern"),
    Case(#"{"minimum": 10}"#, "«9.99»", "", "expected at least 10", "/minimum"),
    Case(#"{"exclusiveMaximum": 1e3}"#, "«1000.0»", "", "expected less than 1000", "/exclusiveMaximum"),
    Case(#"{"multipleOf": 0.01}"#, "«1.005»", "", "expected a multiple of 0.01", "/multipleOf"),
    Case(#"{"maxLength": 1}"#, #"«"é́"»"#, "", "expected at most 1 character, found 2", "/maxLength"),
    Case(#"{"minItems": 2}"#, "«[1]»", "", "expected at least 2 elements, found 1", "/minItems"),
    Case(
      #"{"uniqueItems": true}"#, #"[1, "1", «1.0»]"#, "/2", "element 3 repeats element 1", "/uniqueItems"),
    Case(
      #"{"prefixItems": [true], "items": false}"#, "[1, «2»]", "/1", "expected at most 1 element", "/items"),
    Case(
      #"{"contains": {"type": "string"}}"#, "«[1, 2]»", "", "expected at least 1 matching element, found 0",
      "/contains"),
    Case(
      #"{"contains": {"type": "number"}, "maxContains": 1}"#, "«[1, 2]»", "",
      "expected at most 1 matching element, found 2", "/maxContains"),
    Case(
      #"{"maxProperties": 0}"#, #"«{"a": 1}»"#, "", "expected at most 0 fields, found 1", "/maxProperties"),
    Case(
      #"{"propertyNames": {"maxLength": 2}}"#, #"{«"abc"»: 1}"#, "/abc",
      #""abc" is not allowed as a key: expected at most 2 characters, found 3"#, "/propertyNames"),
    Case(
      #"{"dependentRequired": {"a": ["b"]}}"#, #"«{"a": 1}»"#, "", #""b" is missing, which "a" asks for"#,
      "/dependentRequired"),
    Case(
      #"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, "«5»", "",
      "matches none of the alternatives: expected text, found a number; or expected nothing (null), "
        + "found a number", "/anyOf"),
    Case(
      #"{"oneOf": [{"type": "number"}, {"type": "integer"}]}"#, "«5»", "",
      "matches 2 alternatives where exactly one is allowed", "/oneOf"),
    Case(#"{"not": {"type": "null"}}"#, "«null»", "", "matches what is not allowed", "/not"),
    Case(
      #"{"if": {"type": "number"}, "then": {"minimum": 3}}"#, "«2»", "", "expected at least 3",
      "/then/minimum"),
    Case(
      ##"{"$ref": "#/$defs/a~1b", "$defs": {"a/b": {"type": "null"}}}"##, "«2»", "",
      "expected nothing (null), found a number", "/$defs/a~1b/type"),
  ]

  @Test(arguments: cases)
  func finding(_ test: Case) throws {
    var bytes = Array(test.instance.utf8)
    let start = try #require(bytes.firstRange(of: Array("«".utf8)))
    bytes.removeSubrange(start)
    let end = try #require(bytes.firstRange(of: Array("»".utf8)))
    bytes.removeSubrange(end)
    let schema = try schema(test.schema)
    let value = try JSONValue(parsing: bytes)
    let errors = schema.validate(value)
    #expect(errors.map(\.message) == [test.message])
    #expect(errors.map(\.range) == [start.lowerBound..<end.lowerBound])
    #expect(errors.map(\.instancePointer) == [test.pointer])
    #expect(errors.map(\.schemaLocation) == ["test:schema#" + test.location])
    #expect(!schema.isValid(value))
  }

  @Test func knownPropertiesOfAllBranches() throws {
    let schema = try schema(
      #"""
      {"$ref": "#/$defs/base", "properties": {"own": true}, "anyOf": [{"properties": {"either": true}}, true],
       "unevaluatedProperties": false, "$defs": {"base": {"properties": {"name": true}}}}
      """#)
    let errors = schema.validate(["nmae": 1] as JSONValue)
    #expect(errors.map(\.detail) == [.unexpectedProperty("nmae", known: ["own", "name", "either"])])
  }

  @Test func stringsAreComparedByCodePoints() throws {
    let composed: JSONValue = "\u{E9}"
    let decomposed: JSONValue = "e\u{301}"
    #expect(composed != decomposed)
    let enumeration = try schema(#"{"enum": ["\#u{E9}"], "properties": {"\#u{E9}": false}}"#)
    #expect(enumeration.isValid(composed))
    #expect(!enumeration.isValid(decomposed))
    let properties = try schema(#"{"properties": {"\#u{E9}": false}}"#)
    #expect(properties.isValid(["e\u{301}": 1] as JSONValue))
    #expect(!properties.isValid(["\u{E9}": 1] as JSONValue))
  }
}
