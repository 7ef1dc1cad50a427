import LibrettoMerge
import LibrettoModel
import Testing

/// What comes of the ways in which two teams change one record.
@Suite struct RecordMergeTests {
  private static let type = Book.load(files: ["libretto.yaml": Array("libretto: 1\n".utf8)]).book.type(named: "lead")

  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let base: String?
    let ours: String
    let theirs: String
    let result: String
    var subjects: [MergeConflict.Subject] = []
  }

  private static func record(_ front: String, _ body: String = "") -> String { "---\n\(front)---\n\(body)" }

  static let cases = [
    Case(
      testDescription: "neighbouring fields", base: record("name: A\nstage: lead\nowner: mia\n"),
      ours: record("name: A\nstage: mql\nowner: mia\n"), theirs: record("name: A\nstage: lead\nowner: tom\n"),
      result: record("name: A\nstage: mql\nowner: tom\n")),
    Case(
      testDescription: "members of a map in brackets", base: record("name: A\nnext: {what: Call, due: 2026-11-25}\n"),
      ours: record("name: A\nnext: {what: Write, due: 2026-11-25}\n"),
      theirs: record("name: A\nnext: {what: Call, due: 2026-12-01}\n"),
      result: record("name: A\nnext: {what: Write, due: 2026-12-01}\n")),
    Case(
      testDescription: "tags in brackets and on lines", base: record("name: A\ntags: [pricing]\n"),
      ours: record("name: A\ntags:\n  - pricing\n  - sso\n"), theirs: record("name: A\ntags: [demo, pricing]\n"),
      result: record("name: A\ntags:\n  - demo\n  - pricing\n  - sso\n")),
    Case(
      testDescription: "value, quotes and comment of one field", base: record("name: A\nphone: 0123\n"),
      ours: record("name: A\nphone: \"0123\"  # new\n"), theirs: record("name: A\nphone: 0456\n"),
      result: record("name: A\nphone: 0456  # new\n")),
    Case(
      testDescription: "removed against edited", base: record("name: A\nscore: 5\n"), ours: record("name: A\n"),
      theirs: record("name: A\nscore: 9\n"),
      result: record("name: A\n<<<<<<< ours\n||||||| base\nscore: 5\n=======\nscore: 9\n>>>>>>> theirs\n"),
      subjects: [.field("score")]),
    Case(
      testDescription: "one member of a map on lines",
      base: record("name: A\nnext:\n  what: Call\n  due: 2026-11-25\n"),
      ours: record("name: A\nnext:\n  what: Write\n  due: 2026-11-26\n"),
      theirs: record("name: A\nnext:\n  what: Meet\n  due: 2026-11-25\n"),
      result: record(
        "name: A\nnext:\n<<<<<<< ours\n  what: Write\n||||||| base\n  what: Call\n"
          + "=======\n  what: Meet\n>>>>>>> theirs\n"
          + "  due: 2026-11-26\n"), subjects: [.field("next.what")]),
    Case(
      testDescription: "both added the record", base: nil, ours: record("name: A\nscore: 5\n", "\n# A\n\nOne.\n"),
      theirs: record("name: A\nfit: B\n", "\n# A\n\nTwo.\n"),
      result: record(
        "name: A\nfit: B\nscore: 5\n", "\n# A\n\n<<<<<<< ours\nOne.\n||||||| base\n=======\nTwo.\n>>>>>>> theirs\n"),
      subjects: [.body]),
    Case(
      testDescription: "log entries of one day", base: record("name: A\n", "\n## Log\n\n- 2026-11-01 note: Old\n"),
      ours: record("name: A\n", "\n## Log\n\n- 2026-11-03 14:05 call: Quote\n- 2026-11-01 note: Old\n"),
      theirs: record("name: A\n", "\n## Log\n\n- 2026-11-02 09:12 click: Mail\n- 2026-11-01 note: Old\n"),
      result: record(
        "name: A\n",
        "\n## Log\n\n- 2026-11-03 14:05 call: Quote\n- 2026-11-02 09:12 click: Mail\n- 2026-11-01 note: Old\n")),
    Case(
      testDescription: "a log line edited on both sides",
      base: record("name: A\n", "\n## Log\n\n- 2026-11-01 note: Old\n"),
      ours: record("name: A\n", "\n## Log\n\n- 2026-11-01 note: Older\n"),
      theirs: record("name: A\n", "\n## Log\n\n- 2026-11-01 note: Oldest\n"),
      result: record(
        "name: A\n",
        "\n## Log\n\n<<<<<<< ours\n- 2026-11-01 note: Older\n||||||| base\n- 2026-11-01 note: Old\n=======\n"
          + "- 2026-11-01 note: Oldest\n>>>>>>> theirs\n"), subjects: [.log]),
    Case(
      testDescription: "line ends against a value", base: record("name: A\nfit: B\n"),
      ours: "---\r\nname: A\r\nfit: B\r\n---\r\n",
      theirs: record("name: A\nfit: C\n"), result: "---\r\nname: A\r\nfit: C\r\n---\r\n"),
    Case(
      testDescription: "a text of several lines", base: record("name: A\nnotes: |\n  one\n  two\n  three\n"),
      ours: record("name: B\nnotes: |\n  ONE\n  two\n  three\n"),
      theirs: record("name: A\nfit: A\nnotes: |\n  one\n  two\n  THREE\n"),
      result: record("name: B\nfit: A\nnotes: |\n  ONE\n  two\n  THREE\n")),
  ]

  @Test(arguments: cases) func joins(_ example: Case) throws {
    let result = try RecordMerge.merge(
      base: example.base.map { Array($0.utf8) }, ours: Array(example.ours.utf8), theirs: Array(example.theirs.utf8),
      type: Self.type)
    #expect(String(decoding: result.bytes, as: UTF8.self) == example.result)
    #expect(result.conflicts.map(\.subject) == example.subjects)
  }

  @Test func aSideThatDoesNotParseIsNamed() {
    let good = Array(Self.record("name: A\n").utf8)
    #expect(throws: UnmergeableSide.self) {
      try RecordMerge.merge(
        base: good, ours: Array(Self.record("name: B\n").utf8), theirs: Array("---\nname: [\n---\n".utf8), type: nil)
    }
  }

  @Test func aConflictIsReadBackAndResolved() throws {
    let text = Self.record(
      "name: A\n<<<<<<< main\nstage: mql\n||||||| 1a2b\nstage: lead\n=======\nstage: sal\n>>>>>>> sales\nfit: B\n")
    let file = ConflictedFile(Array(text.utf8))
    #expect(file.regions.map(\.subject) == [.field("stage")])
    #expect(file.regions(about: "stage") == [0] && file.regions(about: "fit").isEmpty)
    #expect(file.text(of: try #require(file.regions[0].base)) == "stage: lead\n")
    #expect(file.regions[0].labels == ("main", "1a2b", "sales"))
    let results: [(ConflictResolution, String)] = [
      (.ours, "stage: mql\n"), (.theirs, "stage: sal\n"), (.base, "stage: lead\n"),
      (.value(.string("sql", declaredString: true)), "stage: sql\n"), (.lines([]), ""),
    ]
    for (resolution, line) in results {
      let resolved = try file.resolving([0: resolution])
      #expect(String(decoding: resolved, as: UTF8.self) == Self.record("name: A\n\(line)fit: B\n"))
    }
  }
}
