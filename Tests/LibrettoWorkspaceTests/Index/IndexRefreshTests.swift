import LibrettoIndex
import TestSupport
import Testing

@testable import LibrettoWorkspace

/// Whatever happens to the files, the index that is brought up to date holds what one built anew holds.
@Suite struct IndexRefreshTests {
  @Test(arguments: [
    "true",
    "printf -- '---\\ntitle: New\\n---\\n' > notes/new.md",
    "sed -i 's/Jane/Joan/' leads/jane.md",
    "rm notes/1/n1.md",
    "mv notes/1/n1.md notes/2/n1.md",
    "mv notes/1/n1.md pads/n1.md",
    "mv notes/0 notes/zero",
    "mv notes/0 pads/notes",
    "rm -r notes/1 leads",
    "find . -name '*.md' -not -path './.git/*' -delete",
    "rm -r notes accounts leads pads deals",
    "mv notes/1/n1.md x; mv notes/1/n4.md notes/1/n1.md; mv x notes/1/n4.md",
    // A file replaced by one of the same size and time.
    "sed 's/Jane/Joan/' leads/jane.md > x; touch -r leads/jane.md x; mv x leads/jane.md",
    // Changed in its place, with the size kept and the time set back.
    "cp -p leads/jane.md x; printf -- '---\\nname: Jana' | dd of=leads/jane.md conv=notrunc status=none;"
      + " touch -r x leads/jane.md; rm x",
    "touch notes/2/*.md",
    "ln -s n1.md notes/1/link.md",
    "mkdir notes/folder.md",
    "rm notes/1/n1.md; mkdir notes/1/n1.md; printf 'x' > notes/1/n1.md/y.md",
    "rm notes/1/n1.md; ln -s ../0/n0.md notes/1/n1.md",
    "mv notes/1/n1.md 'notes/1/No Id.md'",
    "dd if=/dev/zero of=notes/1/n1.md bs=1k count=1100 status=none",
    "printf 'leads' > x; rm -r leads; mv x leads",
    "mkfifo notes/1/pipe.md",
    "printf 'text' > notes/1/n1.md; printf '\\377' > notes/1/n4.md",
    "printf -- '---\\nname: Acme\\n---\\n' > accounts/jane.md; sed -i 's/account: acme/account: jane/' leads/jane.md",
    "mkdir notes/.hidden; cp notes/1/n1.md notes/.hidden/; cp notes/1/n1.md notes/.n.md",
    "rm accounts/acme.md; printf -- '---\\nname: A\\naliases: [acme]\\n---\\n' > accounts/a.md",
  ])
  func aChange(script: String) async throws {
    let book = IndexBook()
    try await book.settle()
    let old = try IndexBook.dump(try await book.ready().connection)
    book.sh(script)
    let database = book.database
    let now = try IndexBook.dump(try await book.ready().connection)
    #expect(book.database == database)
    #expect(
      (now == old) == ["true", "touch notes/2/*.md", "ln -s", "mkdir"].contains { script.hasPrefix($0) }
        || script.hasPrefix("mkfifo"))
    try await book.expectSameAsAnew()
  }

  @Test func branches() async throws {
    let book = IndexBook()
    book.sh(
      "git checkout -q -b side; rm notes/1/n1.md; sed -i 's/Note/Node/' notes/*/n*.md; mv notes/2 pads/two; git add .; git commit -qm side; git checkout -q main"
    )
    try await book.settle()
    for branch in ["side", "main", "side", "main"] {
      book.sh("git checkout -q \(branch)")
      let dump = try IndexBook.dump(try await book.ready().connection)
      #expect(dump.contains { $0.contains("Node") } == (branch == "side"))
      try await book.expectSameAsAnew()
    }
  }

  /// Changed again within the clock's tick, with the same size, just after it was read.
  @Test func changedWithinTheTick() async throws {
    let book = IndexBook()
    try await book.settle()
    for round in 0..<60 {
      let name = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(round % 26)))
      book.book.scratch.write("---\nname: \(name)\n---\n", to: "pads/free.md")
      let index = try await book.ready()
      #expect(try index.connection.text("SELECT title FROM pad WHERE id = 'free'") == name)
    }
    try await book.expectSameAsAnew()
  }

  @Test func nothingIsWrittenWhereNothingChanged() async throws {
    let book = IndexBook()
    book.sh("touch -d '2100-01-01' notes/1/n1.md; printf 'x' > 'notes/1/No Id.md'")
    try await book.settle()
    let index = try await book.ready()
    let before = try index.connection.integer("PRAGMA data_version")
    let generation = try index.connection.generation()
    for _ in 0..<3 { _ = try await book.ready() }
    #expect(try index.connection.integer("PRAGMA data_version") == before)
    #expect(try index.connection.generation() == generation)
  }

  @Test func aWriterIsNotWaitedFor() async throws {
    let book = IndexBook()
    try await book.settle()
    let writer = try IndexConnection(path: book.database, mode: .writing)
    try writer.execute("BEGIN IMMEDIATE")
    #expect(try await book.ready().changed == 0)
    book.sh("rm notes/1/n1.md")
    guard case .absent(.busy) = try await book.index() else {
      Issue.record("not busy")
      return
    }
    try writer.execute("ROLLBACK")
    #expect(try await book.ready().changed == 1)
  }

  /// Several that build, refresh and read, while files change.
  @Test func severalAtOnce() async throws {
    let book = IndexBook()
    try await book.settle()
    await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<4 {
        group.addTask {
          for round in 0..<12 {
            book.book.scratch.write("---\ntitle: W\(worker) R\(round)\n---\n", to: "notes/w\(worker)-\(round % 3).md")
            if round % 5 == worker { try await book.book.open().rebuildIndex() }
            if case .ready(let index) = try await book.index(.build) {
              _ = try index.connection.integer("SELECT count(*) FROM note")
            }
          }
        }
      }
    }
    try await book.expectSameAsAnew()
    // Only what counts is left.
    let names = listFolder(book.path + "/.git/libretto").filter { $0.hasSuffix(".sqlite") }
    #expect(names.count == 1, "\(names)")
  }

  @Test func verifyFindsWhatDiffers() async throws {
    let book = IndexBook()
    try await book.settle()
    #expect(try await book.book.open().verifyIndex().differences == [])
    for change in [
      "UPDATE note SET count = 7 WHERE id = 'n1'", "DELETE FROM libretto_alias",
      "UPDATE libretto_log SET line = line + 1000",
      "DELETE FROM lead", "UPDATE libretto_link_text SET target = target || '-2'",
    ] {
      try await book.ready().connection.execute(change)
      #expect(try await !book.book.open().verifyIndex().differences.isEmpty, "\(change)")
      try await book.book.open().rebuildIndex()
    }
  }
}
