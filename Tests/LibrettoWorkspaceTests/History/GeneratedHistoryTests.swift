import LibrettoIndex
import LibrettoMerge
import LibrettoModel
import TestSupport
import Testing

@testable import LibrettoWorkspace

/// Histories made by chance: after every commit the rows, replayed from nothing, give the state of the commit's tree, and
/// what was read commit by commit is what is read at once.
@Suite struct GeneratedHistoryTests {
  @Test(arguments: 1...6) func rowsReplayToTheTree(seed: UInt64) async throws {
    let book = HistoryBook()
    var random = SeededGenerator(seed: seed)
    let store = try HistoryStore.inMemory()
    var alive: [String: String] = [:]
    var counter = 0
    for step in 0..<14 {
      for _ in 0...Int.random(in: 0...2, using: &random) {
        change(book, &alive, &counter, &random)
      }
      if step % 5 == 3, Bool.random(using: &random) {
        book.commit(amending: true)
      } else {
        book.commit("step \(step)")
      }
      if step % 6 == 5 { merge(book, &alive, &random) }
      try await book.update(store)
      let fresh = try HistoryStore.inMemory()
      try await book.update(fresh)
      #expect(try HistoryBook.dump(store) == HistoryBook.dump(fresh), "seed \(seed) step \(step)")
      try check(store, book, "seed \(seed) step \(step)")
    }
  }

  private func fields(_ random: inout SeededGenerator) -> String {
    var text = "stage: \(["lead", "mql", "sal", "sql"].randomElement(using: &random)!)"
    if Bool.random(using: &random) { text += "\nscore: \(Int.random(in: 0...3, using: &random))" }
    if Bool.random(using: &random) { text += "\ntags: [a, n\(Int.random(in: 0...3, using: &random))]" }
    if Bool.random(using: &random) {
      text += "\nnext: {what: Call, due: 2026-01-0\(Int.random(in: 1...3, using: &random))}"
    }
    return text
  }

  private func change(
    _ book: HistoryBook, _ alive: inout [String: String], _ counter: inout Int, _ random: inout SeededGenerator
  ) {
    let ids = alive.keys.sorted()
    switch Int.random(in: 0..<10, using: &random) {
    case 0...2:
      // Sometimes a name that another had before.
      let id = "p\(Int.random(in: 0...(counter + 1), using: &random))"
      counter += 1
      guard alive[id] == nil else { return }
      // No two have the same content, so that git and we agree on who is who.
      alive[id] = "phone: \"\(counter)\"\n" + fields(&random)
      book.lead(id, alive[id]!)
    case 3...5:
      guard let id = ids.randomElement(using: &random) else { return }
      counter += 1
      alive[id] = "phone: \"\(counter)\"\n" + fields(&random)
      book.lead(id, alive[id]!)
    case 6:
      guard let id = ids.randomElement(using: &random) else { return }
      alive[id] = nil
      book.git("rm", "-qf", "--ignore-unmatch", "leads/\(id).md")
      book.git("clean", "-qf", "--", "leads/\(id).md")
    case 7, 8:
      guard let id = ids.randomElement(using: &random), let old = alive.removeValue(forKey: id) else { return }
      counter += 1
      let new = "q\(counter)"
      book.git("rm", "-qf", "--ignore-unmatch", "leads/\(id).md")
      book.git("clean", "-qf", "--", "leads/\(id).md")
      alive[new] = old + (Bool.random(using: &random) ? "\naliases: [\(id)]\nfit: A" : "")
      if alive[new]!.components(of: "aliases:") > 1 { alive[new] = "phone: \"\(counter)\"\n" + fields(&random) }
      book.lead(new, alive[new]!)
    default:
      guard let id = ids.randomElement(using: &random) else { return }
      counter += 1
      book.lead(id, "stage: [broken \(counter)")
      book.commit("broken")
      book.lead(id, alive[id]!)
    }
  }

  private func merge(_ book: HistoryBook, _ alive: inout [String: String], _ random: inout SeededGenerator) {
    guard let id = alive.keys.sorted().randomElement(using: &random) else { return }
    book.git("checkout", "-q", "-b", "side\(book.day)")
    alive[id] = "phone: \"side\(book.day)\"\nstage: sql"
    book.lead(id, alive[id]!)
    book.commit("side")
    book.git("checkout", "-q", "main")
    book.git("merge", "-q", "--no-ff", "-m", "merge", "@{-1}")
  }

  /// The values of each record in HEAD's tree against its rows.
  private func check(_ store: HistoryStore, _ book: HistoryBook, _ place: Comment) throws {
    let type = try #require(try book.open().book.type(named: "lead"))
    let files = book.git("ls-tree", "-r", "--name-only", "HEAD", "leads").split(separator: "\n").map(String.init)
    var expected: [RecordReference: [String: Value]] = [:]
    for file in files {
      let record = Record(
        type: type, id: RecordReading.stem(file), path: file, bytes: Array(book.git("show", "HEAD:\(file)").utf8))
      expected[record.reference] = Dictionary(
        uniqueKeysWithValues: FieldChange.between(nil, record).map { ($0.field, $0.after!) })
    }
    var replayed: [RecordReference: [String: Value]] = [:]
    for record in try store.records() {
      var state: [String: Value]?
      for row in try store.rows(of: record) {
        switch row.entry.kind {
        case .added: state = [:]
        case .removed: state = nil
        case .set:
          let field = try #require(row.entry.field)
          #expect(state?[field] == row.entry.valueBefore, place)
          state?[field] = row.entry.valueAfter
        case .moved, .unreadable: break
        }
      }
      replayed[record] = state
    }
    #expect(replayed == expected, place)
  }
}

extension String {
  fileprivate func components(of word: String) -> Int {
    split(separator: "\n").filter { $0.hasPrefix(word) }.count
  }
}
