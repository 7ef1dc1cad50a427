import JSONSchema
import Testing

struct JSONTextTests {
  @Test(arguments: [
    ("", 0), ("  ", 2), ("{", 1), ("[1,]", 3), (#"{"a":1,}"#, 7), (#"{"a" 1}"#, 5), ("01", 0), ("+1", 0),
    ("1.", 0),
    ("nul", 0), ("'a'", 0), ("\"a", 0), ("\"\u{1}\"", 1), (#""\x""#, 1), (#""\ud800""#, 7),
    (#"{"a":1,"a":2}"#, 7), ("1 2", 2),
    ("// x\n1", 0), ("NaN", 0), ("[\"\\u00g0\"]", 6),
  ])
  func refused(text: String, offset: Int) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
    #expect(error?.offset == offset)
  }

  @Test func invalidUTF8() {
    #expect(throws: JSONSyntaxError(offset: 0, message: "not valid UTF-8")) {
      try JSONValue(parsing: [0x22, 0xFF, 0x22])
    }
  }

  @Test func rangesAndText() throws {
    let text = "\u{FEFF} {\"a\": [1.50, \"\\u00e9\\n\\ud83d\\ude00\"],\t\"é\": null}"
    let value = try JSONValue(parsing: text)
    #expect(value.text() == #"{"a":[1.5,"é\n😀"],"é":null}"#)
    #expect(value.text(pretty: true) == "{\n  \"a\": [\n    1.5,\n    \"é\\n😀\"\n  ],\n  \"é\": null\n}")
    #expect(value["a"]?[0]?.range == 11..<15)
    #expect(value.member("a")?.keyRange == 5..<8)
    #expect(try JSONValue(parsing: value.text()) == value)
    #expect(JSONValue(.string("\u{0}\u{1B}\u{9B}")).text() == #""\u0000\u001b\u009b""#)
  }
}
