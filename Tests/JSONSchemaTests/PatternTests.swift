import JSONSchema
import Testing

struct PatternTests {
  private func accepts(_ pattern: String, _ text: String) throws -> Bool {
    var registry = SchemaRegistry()
    try registry.register(["pattern": JSONValue(.string(pattern))] as JSONValue, at: "test:pattern")
    return try registry.compile("test:pattern").isValid(JSONValue(.string(text)))
  }

  @Test(arguments: [
    (#"\p{Letter}"#, "é", "1"), (#"^\p{Lu}\P{Lu}$"#, "Ab", "AB"), (#"\p{Script=Greek}"#, "π", "p"),
    (#"^\p{sc=Cyrl}+$"#, "да", "da"), (#"[\p{Nd}_]"#, "٣", "x"),
    (#"^\p{General_Category=Decimal_Number}$"#, "٣", "x"),
    (#"^\d$"#, "7", "٣"), (#"^\w$"#, "_", "é"), (#"^\s$"#, "\u{FEFF}", "\u{200B}"),
    (#"^\S$"#, "\u{200B}", "\u{2003}"),
    (#"^[^\s]$"#, "x", "\u{2028}"), (#"^[\S]$"#, "x", "\u{A0}"), (#"^[\W]$"#, "é", "_"), (#"^\D$"#, "٣", "3"),
    (#"^.$"#, "\u{85}", "\u{2028}"), ("^a$", "a", "a\n"), ("^a$", "a", "b\na"), (#"^[^]$"#, "\n", ""),
    (#"\u00e9"#, "é", "e"), (#"^\u{1F600}$"#, "😀", "x"), (#"^\ud83d\ude00$"#, "😀", "x"),
    (#"^\cJ$"#, "\n", "J"),
    (#"^\x41$"#, "A", "x41"), (#"^[\b]$"#, "\u{8}", "b"), (#"\bcat\b"#, "a cat", "cats"),
    (#"^(?<year>\d{4})$"#, "2026", "26"),
    (#"^(?:ab){2,3}?$"#, "abab", "ab"), (#"^[[:alpha:]]$"#, ":]", "x"), (#"^[a\-z]$"#, "-", "b"),
    (#"^[\d-x]$"#, "-", "y"),
    (#"^[a-c-e]$"#, "-", "d"), (#"^\/\.\-\@$"#, "/.-@", "/x-@"), ("^a{,2}$", "a{,2}", "aa"),
    ("^x{2}$", "xx", "x{2}"),
    ("b", "abc", "ac"), ("^😀{2}$", "😀😀", "😀"), (#"^\0$"#, "\0", "0"), ("a|b", "b", "c"), ("^(?:)$", "", "x"),
    ("", "anything", "\u{0}"),
  ])
  func translated(pattern: String, matching: String, other: String) throws {
    #expect(try accepts(pattern, matching))
    if !pattern.isEmpty { #expect(try !accepts(pattern, other)) }
  }

  @Test(arguments: [
    ("(?=a)", "look-ahead"), ("(?!a)", "look-ahead"), ("(?<=a)", "look-behind"), ("(?<!a)", "look-behind"),
    (#"(a)\1"#, "back-references"), (#"(?<n>a)\k<n>"#, "back-references"), ("a{1001}", "1000"),
    ("a{2,1}", "reversed"),
    ("(", "("), (")", ")"), ("[a", "]"), ("*a", "nothing to repeat"), ("a**", "nothing to repeat"),
    (#"\a"#, "escape"),
    (#"\p{Emoji}"#, "Emoji"), (#"\p{Script=Klingon}"#, "Klingon"), ("[z-a]", "reversed"),
    (#"\u12"#, "hexadecimal"),
    (#"\ud800"#, "surrogate"), ("(?i)a", "group"), (#"\Z"#, "escape"), ("(a{1000}){1000}", ""),
    ("a\\", "backslash"),
  ])
  func refused(pattern: String, reason: String) throws {
    let error = try #require(
      try schemaError(
        JSONValue(
          .object([
            Member(key: "pattern", value: JSONValue(.string(pattern)))
          ])
        ).text()))
    guard case .invalidPattern(let named, reason: let why) = error.code else {
      Issue.record("\(error)")
      return
    }
    #expect(named == pattern)
    #expect(reason.isEmpty ? !why.isEmpty : why.contains(reason))
    #expect(error.range?.lowerBound == 11)
    #expect(error.documentURI == "test:schema")
  }

  /// A backtracking engine takes 2⁵⁰ steps, which is days; the bound only tells the two apart on a busy
  /// machine.
  @Test func linearTime() throws {
    let text = String(repeating: "a", count: 50) + "b"
    let schema = try schema(#"{"pattern": "^(a+)+$"}"#)
    let time = ContinuousClock().measure { #expect(!schema.isValid(JSONValue(.string(text)))) }
    #expect(time < .seconds(1))
  }
}
