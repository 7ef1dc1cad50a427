import LibrettoCLI
import LibrettoModel
import LibrettoSyntax
import TestSupport
import Testing

@Suite("Marks under generated source")
struct SnippetPropertyTests {
  private static let pieces = [
    "a", "word ", "山", "太郎", "👩‍👩‍👧", "🇩🇰", "e\u{301}", "\t", "\u{1B}[2J", "\u{202E}", "\u{200B}", "é", "ﾊﾝｶｸ",
    "\u{7F}",
  ]

  private func text(_ count: Int, _ random: inout SeededGenerator) -> String {
    (0..<count).map { _ in Self.pieces.randomElement(using: &random)! }.joined()
  }

  @Test("carets stand under what is marked, in every width")
  func carets() throws {
    for seed in 0..<1_500 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let before = text(Int.random(in: 0...90, using: &random), &random) + " "
      let line = before + "MARK" + " " + text(Int.random(in: 0...90, using: &random), &random)
      let start = 4 + before.utf8.count
      let width = [nil, 24, 40, 80, 200].randomElement(using: &random)!
      let finding = Diagnostic("LB201", .error, "x", path: "f.md", range: start..<start + 4)
      let renderer = DiagnosticRenderer(.full, options: .init(width: width, toolVersion: "1")) { _ in
        Array("---\n\(line)\n---\n".utf8)
      }
      let rows = renderer.render([finding]).split(separator: "\n", omittingEmptySubsequences: false)
      let (source, marks) = (rows[3].dropFirst(4), rows[4].dropFirst(4))
      #expect(displayWidth(source) <= max(20, (width ?? 404) - 4), "seed \(seed)")
      let place = try #require(source.start(of: "MARK"), "seed \(seed): \(source)")
      let column = displayWidth(source[..<place])
      #expect(marks == String(repeating: " ", count: column) + "^^^^", "seed \(seed): \(source)")
      #expect(!rows[3].unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E }, "seed \(seed)")
    }
  }

  @Test("no bytes and no range make any format fail")
  func anything() throws {
    for seed in 0..<300 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let alphabet: [UInt8] = [
        0x61, 0x20, 0x0A, 0x0A, 0x0D, 0x09, 0x80, 0xBF, 0xE5, 0xF0, 0xFF, 0xEF, 0xBB, 0,
      ]
      let bytes = (0..<Int.random(in: 0...800, using: &random)).map { _ in
        seed % 3 == 0 ? 0x80 : alphabet.randomElement(using: &random)!
      }
      let findings = (0..<4).map { _ in
        let start = Int.random(in: 0...bytes.count + 5, using: &random)
        let range = start..<start + Int.random(in: 0...bytes.count + 5, using: &random)
        return Diagnostic(
          "LB101", .error, "x", path: "f.md", range: range, label: "y",
          fixes: [
            FixIt(
              "z", edits: [FileEdit(path: "f.md", edit: TextEdit(range: range, text: ""))], isCertain: true)
          ])
      }
      for format in DiagnosticFormat.allCases {
        let options = DiagnosticRenderer.Options(
          width: [nil, 1, 30].randomElement(using: &random)!, toolVersion: "1")
        #expect(!DiagnosticRenderer(format, options: options) { _ in bytes }.render(findings).isEmpty)
      }
    }
  }
}

extension StringProtocol {
  /// Where `part` begins, by characters.
  fileprivate func start(of part: String) -> Index? {
    indices.first { self[$0...].hasPrefix(part) }
  }
}
