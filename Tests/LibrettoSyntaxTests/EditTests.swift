import LibrettoSyntax
import TestSupport
import Testing

/// One edit, the whole text before and after.
struct EditTests {
  enum Change: Sendable {
    case set([PathComponent], NewValue)
    case append([PathComponent], NewValue)
    case remove([PathComponent])
  }

  static func text(_ text: String) -> NewValue { .string(text, declaredString: false) }

  @Test(
    arguments: [
      // The old value's quotes, comment and alignment stay.
      ("a: x   # c", .set([.key("a")], text("y")), "a: y   # c"),
      ("a:   'x'", .set([.key("a")], text("it's")), "a:   'it''s'"),
      ("a: \"x\"", .set([.key("a")], text("y")), "a: \"y\""),
      ("a: x", .set([.key("a")], text("true")), "a: \"true\""),
      ("a: x", .set([.key("a")], .string("true", declaredString: true)), "a: true"),
      ("a: x", .set([.key("a")], .string("NO", declaredString: true)), "a: NO"),
      ("a: x", .set([.key("a")], .string("~", declaredString: true)), "a: \"~\""),
      ("a: 'x'", .set([.key("a")], .plain("3")), "a: 3"),
      ("a:   # c", .set([.key("a")], text("y")), "a: y   # c"),
      ("a: x", .set([.key("a")], text("l1\nl2\n")), "a: |\n  l1\n  l2"),
      ("a: x # c", .set([.key("a")], text("l1\nl2\n")), "a: \"l1\\nl2\\n\" # c"),
      ("a: | # c\n    old\nb: 1", .set([.key("a")], text("l1\nl2")), "a: |- # c\n    l1\n    l2\nb: 1"),
      ("a: >\n old\nb: 1", .set([.key("a")], text("one")), "a: one\nb: 1"),
      ("a: {b: 1, c: x}", .set([.key("a"), .key("c")], text("y, z")), "a: {b: 1, c: \"y, z\"}"),
      ("a: [x]", .set([.key("a")], .sequence([text("y"), text("z")])), "a: [y, z]"),
      ("a:\n- x # c\n- y", .set([.key("a")], .sequence([text("z")])), "a:\n- z"),
      ("a: # c\n  - x", .set([.key("a")], .sequence([])), "a: [] # c"),
      // New entries.
      ("a: x # c\n\n# end", .set([.key("b")], .plain("1")), "a: x # c\nb: 1\n\n# end"),
      (
        "next:\n    what: x", .set([.key("next"), .key("due")], .plain("2026-11-25")),
        "next:\n    what: x\n    due: 2026-11-25"
      ),
      (
        "next: {what: x}", .set([.key("next"), .key("due")], .plain("2026-11-25")),
        "next: {what: x, due: 2026-11-25}"
      ),
      ("a: x", .set([.key("next"), .key("due")], .plain("1")), "a: x\nnext: {due: 1}"),
      ("next:", .set([.key("next"), .key("due")], .plain("1")), "next: {due: 1}"),
      ("l:\n  - a: 1", .set([.key("l"), .index(0), .key("b")], .plain("2")), "l:\n  - a: 1\n    b: 2"),
      // Lists.
      ("tags: [a, b] # c", .append([.key("tags")], text("c")), "tags: [a, b, c] # c"),
      ("tags: ['a', 'b']", .append([.key("tags")], text("c")), "tags: ['a', 'b', 'c']"),
      ("tags: []", .append([.key("tags")], text("c")), "tags: [c]"),
      (
        "tags: [\n  a, # one\n  b  # two\n  ]", .append([.key("tags")], text("c")),
        "tags: [\n  a, # one\n  b,  # two\n  c\n  ]"
      ),
      (
        "tags: [\n  a,\n  b, # two\n  ]", .append([.key("tags")], text("c")),
        "tags: [\n  a,\n  b, # two\n  c,\n  ]"
      ),
      ("tags:\n- a # c\nb: 1", .append([.key("tags")], text("x")), "tags:\n- a # c\n- x\nb: 1"),
      ("a: 1", .append([.key("tags")], text("x")), "a: 1\ntags: [x]"),
      ("tags:\na: 1", .append([.key("tags")], text("x")), "tags: [x]\na: 1"),
      // Removals.
      ("a: 1\nb: 2 # c\n# d\nc: 3", .remove([.key("b")]), "a: 1\n# d\nc: 3"),
      ("a: [x, y, z]", .remove([.key("a"), .index(1)]), "a: [x, z]"),
      ("a: [x, y, z]", .remove([.key("a"), .index(2)]), "a: [x, y]"),
      ("a: [x]", .remove([.key("a"), .index(0)]), "a: []"),
      (
        "a: [\n  x, # 1\n  y, # 2\n  z # 3\n  ]", .remove([.key("a"), .index(1)]),
        "a: [\n  x, # 1\n  z # 3\n  ]"
      ),
      ("a: [\n  x, # 1\n  y # 2\n  ]", .remove([.key("a"), .index(1)]), "a: [\n  x # 1\n  ]"),
      ("a: {b: 1, c: 2}", .remove([.key("a"), .key("b")]), "a: {c: 2}"),
      ("a:\n  - x # c\n  - y", .remove([.key("a"), .index(0)]), "a:\n  - y"),
      ("a:\n  - x\nb: 1", .remove([.key("a"), .index(0)]), "a: []\nb: 1"),
      ("l:\n- a: 1\n  b: 2", .remove([.key("l"), .index(0), .key("a")]), "l:\n- b: 2"),
      ("a: |\n  x\n\n  y\nb: 1", .remove([.key("a")]), "b: 1"),
    ] as [(String, Change, String)])
  func changesOnlyTheValue(before: String, change: Change, after: String) throws {
    for (mark, ending) in [("", "\n"), ("\u{FEFF}", "\r\n")] {
      let lines: (String) -> [UInt8] = { text in
        let whole = mark + "---\n" + text + "\n---\nbody, no end"
        return Array(
          whole.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: ending).utf8)
      }
      let document = Document.parse(lines(before))
      let result =
        switch change {
        case .set(let path, let value): try document.setting(path, to: value)
        case .append(let path, let value): try document.appending(value, to: path)
        case .remove(let path): try document.removing(path)
        }
      #expect(String(decoding: result.bytes, as: UTF8.self) == String(decoding: lines(after), as: UTF8.self))
    }
  }

  @Test(arguments: [
    ("", "---\na: 1\n---\n"), ("\u{FEFF}", "\u{FEFF}---\na: 1\n---\n"), ("body", "---\na: 1\n---\nbody"),
    ("---\n---\nb", "---\na: 1\n---\nb"), ("---\n# c\n---\n", "---\n# c\na: 1\n---\n"),
    ("x\r\ny", "---\r\na: 1\r\n---\r\nx\r\ny"),
  ])
  func makesFrontMatter(before: String, after: String) throws {
    let result = try Document.parse(Array(before.utf8)).setting([.key("a")], to: .plain("1"))
    #expect(String(decoding: result.bytes, as: UTF8.self) == after)
    #expect(
      try Document.parse(Array("---\na: 1\n---\nb".utf8)).removing([.key("a")]).bytes
        == Array("---\n---\nb".utf8))
  }

  @Test func refusesWithAReason() throws {
    let document = Document.parse(Array("---\na: x\nl: [1]\n---\n".utf8))
    #expect(throws: EditError.notASequence([.key("a")])) {
      try document.appending(.plain("1"), to: [.key("a")])
    }
    #expect(throws: EditError.notAMapping([.key("a")])) {
      try document.setting([.key("a"), .key("b")], to: .plain("1"))
    }
    #expect(throws: EditError.notFound([.key("z")])) { try document.removing([.key("z")]) }
    #expect(throws: EditError.indexOutOfRange([.key("l"), .index(5)])) {
      try document.setting([.key("l"), .index(5)], to: .plain("1"))
    }
    #expect(throws: EditError.emptyPath) { try document.removing([]) }
    #expect(throws: EditError.cannotBeWritten("a: b")) {
      try document.setting([.key("a")], to: .plain("a: b"))
    }
  }

  @Test func composes() throws {
    let document = Document.composing(
      fields: [
        ("name", Self.text("Jane: Doe")), ("phone", .string("0049", declaredString: true)),
        ("tags", .sequence([Self.text("a"), Self.text("b, c")])), ("note", Self.text("one\ntwo\n")),
        ("score", .plain("72")),
        ("odd", .plain("- x")),
      ], body: "\n# Jane\n")
    #expect(
      String(decoding: document.bytes, as: UTF8.self)
        == """
        ---
        name: "Jane: Doe"
        phone: 0049
        tags: [a, "b, c"]
        note: |
          one
          two
        score: 72
        odd: "- x"
        ---

        # Jane

        """)
    #expect(document.issues.isEmpty)
  }

  @Test(.enabled(if: Project.sharedData != nil, "the naughty strings are not here"))
  func naughtyStringsSurviveEverywhere() throws {
    let folder = Project.sharedData! + "/naughty-strings"
    let file = try #require(readFile(folder + "/blns.json"))
    let tree = YAMLTree.parse(file)
    #expect(tree.issues.isEmpty)
    let lines = try #require(tree.root).elements.map(\.text)
    #expect(lines.count > 400)
    let start = Document.parse(Array("---\na: x\nb: 'x'\nc: \"x\"\nd: [x]\ne: {k: x}\nf: |\n  x\n---\n".utf8))
    for line in lines {
      for declared in [false, true] {
        let value = NewValue.string(line, declaredString: declared)
        var document = start
        for key in ["a", "b", "c", "f", "new"] { document = try document.setting([.key(key)], to: value) }
        document = try document.appending(value, to: [.key("d")])
        document = try document.setting([.key("e"), .key("k")], to: value)
        if line.utf8.count < 500 { document = try document.setting([.key("e"), .key(line)], to: value) }
        for key in ["a", "b", "c", "f", "new"] {
          #expect(document.fields?[key]?.hasText(line) == true, "\(line)")
        }
        #expect(document.fields?["d"]?.element(at: 1)?.hasText(line) == true, "\(line)")
      }
    }
  }
}
