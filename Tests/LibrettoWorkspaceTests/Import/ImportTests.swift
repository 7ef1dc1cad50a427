import LibrettoWorkspace
import TestSupport
import Testing

@Suite struct ImportTests {
  @Test(arguments: [",", ";", "\t", "|"], ["utf-8", "bom", "windows-1252"])
  func anyDelimiterAndEncodingGivesTheSameRecords(delimiter: String, encoding: String) async throws {
    let book = ImportBook()
    let text = [["title", "text"], ["Größe", "naïve"], ["Zwei", "a\"b"]]
      .map { row in
        row.map { "\"" + $0.split(separator: "\"").joined(separator: "\"\"") + "\"" }.joined(separator: delimiter)
      }
      .joined(separator: "\r\n")
    let bytes: [UInt8] =
      switch encoding {
      case "bom": [0xEF, 0xBB, 0xBF] + Array(text.utf8)
      case "windows-1252": text.unicodeScalars.map { UInt8($0.value) }
      default: Array(text.utf8)
      }
    let report = try await book.run(bytes) { if encoding == "windows-1252" { $0.encoding = .windows1252 } }
    #expect(report.summary == ["1 created notes/groesse.md", "2 created notes/zwei.md"])
    #expect(
      book.notes() == [
        "groesse.md": "---\ntitle: Größe\ntext: naïve\n---\n", "zwei.md": "---\ntitle: Zwei\ntext: a\"b\n---\n",
      ])
  }

  /// What a cell becomes in the file, or why it is refused.
  @Test(arguments: [
    ("count", "12", "count: 12"), ("count", " 12 ", "count: 12"),
    ("count", "many", "! count wants a whole number, not \"many\""),
    ("count", "-1", "! count"), ("size", "LARGE", "size: large"),
    ("size", "larg", "! unknown value of size: \"larg\" – did you mean \"large\"?"),
    ("due", "2026-11-21", "due: 2026-11-21"), ("due", "31.12.2026", "due: 2026-12-31"),
    ("due", "03/04/2026", "! \"03/04/2026\" is no valid date"),
    ("price", "1054.0", "price: 1054.0"), ("price", "cheap", "! \"cheap\" is no valid amount"),
    ("country", "Germany", "country: DE"),
    ("done", "true", "done: true"), ("done", "yes", "! done wants true or false"), ("owner", "Mia Weber", "owner: mia"),
    ("owner", "@tom", "owner: tom"), ("owner", "Ada", "! owner: unknown member \"Ada\""),
    ("account", "Globex Inc", "account: globex"),
    ("account", "globex", "account: globex"), ("account", "old-globex", "account: globex"),
    ("account", "Globx Inc", "! there is no account \"Globx Inc\" – did you mean \"Globex Inc\"?"),
    ("tags", "a; b c;a,b", "tags: [a, b c, \"a,b\"]"), ("tags", "x, y", "tags: [x, y]"),
    ("tags", "\"x;y\"", "tags: [x;y]"), ("tags", "5\" disk;SSD", "tags: [5\" disk, SSD]"),
    ("tags", "\"a \"\"b\"\";c\";d", "tags: [a \"b\";c, d]"), ("text", "  a  b ", "text: a  b"),
    ("text", "NO", "text: NO"), ("text", "0049", "text: 0049"), ("code", "true", "code: true"),
    ("next.due", "2026-01-02", "next: {due: 2026-01-02}"),
  ]) func aCellBecomesAValue(field: String, cell: String, expected: String) async throws {
    let book = ImportBook(records: ["accounts/globex.md": "---\nname: Globex Inc\naliases: [old-globex]\n---\n"])
    let quoted = "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    let report = try await book.run("title,\(field)\nA,\(quoted)\n")
    if expected.hasPrefix("! ") {
      #expect(report.summary.first?.contains("refused: " + expected.dropFirst(2)) == true, "\(report.summary)")
      #expect(book.notes().isEmpty)
    } else {
      let text = try #require(book.notes()["a.md"], "\(report.summary)")
      let written = try #require(FieldLines(text)[field.split(separator: ".")[0]])
      #expect(written == expected || expected.hasPrefix("next") && written == "next: {due: 2026-01-02}", "\(text)")
    }
  }

  @Test func aSecondImportWithAKeyChangesOnlyWhatDiffers() async throws {
    let book = ImportBook()
    let csv = "title,text,count\nOne,first,1\nTwo,second,2\nThree,,3\n"
    #expect(try await book.run(csv) { $0.key = ["title"] }.created.count == 3)
    book.scratch.write(
      "---\n# kept\ntitle:   'Two'  # as it is\ntext: second\ncount: 2\n---\nBody\n", to: "notes/two.md")
    let before = book.notes()
    let again = try await book.run(csv) { $0.key = ["title"] }
    #expect(again.unchanged.count == 3 && !again.isWritten && book.notes() == before)
    let changed = try await book.run("title,text,count\none,,1\nTWO,other,2\nFour,,4\n") { $0.key = ["title"] }
    #expect(changed.summary == ["1 changed title", "2 changed title, text", "3 created notes/four.md"])
    #expect(book.notes()["two.md"] == "---\n# kept\ntitle:   'TWO'  # as it is\ntext: other\ncount: 2\n---\nBody\n")
    #expect(book.notes()["one.md"]?.contains("text: first") == true, "an empty cell says nothing")
  }

  @Test func withoutAKeyEachRowIsARecord() async throws {
    let book = ImportBook(records: ["notes/one-2.md": "---\ntitle: x\n---\n"])
    let report = try await book.run("title\nOne\nOne\nOne\n価値\n")
    #expect(
      report.summary.dropLast() == ["1 created notes/one.md", "2 created notes/one-3.md", "3 created notes/one-4.md"])
    #expect(report.created.count == 4)
  }

  @Test func keysMustBeThereAndOnce() async throws {
    let book = ImportBook(records: [
      "notes/a.md": "---\ntitle: Same\n---\n", "notes/b.md": "---\ntitle: same\n---\n",
    ])
    let report = try await book.run("title,text\nSame,x\n,x\nNew,x\nnew,y\n") { $0.key = ["title"] }
    #expect(
      report.summary == [
        "1 refused: 2 records have this title: a, b – name more fields, or match by --key id",
        "2 refused: the key title is empty", "3 created notes/new.md",
        "4 refused: row 3 has the same title – keep one of them, or name more fields: --key title,…",
      ])
  }

  @Test func idsComeFromAColumn() async throws {
    let book = ImportBook(records: ["notes/taken.md": "---\ntitle: T\n---\n"])
    let csv = "No,title\nA/17,One\nTaken,Two\na-17,Three\n!,Four\n"
    let report = try await book.run(csv) { $0.idColumn = "No" }
    #expect(
      report.summary == [
        "1 created notes/a-17.md", "2 refused: there is a note \"taken\" already – to change records: --key id",
        "3 refused: row 1 has the id \"a-17\" – an id is unique within its type",
        "4 refused: \"!\" can be no id – ids are made of a-z, 0-9 and -",
      ])
    let again = try await book.run("No,title\nA/17,Uno\n") {
      $0.idColumn = "No"
      $0.key = ["id"]
    }
    #expect(again.summary == ["1 changed title"])
  }

  @Test func rowsMayLinkToEachOtherAndFallTogether() async throws {
    let book = ImportBook()
    let csv = "title,parent,count\nChild,Parent,1\nParent,,2\nOrphan,Bad,1\nBad,,minus\nGrandchild,Orphan,1\n"
    let report = try await book.run(csv)
    #expect(
      report.summary == [
        "1 created notes/child.md", "2 created notes/parent.md",
        "3 refused: it links to \"bad\" of row 4, which is refused",
        "4 refused: count wants a whole number, not \"minus\"",
        "5 refused: it links to \"orphan\" of row 3, which is refused",
      ])
    #expect(book.notes()["child.md"]?.contains("parent: parent") == true)
  }

  @Test func rejectsCanBeMendedAndImportedAgain() async throws {
    let book = ImportBook()
    let report = try await book.run("title;count;text\nOne;1;a\nTwo;zwei;\"b;c\"\nThree;3\nFour;4;d;e\n")
    #expect(report.created.count == 1 && report.refused.map(\.number) == [2, 3, 4])
    let rejects = try #require(book.scratch.text("notes.rejects.csv"))
    #expect(
      rejects == """
        title;count;text;libretto_error
        Two;zwei;"b;c";"count wants a whole number, not ""zwei"\""
        Three;3;;2 fields where the header has 3
        Four;4;"d;e";4 fields where the header has 3

        """)
    let mended = rejects.split(separator: "zwei;").joined(separator: "2;")
    let again = try await book.run(mended)
    #expect(again.created.count == 3 && again.ignoredColumns.isEmpty && again.rejectsPath == nil)
    #expect(book.notes()["two.md"]?.contains("text: b;c") == true)
  }

  @Test func strictRefusesAllAndDryRunWritesNothing() async throws {
    let book = ImportBook()
    let csv = "title,count\nOne,1\nTwo,x\n"
    let strict = try await book.run(csv) { $0.isStrict = true }
    let dry = try await book.run(csv) { $0.isDryRun = true }
    for report in [strict, dry] {
      #expect(report.created.count == 1 && report.refused.count == 1 && !report.isWritten && report.rejectsPath == nil)
    }
    #expect(book.notes().isEmpty && book.scratch.text("notes.rejects.csv") == nil)
  }

  @Test func keptValuesAreForValidateToFind() async throws {
    let book = ImportBook()
    let report = try await book.run("title,count,account,size\nOne,x,Globex,larg\n") { $0.keepsInvalid = true }
    #expect(report.created.count == 1 && report.kept.count == 1 && report.refused.isEmpty)
    let codes = try await book.open().validate().map(\.code.rawValue).sorted()
    #expect(codes.count == 3 && codes.contains("LB301"), "\(codes)")
    let again = try await book.run("title,count,account,size\nOne,x,Globex,larg\n") {
      $0.keepsInvalid = true
      $0.key = ["title"]
    }
    #expect(again.unchanged.count == 1)
  }

  @Test func valuesAreMappedAndSetOnTheWay() async throws {
    let book = ImportBook()
    let report = try await book.run("Nr,Was,Wie gross\n1,GTXPro,L\n2,Else,L\n") { request in
      request.map = try ImportRequest.FieldColumn.list("text=Was,size=wie_gross")
      request.replacements = [
        try .init("text:GTXPro=\"GTX Pro\""), try .init("size:L=large"), try .init("size:XL=large"),
      ]
      request.constants = [try .init("title={Was} no. {Nr}"), try .init("tags=a,b")]
    }
    #expect(report.notes == ["no size is \"XL\": --map-value changed nothing"])
    #expect(
      book.notes()["gtx-pro-no-1.md"] == "---\ntitle: GTX Pro no. 1\ntext: GTX Pro\nsize: large\ntags: [a, b]\n---\n")
  }

  @Test(arguments: [
    ("--map nme=a", "unknown field \"nme\""), ("--map title=nix", "there is no column \"nix\""),
    ("--key text", "--key text is no field"),
    ("--map-value text:a=b", "--map-value names text, to which no column goes"),
    ("--map-value txet:a=b", "unknown field of --map-value"),
    ("--type notte", "unknown record type"), ("--map next=a", "next has parts of its own"),
    ("--map title=a,title=b", "--map names the field title twice"),
  ]) func whatDoesNotExistIsNamed(option: String, message: String) async throws {
    let book = ImportBook()
    let words = option.split(separator: " ").map(String.init)
    let error = await #expect(throws: WorkspaceError.self) {
      try await book.run("a,b\n1,2\n") { request in
        request.map = [.init(field: "title", column: "a")]
        switch words[0] {
        case "--map": request.map = try ImportRequest.FieldColumn.list(words[1])
        case "--key": request.key = [words[1]]
        case "--type": request.type = words[1]
        default: request.replacements = [try .init(words[1])]
        }
      }
    }
    #expect(error?.message.hasPrefix(message) == true, "\(String(describing: error))")
  }

  @Test func uniqueValuesGatesAndBrokenConfigurationRefuse() async throws {
    let book = ImportBook(records: ["notes/a.md": "---\ntitle: A\ncode: K1\n---\n"])
    let report = try await book.run("title,code\nB,k1\nC,K2\n")
    #expect(
      report.summary.first?.hasPrefix("1 refused: code \"k1\" is also that of note/a") == true, "\(report.summary)")
    #expect(report.created.count == 1)
    book.scratch.write("libretto: 2\n", to: "libretto.yaml")
    await #expect(throws: WorkspaceError.self) { try await book.run("title\nZ\n") }
  }

  @Test func aLargeFlatFolderIsToldOf() async throws {
    let book = ImportBook()
    let csv = "title\n" + (0..<1_001).map { "Note \($0)\n" }.joined()
    let report = try await book.run(csv)
    #expect(report.created.count == 1_001 && report.notes.count == 1)
    #expect(report.notes.first?.contains("{hash:2}/{id}.md") == true)
    #expect(try await book.open().validate().isEmpty)
  }
}

/// The lines of a front matter by their keys.
private struct FieldLines {
  private var lines: [Substring: String] = [:]

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      if let colon = line.firstIndex(of: ":") { lines[line[..<colon]] = String(line) }
    }
  }

  subscript(field: Substring) -> String? { lines[field] }
}
