import LibrettoMerge
import LibrettoModel
import Testing

/// Which record of a new version is which of the old one.
@Suite struct ChangeSetTests {
  private let book = Book.load(files: ["libretto.yaml": Array("libretto: 1\n".utf8)]).book

  private func record(_ path: String, _ front: String) throws -> Record {
    let id = String(try #require(path.split(separator: "/").last).dropLast(3))
    return Record(
      type: try #require(book.type(named: "lead")), id: id, path: path, bytes: Array("---\n\(front)---\n".utf8))
  }

  private func moves(_ old: [Record], _ new: [Record]) -> [String] {
    ChangeSet(old: old, new: new).records.map { "\($0.old?.path ?? "–") > \($0.new?.path ?? "–")" }
  }

  @Test func theIDComesBeforeTheAliasAndTheContent() throws {
    let same = "name: D\n"
    #expect(
      moves(
        [try record("leads/d1.md", same), try record("leads/d2.md", same)],
        [try record("leads/a/d2.md", same), try record("leads/b/d1.md", same)])
        == ["leads/d2.md > leads/a/d2.md", "leads/d1.md > leads/b/d1.md"])
    #expect(
      moves(
        [try record("leads/one.md", same), try record("leads/two.md", same)],
        [try record("leads/new.md", same), try record("leads/x.md", "name: X\naliases: [one]\n")])
        == ["leads/two.md > leads/new.md", "leads/one.md > leads/x.md"])
    #expect(
      moves([try record("leads/a.md", "name: A\n")], [try record("leads/b.md", "name: B\n")])
        == ["leads/a.md > –", "– > leads/b.md"])
  }

  @Test func pathsAreComparedByTheirBytes() throws {
    #expect(
      moves([try record("leads/e\u{301}/a.md", "name: A\n")], [try record("leads/\u{E9}/a.md", "name: A\n")]).count == 1
    )
    let set = ChangeSet(
      old: [try record("leads/e\u{301}/a.md", "name: A\n")], new: [try record("leads/\u{E9}/a.md", "name: A\n")])
    #expect(set.records.first?.kind == .moved)
  }

  @Test func thousandsOfMovesAreFoundInOnePass() throws {
    let old = try (0..<5000).map { try record("leads/l\($0).md", "name: N\n") }
    let new = try (0..<5000).map { try record("leads/x/l\($0).md", "name: N\n") }
    let clock = ContinuousClock()
    var set: ChangeSet?
    let time = clock.measure { set = ChangeSet(old: old, new: new) }
    #expect(set?.records.allSatisfy { $0.kind == .moved && $0.old?.id == $0.new?.id } == true)
    #expect(time < .seconds(20))
  }
}
