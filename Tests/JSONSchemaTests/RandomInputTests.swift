import JSONSchema
import TestSupport
import Testing

/// Whatever the text, an answer comes, and what is written reads back.
struct RandomInputTests {
  private static let pieces: [String] = [
    "a", "Z", "0", "9", "1", "-", ".", ":", "/", "@", "[", "]", "{", "}", "(", ")", "\\", "^", "$", "?", "*",
    "+", ",",
    "%", "#", "\"", "T", "P", "e", "u00e9", "xn--", "p{L}", "é", "\u{301}", "😀", "\u{200D}", "\u{5D0}",
    "\u{660}",
    "\0", "\n", " ", "true", "null", "\\u", "\\d", "d800",
  ]

  @Test func formatsNumbersPatternsAndJSON() throws {
    var generator = SeededGenerator(seed: 42)
    var (values, patterns) = (0, 0)
    for _ in 0..<4_000 {
      let count = Int.random(in: 0...12, using: &generator)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
      for check in StandardFormats.all.values { _ = check(text) }
      if let number = Number(text) { #expect(Number(number.description) == number) }
      if let value = try? JSONValue(parsing: text) {
        values += 1
        #expect(try JSONValue(parsing: value.text(pretty: true)) == value)
      }
      var registry = SchemaRegistry()
      let pattern = JSONValue(.object([Member(key: "pattern", value: JSONValue(.string(text)))]))
      try registry.register(pattern, at: "test:pattern")
      if let schema = try? registry.compile("test:pattern") {
        patterns += 1
        _ = schema.isValid(JSONValue(.string(text)))
      }
    }
    #expect(values > 10 && patterns > 100)
  }
}
