import LibrettoModel
import Testing

@Suite struct FoldingTests {
  @Test(arguments: [
    ("Jürgen", "jurgen"), ("Ju\u{308}rgen", "jurgen"), ("JURGEN", "jurgen"), ("Ærø", "aero"),
    ("Straße", "strasse"),
    ("Łódź", "lodz"), ("Đorđe", "dorde"), ("Þór", "thor"), ("ﬁn", "fin"), ("Ⅷ", "viii"), ("ＧＬＯＢＥＸ", "globex"),
    ("Ὀδυσσεύς", "οδυσσευσ"), ("Йошкар", "иошкар"), ("İstanbul", "istanbul"),
    ("ISTANBUL ılıca", "istanbul ilica"),
    ("Việt Nam", "viet nam"), ("e\u{200B}mail\u{AD}s", "emails"), ("O’Brien", "o'brien"), ("½", "1/2"),
    ("₂", "2"),
    ("हिन्दी", "हिन्दी"), ("ไทย", "ไทย"), ("東京", "東京"), ("①", "1"), ("🇩🇪", "🇩🇪"), ("a{b}c", "a{b}c"), ("", ""),
    ("ガ", "カ\u{3099}"), ("𝔄", "a"), ("𐐀", "𐐨"),
  ])
  func `search`(text: String, expected: String) {
    #expect(folded(text) == expected)
    #expect(folded(folded(text)) == folded(text))
  }

  @Test func `composed and decomposed Hangul are found alike`() {
    #expect(folded("한국") == folded("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}"))
    #expect(Array(folded("한").unicodeScalars).map(\.value) == [0x1112, 0x1161, 0x11AB])
  }

  @Test(arguments: [
    ("Straße", "strasse"), ("JÜRGEN", "jürgen"), ("ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("σίσυφος", "σίσυφοσ"), ("ẞ", "ss"),
    ("ﬃ", "ffi"),
    ("Jane@Globex.EXAMPLE", "jane@globex.example"), ("Ё", "ё"), ("ꭰ", "Ꭰ"),
  ])
  func `case`(text: String, expected: String) { #expect(caseFolded(text) == expected) }

  @Test func `folding changes no scalar that it must not`() {
    for value in (0..<0x3_0000).lazy where !(0xD800..<0xE000 ~= value) {
      let scalar = Unicode.Scalar(UInt32(value))!
      let text = String(Character(scalar))
      #expect(folded(folded(text)) == folded(text), "U+\(String(value, radix: 16))")
      let simple = scalar.properties.lowercaseMapping
      if scalar.properties.isLowercase, simple != text { Issue.record("U+\(String(value, radix: 16))") }
    }
  }
}
