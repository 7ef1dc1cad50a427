import LibrettoModel
import Testing

@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("\u{1B}[31mred", "␛[31mred"), ("a\u{0}b\u{7}", "a␀b␇"), ("\u{7F}", "␡"),
    ("a\u{202E}b", "a\\u{202E}b"), ("a\u{200B}b", "a\\u{200B}b"), ("\u{9B}31m", "\\u{9B}31m"),
    ("\u{FEFF}x", "\\u{FEFF}x"), ("👩‍💻", "👩‍💻"), ("👩🏽‍💻", "👩🏽‍💻"), ("❤️‍🔥", "❤️‍🔥"), ("می‌خواهم", "می‌خواهم"), ("क्‍ष", "क्‍ष"),
    ("a\u{200D}b", "a\\u{200D}b"), ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"), ("x\u{E0067}", "x\\u{E0067}"), ("Jürgen 東京", "Jürgen 東京"),
    ("a\nb\r\nc\td", "a␊b␍␊c d"), ("\u{2028}", "\\u{2028}"), ("\u{3164}", "\\u{3164}"), ("\u{85}", "\\u{85}"),
  ])
  func `visible text`(text: String, expected: String) { #expect(visible(text) == expected) }

  @Test func `line breaks and tabs as asked`() {
    #expect(visible("a\nb\tc", newlines: .kept, tabs: .picture) == "a\nb␉c")
    #expect(visible("a\nb\tc", newlines: .blank, tabs: .kept) == "a b\tc")
    #expect(visible("a\rb\r\nc", newlines: .kept) == "a␍b\r\nc")
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("Jürgen", 6), ("Ju\u{308}rgen", 6), ("東京", 4), ("ＡＢ", 4), ("한국", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("👩‍💻", 2), ("👩🏽‍💻", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("ﾊﾝ", 2),
    ("a\u{200B}b", 2), ("…", 1), ("ไทย", 3), ("é̂", 1), ("€", 1), ("—", 1), ("│", 1),
  ])
  func `columns`(text: String, width: Int) { #expect(displayWidth(text) == width) }

  @Test(arguments: [
    ("abcdef", 4, "abc…"), ("abcd", 4, "abcd"), ("東京都庁", 5, "東京…"), ("東京都庁", 4, "東…"), ("東京", 1, "…"),
    ("ab", 0, ""),
    ("👩‍💻👩‍💻👩‍💻", 5, "👩‍💻👩‍💻…"),
  ])
  func `cut to a width`(text: String, width: Int, expected: String) {
    #expect(text.truncated(toWidth: width) == expected)
    #expect(displayWidth(expected) <= width)
  }

  @Test(arguments: [
    ("plain", false), ("Jürgen", false), ("\u{1B}[31m", false), ("a\u{202E}b", true), ("a\u{2066}b", true),
    ("a\u{200B}b", true), ("a\u{200D}b", true), ("👩‍💻", false), ("می‌خواهم", false), ("\u{FEFF}a", true),
    ("soft\u{AD}ly", false),
    ("a\u{200F}b", true),
  ])
  func `suspicious`(text: String, expected: Bool) { #expect(hasSuspiciousCharacters(text) == expected) }
}
