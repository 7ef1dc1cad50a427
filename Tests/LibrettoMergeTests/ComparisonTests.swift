import LibrettoMerge
import LibrettoModel
import Testing

/// Lines of text and of the log, compared.
@Suite struct ComparisonTests {
  @Test(arguments: [
    ("", "", ""), ("a b c", "a b c", ""), ("a b c", "a x c", " a -b +x  c"), ("", "a", "+a"), ("a", "", "-a"),
    ("a b c d e f", "a b c d e g", "…  e -f +g"), ("a b c d e", "x b c d y", "-a +x  b … d -e +y"),
    ("a b", "b a", "-a  b +a"),
  ]) func linesAreComparedWithALineAround(old: String, new: String, wanted: String) {
    func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
    let marks: [LineChange.Kind: String] = [.same: " ", .added: "+", .removed: "-", .gap: "…"]
    let found = LineChange.between(words(old), words(new)).map { (marks[$0.kind] ?? "?") + $0.text }
    #expect(found.joined(separator: " ").filter { $0 != " " } == wanted.filter { $0 != " " })
  }

  @Test func whatIsShownMakesTheNewTextOfTheOld() {
    var state: UInt64 = 7
    func next(_ bound: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % bound)
    }
    for _ in 0..<300 {
      let old = (0..<next(12)).map { _ in "\(next(4))" }
      let new = (0..<next(12)).map { _ in "\(next(4))" }
      let changes = LineChange.between(old, new)
      #expect(changes.isEmpty == (old == new))
      #expect(
        changes.filter { $0.kind == .removed }.count - changes.filter { $0.kind == .added }.count == old.count
          - new.count)
      guard !changes.contains(where: { $0.kind == .gap }), !changes.isEmpty else { continue }
      // Without a gap, all lines but those at both ends are shown: both texts can be read out of it.
      #expect(Self.holds(old, changes.filter { $0.kind != .added }.map(\.text)))
      #expect(Self.holds(new, changes.filter { $0.kind != .removed }.map(\.text)))
    }
  }

  private static func holds(_ all: [String], _ part: [String]) -> Bool {
    guard part.count <= all.count else { return false }
    return (0...(all.count - part.count)).contains { Array(all[$0..<($0 + part.count)]) == part }
  }

  @Test func largeTextsEndInTime() {
    let (old, new) = ((0..<20_000).map { "a\($0)" }, (0..<20_000).map { "b\($0)" })
    #expect(LineChange.between(old, new).count == 40_000)
  }

  @Test(arguments: [
    ("2026-11-03 14:05 call @tom: A", "2026-11-03 14:05 call @tom: B", 1),
    ("2026-11-03 call: A", "2026-11-03 call @mia: B", 1), ("2026-11-03 call: A", "2026-11-03 email: A", 2),
    ("2026-11-03 14:05 call: A", "2026-11-03 14:06 call: A", 2), ("no entry", "none either", 2),
  ]) func aLineOfTheSameMomentAndKindIsEdited(old: String, new: String, count: Int) throws {
    let book = Book.load(files: ["libretto.yaml": Array("libretto: 1\n".utf8)]).book
    let type = try #require(book.type(named: "lead"))
    func record(_ line: String) -> Record {
      Record(type: type, id: "a", path: "leads/a.md", bytes: Array("---\nname: A\n---\n\n## Log\n\n- \(line)\n".utf8))
    }
    let change = try #require(RecordChange(old: record(old), new: record(new)))
    #expect(change.logChanges.count == count)
    #expect(change.bodyChanges.isEmpty)
  }
}
