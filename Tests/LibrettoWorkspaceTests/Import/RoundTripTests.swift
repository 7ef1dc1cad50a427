import JSONSchema
import LibrettoModel
import LibrettoWorkspace
import TestSupport
import Testing

/// What goes in comes out again, and what comes out goes in without a change.
@Suite struct RoundTripTests {
  /// Rows of a table as RFC 4180 has them.
  private static func csv(_ rows: [[String]]) -> [UInt8] {
    var writer = CSVWriter(neutralisesFormulas: false)
    for row in rows { writer.write(row) }
    return writer.bytes
  }

  private static func table(_ text: String) throws -> (header: [String], rows: [[String]]) {
    let reader = try CSVReader(Array(text.utf8))
    return (reader.header, try reader.map { try $0.get().fields })
  }

  private static func withoutBlanks(_ text: String) -> String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
    let start = text.unicodeScalars.drop(while: isBlank)
    return String(String.UnicodeScalarView(String.UnicodeScalarView(start.reversed()).drop(while: isBlank).reversed()))
  }

  @Test(.enabled(if: Project.sharedData != nil)) func naughtyStringsSurvive() async throws {
    let bytes = try #require(readFile(Project.sharedData! + "/naughty-strings/blns.json"))
    let strings = try #require(try JSONValue(parsing: bytes).array).compactMap(\.string)
    #expect(strings.count >= 500)
    try await check(strings)
  }

  @Test func hostileCellsSurvive() async throws {
    try await check([
      "=1+1", "+1", "-1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1", "'-1", "'text", "=", "\u{1B}[31mred",
      "a\u{0}b",
      "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}x", "line\nbreak", "line\r\nbreak", "  blanks  ", "\"quoted\"", "a;b",
      "---",
      "# no comment", "key: value", "&anchor", "*alias", "!tag", "%d", "null", "~", "{}", "[]", "\\", "\u{202E}x",
      "e\u{301}",
    ])
  }

  /// Imports each string as the text of a note, exports it raw and neutralised, and imports both again.
  private func check(_ strings: [String]) async throws {
    let book = ImportBook()
    let rows = strings.enumerated().map { ["n\($0.offset + 10_000)", "T", $0.element] }
    // A NUL can stand in no record; the row is refused and said so.
    let report = try await book.run(Self.csv([["id", "title", "text"]] + rows)) { $0.isRaw = true }
    let refused = Set(report.refused.map(\.number))
    #expect(refused.isEmpty, "\(report.refused.first.map { "\($0.reasons)" } ?? "")")
    for raw in [true, false] {
      let text = try await book.export(raw: raw)
      let (header, exported) = try Self.table(text)
      let column = try #require(header.firstIndex(of: "text"))
      // Blanks around a cell do not count.
      let expected = strings.map(Self.withoutBlanks).map { raw ? $0 : CSVWriter.neutralised($0) }
      #expect(exported.count == strings.count)
      for (row, string) in zip(exported, expected) { #expect(Array(row[column].utf8) == Array(string.utf8)) }
      let before = book.notes()
      let again = try await book.run(Array(text.utf8)) {
        $0.key = ["id"]
        $0.isRaw = raw
      }
      #expect(
        again.unchanged.count == strings.count && book.notes() == before, "\(again.changed.first.map { "\($0)" } ?? "")"
      )
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>) func generatedTablesSurvive(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "a", "Ü", ";", ",", "\"", "\n", "'", "=", " ", ":", "#", "-", "{", "[", "0", "9", ".", "e", "é", "|", "\t", "🙂",
    ]
    func text() -> String {
      (0..<Int.random(in: 0...8, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }.joined()
    }
    var rows: [[String]] = []
    for number in 0..<40 {
      let tags = (0..<Int.random(in: 0...3, using: &generator)).map { "t\($0)\(text())" }
      rows.append([
        "r\(number + 100)", "T" + text(), text(),
        Bool.random(using: &generator) ? "\(Int.random(in: 0...9_999, using: &generator))" : "",
        ["", "small", "large"].randomElement(using: &generator)!, ["", "2026-02-28"].randomElement(using: &generator)!,
        ["", "r\(Int.random(in: 100..<140, using: &generator))"].randomElement(using: &generator)!,
        tags.map { "\"" + $0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" }
          .joined(separator: ";"),
      ])
    }
    let header = ["id", "title", "text", "count", "size", "next.due", "parent", "tags"]
    let book = ImportBook()
    let report = try await book.run(Self.csv([header] + rows)) { $0.isRaw = true }
    #expect(report.created.count == rows.count, "\(report.reasons)")
    let before = book.notes()
    let exported = try await book.export()
    let again = try await book.run(Array(exported.utf8)) { $0.key = ["id"] }
    #expect(
      again.unchanged.count == rows.count && book.notes() == before,
      "\(again.summary.filter { !$0.hasSuffix("unchanged") })")
    // In an empty book it makes the same records.
    let copy = ImportBook()
    #expect(try await copy.run(Array(exported.utf8)).created.count == rows.count)
    #expect(try await copy.export() == exported)
    #expect(try await book.open().validate().filter { $0.severity == .error }.isEmpty)
  }

  @Test func aTypeWithoutASchemaTakesAnyColumn() async throws {
    let book = ImportBook()
    let csv = "name,Office location,zip,n,ok\nA,Kenya,0049,12,true\nB,,1.10,-3.5,no\n"
    #expect(try await book.run(csv, type: "pad").created.count == 2)
    #expect(
      book.scratch.text("pads/a.md") == "---\nname: A\noffice_location: Kenya\nzip: \"0049\"\nn: 12\nok: true\n---\n")
    let exported = try await book.export(["pads"])
    #expect(exported == "id,name,office_location,zip,n,ok\na,A,Kenya,0049,12,true\nb,B,,1.10,-3.5,no\n")
    #expect(try await book.run(exported, type: "pad") { $0.key = ["id"] }.unchanged.count == 2)
  }

  @Test func unknownFieldsAreExportedAndNDJSONHoldsAll() async throws {
    let book = ImportBook(
      "", schemas: ["schema/note.yaml": "type: object\nproperties: {title: {type: string}}\n"],
      records: ["notes/a.md": "---\ntitle: A\nextra: {x: 1, y: [p, q]}\n---\n", "notes/b.md": "---\ntitle: =B\n---\n"])
    #expect(try await book.export() == "id,title,extra.x,extra.y\na,A,1,p;q\nb,'=B,,\n")
    #expect(
      try await book.export([], format: .ndjson) == """
        {"id":"a","type":"note","path":"notes/a.md","fields":{"title":"A","extra":{"x":1,"y":["p","q"]}}}
        {"id":"b","type":"note","path":"notes/b.md","fields":{"title":"=B"}}

        """)
    #expect(try await book.export(["notes", "title:A"]) == "id,title,extra.x,extra.y\na,A,1,p;q\n")
    await #expect(throws: WorkspaceError.self) { try await book.export([]) }
  }
}
