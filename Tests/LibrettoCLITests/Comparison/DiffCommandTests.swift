import JSONSchema
import TestSupport
import Testing

/// `libretto diff` in all its formats, on a book with much and with nasty content.
@Suite struct DiffCommandTests {
  /// A branch that changes, adds, moves and removes records, with content that would break out of a page.
  static let nasty = #"""
    git switch -qc work
    sed -i 's/^score: .*/score: 73/; s/^tags: .*/tags: ["<script>alert(1)<\/script>", "a|b", "@mia"]/' leads/jane-doe.md
    printf -- '- 2026-11-22 09:00 note @tom: </li><img src=x onerror=1> | ``` @mia\n' >> leads/jane-doe.md
    mkdir leads/old && git mv leads/jo-ho.md leads/old/
    printf -- '---\nname: "<b>New</b> @all |"\n---\n\n# Text\n\n```diff\n</ul>\n' > leads/new.md
    sed -i 's/^timezone: .*/timezone: UTC/' libretto.yaml
    git add -A && git commit -qm work
    """#

  private func page(_ format: String) -> String {
    TrialBook(Self.nasty).libretto("diff", "main...HEAD", "--format", format).text
  }

  @Test func jsonIsOfItsSchema() throws {
    let document = try JSONValue(parsing: #require(readFile(Project.folder + "/docs/schemas/diff.schema.json")))
    #expect(SchemaRegistry().validateSchema(document).map(\.message) == [])
    var registry = SchemaRegistry()
    try registry.register(document, at: "libretto:output/diff")
    let schema = try registry.compile("libretto:output/diff")
    let value = try JSONValue(parsing: Array(page("json").utf8))
    #expect(schema.validate(value).map(\.message) == [])
    #expect((value["records"]?.array?.count ?? 0) >= 2 && value["files"]?.array?.count == 1)
    #expect(!schema.isValid(["from": nil, "to": nil] as JSONValue))
  }

  @Test func htmlIsOnePageThatDoesNothing() {
    let text = page("html")
    #expect(
      !text.contains("<script") && !text.contains("onerror=1>") && !text.contains("<img") && !text.contains("<b>"))
    #expect(!text.contains("http:") && !text.contains("https:"))
    for part in ["<meta name=\"viewport\"", "prefers-color-scheme:dark", "default-src 'none'", "max-width:34rem"] {
      #expect(text.contains(part))
    }
    // Every element that opens is closed by its own name.
    var open: [Substring] = []
    for tag in text.split(separator: "<").dropFirst() {
      let name = tag.prefix { $0.isLetter || $0.isNumber || $0 == "/" || $0 == "!" }
      if ["!DOCTYPE", "!", "meta"].contains(name) { continue }
      if name.hasPrefix("/") { #expect(open.popLast() == name.dropFirst()) } else { open.append(name) }
    }
    #expect(open.isEmpty)
  }

  @Test func everyRowOfMarkdownHasItsCells() {
    for line in page("md").split(separator: "\n") where line.hasPrefix("|") {
      let pipes = line.filter { $0 == "|" }.count
      #expect(pipes == 3 || pipes == 4, "\(line)")
    }
  }

  @Test func aCommentHasItsBound() {
    let book = TrialBook(
      #"""
      git switch -qc work
      i=0; while [ $i -lt 900 ]; do printf -- '---\nname: Person %s\nsource: "%s"\n---\n\nText of %s.\n' $i $i $i > leads/p$i.md
      i=$((i+1)); done
      git add -A && git commit -qm many
      """#)
    let text = book.libretto("diff", "main...HEAD", "--format", "md").text
    #expect(text.utf8.count <= 65_536 && text.utf8.count > 60_000)
    #expect(text.contains("more are left out here") && text.contains("`libretto diff "))
  }

  private static let ends: [(String, Int32)] = [
    ("main...HEAD --exit-code", 1), ("HEAD..HEAD --exit-code", 0), ("HEAD --exit-code", 0), ("jane-doe", 0),
    ("main...HEAD jane-doe --exit-code", 1), ("main...HEAD campaigns --exit-code", 0),
    ("main...HEAD libretto.yaml --exit-code", 1), ("main...HEAD leads/old --exit-code", 1), ("nonsense", 64),
    ("main...HEAD nobody", 64), ("main...nowhere", 2),
  ]

  @Test(arguments: ends) func itNarrowsAndEnds(arguments: String, status: Int32) {
    let result = TrialBook(Self.nasty).libretto(["diff"] + arguments.split(separator: " ").map(String.init))
    #expect(result.status == status, "\(result.text)\(result.errorText)")
  }

  @Test func unrelatedHistoriesAreToldSo() {
    let book = TrialBook("git checkout -q --orphan other && git commit -qm other")
    let result = book.libretto("diff", "main...other")
    #expect(result.status == 2 && result.errorText.contains("no common ancestor"))
    #expect(result.errorText.contains("main..other"))
  }

  @Test func gitShowsRecordsByField() {
    let book = TrialBook("libretto setup && sed -i 's/^score: .*/score:   73/' leads/jane-doe.md")
    let text = book.sh("git diff leads").text
    #expect(text.contains("\n-score: 72\n+score: 73\n") && text.contains("@@ name: Jane Doe"))
    #expect(book.sh("git diff leads >/dev/null; git log -p --all | grep -c '^+stage: '").text != "0\n")
  }
}
