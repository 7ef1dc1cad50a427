import JSONSchema
import Testing

struct SchemaNodeTests {
  private func root() throws -> SchemaNode {
    var registry = SchemaRegistry()
    try registry.register(
      JSONValue(
        parsing: #"""
          {"title": "Lead", "properties": {"name": {"type": "string"}, "stage": {"$ref": "#/$defs/stage"}},
           "patternProperties": {"^n": {"title": "N"}}, "$defs": {"stage": {"enum": ["mql", "sql"], "x-lifecycle": "lead"}}}
          """#), at: "libretto:lead")
    try registry.register(
      JSONValue(
        parsing: #"""
          {"allOf": [{"$ref": "libretto:lead"}, {"properties": {"score": {"type": ["number", "null"]}}}],
           "properties": {"score": {"type": "integer"}, "own": {"allOf": [{"type": "string"}], "x-link": "lead"}},
           "additionalProperties": {"title": "Rest"},
           "properties2": 1}
          """#), at: "book:lead")
    return try registry.compile("book:lead").root
  }

  @Test func namesAndAnnotations() throws {
    let root = try root()
    #expect(root.propertyNames == ["score", "own", "name", "stage"])
    #expect(root.annotation("title") == "Lead")
    #expect(root.keyword("title") == nil)
    #expect(root.keyword("properties2") == 1)
    #expect(root.keywordRange("allOf")?.lowerBound == 10)
    #expect(root.documentURI == "book:lead")
  }

  @Test func propertiesThroughReferences() throws {
    let root = try root()
    let stage = root.property("stage")
    #expect(stage.compactMap { $0.annotation("x-lifecycle") } == ["lead"])
    #expect(stage.compactMap(\.declaredTypes) == [[.string]])
    #expect(stage.contains { $0.documentURI == "libretto:lead" })
    #expect(root.property("score").compactMap(\.declaredTypes) == [[.integer], [.number, .integer, .null]])
    #expect(root.property("own").first?.declaredTypes == [.string])
    #expect(root.property("other").compactMap { $0.annotation("title") } == ["Rest"])
    #expect(root.property("nickname").compactMap { $0.annotation("title") } == ["Rest", "N"])
    #expect(root.declaredTypes == nil)
  }

  @Test func itemsAndCycles() throws {
    let root = try schema(
      #"""
      {"prefixItems": [{"title": "first"}], "items": {"title": "rest"}, "allOf": [{"items": {"title": "all"}}]}
      """#
    ).root
    #expect(root.items.compactMap { $0.keyword("title") } == ["rest", "all"])
    #expect(root.prefixItem(0).compactMap { $0.keyword("title") } == ["first", "all"])
    #expect(root.prefixItem(1).compactMap { $0.keyword("title") } == ["rest", "all"])
    let tree = try schema(##"{"properties": {"child": {"$ref": "#"}}}"##).root
    #expect(tree.property("child").first?.propertyNames == ["child"])
  }
}
