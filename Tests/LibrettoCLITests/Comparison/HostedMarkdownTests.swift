import TestSupport
import Testing

@testable import LibrettoCLI

/// Text of records within Markdown that a hosting service renders.
@Suite struct HostedMarkdownTests {
  @Test(arguments: [
    ("mql", "`mql`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), (" a ", "`  a  `"), ("@tom", "`@tom`"),
    ("<img src=x>", "`<img src=x>`"), ("a\nb", "`a␊b`"), ("a|b", "a&#124;b"), ("\u{1B}[31m", "`␛[31m`"),
    ("\u{202E}x", "`\\u{202E}x`"),
  ]) func aValueIsCode(text: String, wanted: String) { #expect(HostedMarkdown.code(text) == wanted) }

  @Test(arguments: [
    ("Jane Doe", "Jane Doe"), ("<b>", "&lt;b&gt;"), ("@all", "\\@\u{200B}all"), ("see #12", "see \\#\u{200B}12"),
    ("[x](http://e.example)", "\\[x\\]\\(http:\u{200B}//e.example\\)"), ("www.e.example", "www\u{200B}.e.example"),
    ("a@e.example", "a\\@\u{200B}e.example"), ("*x* _y_ `z`", "\\*x\\* \\_y\\_ \\`z\\`"), ("- x", "\\- x"),
    ("1|2", "1&#124;2"), ("![i](x)", "\\!\u{200B}\\[i\\]\\(x\\)"), ("&lt;", "&amp;lt;"),
  ]) func textIsText(text: String, wanted: String) { #expect(HostedMarkdown.plain(text) == wanted) }

  @Test func linesCannotLeaveTheirBlock() {
    #expect(HostedMarkdown.diff(["+ a ``` b", "- ````"]) == "`````diff\n+ a ``` b\n- ````\n`````\n")
  }

  @Test func noTextBreaksOut() {
    let pieces = [
      "`", "``", "|", "\\", "<!--", "-->", "<script>", "@mia", "#1", "\n", "\r", "\u{0}", "]]>", "://", "www.", " ",
      "a",
    ]
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...8, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? ""
      }
      .joined()
      for shown in [HostedMarkdown.code(text), HostedMarkdown.plain(text)] {
        #expect(!shown.contains("|") && !shown.contains("\n") && !shown.contains("\r"), "\(text)")
      }
      let plain = HostedMarkdown.plain(text)
      #expect(!plain.contains("<") && !plain.contains("@m") && !plain.contains("://") && !plain.contains("www."))
      guard !text.contains("|"), !text.isEmpty else { continue }
      // The fence does not occur within.
      let code = HostedMarkdown.code(text)
      let fence = code.prefix { $0 == "`" }.count
      var runs: [Int] = []
      for run in code.dropFirst(fence).dropLast(fence).split(whereSeparator: { $0 != "`" }) { runs.append(run.count) }
      #expect(!runs.contains(fence) && code.hasSuffix(String(repeating: "`", count: fence)), "\(text)")
    }
  }
}
