import LibrettoSyntax
import Testing

/// The log and the links of a body.
struct LogTests {
  @Test(
    arguments: [
      ("- 2026-11-03 14:05 call @tom: Asked.", "2026-11-3 14:5:nil zone nil call tom Asked."),
      ("- 2026-11-03T call: x", nil),
      ("- 2024-02-29 23:59:58+02:00 mail: a: b", "2024-2-29 23:59:58 zone +02:00 mail nil a: b"),
      ("- 2026-11-03 09:00Z note @mia:", "2026-11-3 9:0:nil zone Z note mia "),
      ("* 2026-11-03 note:   spaced   ", "2026-11-3 nil zone nil note nil spaced"),
      ("- 2026-02-29 call: x", nil), ("- 2026-13-01 call: x", nil), ("- 2026-11-03 24:00 call: x", nil),
      ("- 2026-11-03 call x", nil), ("- 2026-11-03 : x", nil), ("- 2026-11-03 call @: x", nil),
      ("2026-11-03 call: x", nil),
      ("- 2026-11-03 call:x", nil), ("- 2026-1-3 call: x", nil), ("- 2026-11-03 14:05+2 call: x", nil),
    ] as [(String, String?)])
  func readsLines(line: String, wanted: String?) throws {
    let document = Document.parse(
      Array("# T\n\n## Log\n\n\(line)\n\n# Next\n- 2026-11-03 call: not in the log\n".utf8))
    let only = try #require(document.log.first)
    #expect(document.log.count == 1)
    #expect(only.range == 13..<13 + line.utf8.count)
    switch only {
    case .unreadable(_, let reason): #expect(wanted == nil && !reason.isEmpty)
    case .entry(let entry):
      let time = entry.time.map { "\($0.hour):\($0.minute):\($0.second.map(String.init) ?? "nil")" } ?? "nil"
      let date = "\(entry.date.year)-\(entry.date.month)-\(entry.date.day)"
      #expect(
        "\(date) \(time) zone \(entry.zone ?? "nil") \(entry.kind) \(entry.member ?? "nil") \(entry.text)"
          == wanted)
      #expect(Array(document.bytes[entry.textRange]) == Array(entry.text.utf8))
    }
  }

  @Test(arguments: [
    (
      "## Log\n\n- 2026-11-03 call: b\n- 2026-11-01 call: a\n",
      "## Log\n\n- 2026-11-04 call: n\n- 2026-11-03 call: b\n- 2026-11-01 call: a\n"
    ),
    (
      "## Log\n- 2026-11-01 call: a\n- 2026-11-03 call: b",
      "## Log\n- 2026-11-01 call: a\n- 2026-11-03 call: b\n- 2026-11-04 call: n"
    ),
    (
      "## Log\n- 2026-11-09 call: b\n- 2026-11-01 call: a\n",
      "## Log\n- 2026-11-09 call: b\n- 2026-11-04 call: n\n- 2026-11-01 call: a\n"
    ),
    (
      "## Log\n\nunreadable\n- 2026-11-01 call: a\n\n# N\n",
      "## Log\n\nunreadable\n- 2026-11-04 call: n\n- 2026-11-01 call: a\n\n# N\n"
    ),
    ("", "## Log\n\n- 2026-11-04 call: n\n"),
    ("---\na: 1\n---\n", "---\na: 1\n---\n\n## Log\n\n- 2026-11-04 call: n\n"),
    ("# T\n", "# T\n\n## Log\n\n- 2026-11-04 call: n\n"),
    ("# T\n\n", "# T\n\n## Log\n\n- 2026-11-04 call: n\n"),
    ("# T", "# T\n\n## Log\n\n- 2026-11-04 call: n\n"), ("## Log", "## Log\n\n- 2026-11-04 call: n"),
    ("## Log\n", "## Log\n\n- 2026-11-04 call: n\n"), ("## Log\n\n", "## Log\n\n- 2026-11-04 call: n\n"),
    ("## Log\n# N\n", "## Log\n\n- 2026-11-04 call: n\n\n# N\n"),
    ("## Log\n\n# N\n", "## Log\n\n- 2026-11-04 call: n\n\n# N\n"),
  ])
  func addsAnEntry(before: String, after: String) throws {
    for ending in ["\n", "\r\n"] {
      let lines: (String) -> [UInt8] = {
        Array($0.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: ending).utf8)
      }
      // Without a line the document says nothing of its line ends.
      if ending == "\r\n", !before.contains("\n") { continue }
      let result = try Document.parse(lines(before)).addingLogEntry("- 2026-11-04 call: n")
      #expect(String(decoding: result.bytes, as: UTF8.self) == String(decoding: lines(after), as: UTF8.self))
    }
    #expect(throws: EditError.cannotBeWritten("nonsense")) {
      try Document.parse(Array(before.utf8)).addingLogEntry("nonsense")
    }
  }

  @Test func findsLinksOutsideCode() {
    let text = """
      ---
      a: see [[one]] and [[leads/two|Two]]
      b: [[not, a], [link]]
      ---
      [[three]] `[[no]]` ``[[no]] ` `` \\[[no]] [[four | label]]
      ```
      [[no]]
      ```
      ~~~
      ```
      [[no]]
      ~~~
      [[]] [[a
      b]] [[accounts/five]] ` [[six]]
      """
    let links = Document.parse(Array(text.utf8)).wikiLinks
    #expect(links.map(\.id) == ["one", "two", "three", "four", "five", "six"])
    #expect(links.map(\.qualifier) == [nil, "leads", nil, nil, "accounts", nil])
    #expect(links.map(\.label) == [nil, "Two", nil, "label", nil, nil])
    for link in links { #expect(Array(text.utf8)[link.idRange].elementsEqual(link.id.utf8)) }
  }
}
