import LibrettoSyntax
import Testing

/// What the profile leaves out and what is no YAML, each with its very bytes, marked by « and ».
struct IssueTests {
  static func split(_ marked: String) -> (bytes: [UInt8], range: SourceRange) {
    var text = String.UnicodeScalarView()
    var (start, end) = (0, 0)
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«": start = String(text).utf8.count
      case "»": end = String(text).utf8.count
      default: text.append(scalar)
      }
    }
    return (Array(String(text).utf8), start..<end)
  }

  @Test(
    arguments: [
      ("a: «&x» 1", .anchor("x")),
      ("a: «*x»", .alias("x")),
      ("a: «!!str» 1", .tag("!!str")),
      ("a: [«!t» b]", .tag("!t")),
      ("a: {b: «*x»}", .alias("x")),
      ("«<<»: {b: 1}", .mergeKey),
      ("«%YAML 1.2»", .directive),
      ("a: 1\n«...»", .multipleDocuments),
      ("a: 1\n«---» x", .multipleDocuments),
      ("a: 1\nb: 2\n«a»: 3", .duplicateKey("a")),
      ("a: {b: 1, «\"b\"»: 2}", .duplicateKey("b")),
      ("\"\\u0061\": 1\n«a»: 3", .duplicateKey("a")),
      ("a:\n«\t»b: 1", .tabIndentation),
      ("a:\n  b: 1\n«\t»c: 2", .tabIndentation),
      ("«? a»\n: b", .complexKey),
      ("«[a]»: b", .complexKey),
      ("«:» b", .missingKey),
      ("a: «\"b»\nc: d", .unterminatedQuote),
      ("a: «'it»", .unterminatedQuote),
      ("a: \"x«\\q»\"", .badEscape("\\q")),
      ("a: \"x«\\u»D800\"", .badEscape("\\u")),
      ("a:\n    b: 1\n«  »c: 2", .badIndentation),
      ("a: «@»b", .unexpectedCharacter("@")),
      ("a: «`»b", .unexpectedCharacter("`")),
      ("a: \"b\" «c»", .unexpectedText),
      ("a: «[»b, c\nd: e", .unclosedFlow("[")),
      ("a: «{»b: c", .unclosedFlow("{")),
      ("a: [\"b\" «»\"c\"]", .missingComma),
      ("a: 1\n«just text»\nb: 2", .missingColon),
      ("a: b«:» c", .nestedMapping),
      ("a: «- b»", .sequenceOnKeyLine),
      ("a: | «text»", .badBlockHeader),
      ("a: b«\u{1B}»[0m", .controlCharacter(0x1B)),
      ("a: b«\0»", .nulByte),
      ("a: 1\n«<<<<<<< HEAD»\nb: 1\n=======\nb: 2\n>>>>>>> x", .conflictMarker),
      ("«- a\n- b»", .frontMatterNotAMapping),
      ("a: [b,«,» c]", .unexpectedCharacter(",")),
    ] as [(String, SyntaxIssue.Kind)])
  func isNamedWhereItIs(marked: String, kind: SyntaxIssue.Kind) throws {
    try check(marked, kind)
  }

  func check(_ marked: String, _ kind: SyntaxIssue.Kind) throws {
    for (prefix, ending) in [("", "\n"), ("\u{FEFF}", "\r\n")] {
      let text = prefix + "---\n" + marked + "\n---\n# Body\n"
      let crlf = String(
        text.unicodeScalars.flatMap { $0 == "\n" ? Array(ending.unicodeScalars) : [$0] }.map(Character.init))
      let (bytes, range) = Self.split(crlf)
      let document = Document.parse(bytes)
      let issue = try #require(document.issues.first, "\(marked)")
      #expect(issue.kind == kind, "\(marked)")
      #expect(issue.range == range, "\(marked)")
      #expect(!issue.message.isEmpty)
      #expect(throws: EditError.self) { try document.setting([.key("new")], to: .plain("1")) }
    }
  }

  @Test func filesAsAWhole() {
    #expect(Document.parse(Array("---\na: 1\n".utf8)).issues == [SyntaxIssue(.unclosedFrontMatter, 0..<3)])
    #expect(Document.parse([0x61, 0xFF, 0xFE, 0x62]).issues == [SyntaxIssue(.invalidUTF8, 1..<3)])
    #expect(Document.parse(Array("# T\n\n>>>>>>> x\n".utf8)).issues == [SyntaxIssue(.conflictMarker, 5..<14)])
    #expect(Document.parse(Array("Title\n=======\n".utf8)).issues.isEmpty)
    #expect(Document.parse([]).issues.isEmpty)
    let limits = Limits(fileSize: 100, frontMatterSize: 10, depth: 2)
    #expect(
      Document.parse([UInt8](repeating: 0x61, count: 101), limits: limits).issues.map(\.kind)
        == [.fileTooLarge(limit: 100)])
    #expect(
      Document.parse(Array("---\nabcdefghij: 1\n---\n".utf8), limits: limits).issues.map(\.kind)
        == [.frontMatterTooLarge(limit: 10)])
    #expect(
      Document.parse(Array("---\na: [[]]\n---\n".utf8), limits: limits).issues.map(\.kind) == [
        .nestingTooDeep(limit: 2)
      ])
    #expect(
      YAMLTree.parse(Array("{\n\t\"a\": [\n\t\t1,\n\t\t\"\\ud83c\\udf89\"\n\t]\n}\n".utf8)).root?["a"]?
        .element(at: 1)?.text == "🎉")
  }

  @Test func allIssuesAreFound() {
    let text = "a: \"x\nb: @y\n  c\nd: [1,\ne: 1\nf: &x 2\ng: - h\n"
    let kinds = YAMLTree.parse(Array(text.utf8)).issues.map(\.kind)
    #expect(
      kinds == [
        .unterminatedQuote, .unexpectedCharacter("@"), .unclosedFlow("["), .anchor("x"), .sequenceOnKeyLine,
      ])
  }

  @Test func coreSchema() {
    for text in ["", "~", "null", "Null", "NULL"] { #expect(CoreScalar(plain: text) == .null, "\(text)") }
    for text in ["true", "True", "TRUE"] { #expect(CoreScalar(plain: text) == .bool(true)) }
    for text in ["0", "-19", "+1", "0o17", "0xFf", "007"] {
      #expect(CoreScalar(plain: text) == .integer(text))
    }
    for text in ["1.10", ".5", "5.", "1e3", "-1.2E-3", ".inf", "-.INF", ".nan"] {
      #expect(CoreScalar(plain: text) == .float(text))
    }
    for text in [
      "NO", "yes", "12:30", "1_000", "0b1", "0o8", "+.nan", "1e", ".", "-", "+", "nULL", "2026-11-25", "--1",
    ] {
      #expect(CoreScalar(plain: text) == .string(text))
    }
  }

  @Test func linesAndColumns() {
    let index = LineIndex(Array("\u{FEFF}ab\r\né🎉x\n\u{2028}".utf8))
    #expect(index.lineCount == 3)
    #expect(index.position(at: 4) == SourcePosition(line: 1, column: 2, utf16: 2, byte: 4))
    #expect(index.range(ofLine: 1) == 0..<5)
    #expect(index.position(at: 13) == SourcePosition(line: 2, column: 3, utf16: 4, byte: 13))
    #expect(index.position(at: 99).line == 3)
    #expect(
      LineIndex([0xFF, 0xC3, 0x0A, 0x80]).position(at: 2)
        == SourcePosition(line: 1, column: 3, utf16: 3, byte: 2))
  }
}
