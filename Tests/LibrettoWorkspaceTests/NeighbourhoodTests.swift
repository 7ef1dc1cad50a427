import LibrettoModel
import LibrettoQuery
import TestSupport
import Testing

@testable import LibrettoWorkspace

/// Judging a change by its neighbourhood finds what judging it by all records finds.
@Suite struct NeighbourhoodTests {
  private static let agreement = """
    lifecycles:
      lead:
        type: lead
        field: stage
        stages:
          - {name: new, team: sales}
          - {name: mql, team: sales, gate: [email, account]}
          - {name: sql, team: sales, gate: [deals, "account.name:A,B"]}
          - {name: won, team: sales, gate: ["has:account.deals"]}
    """

  private static let configuration = """
    libretto: 1
    name: Test
    timezone: UTC
    currency: EUR
    """

  private static func text(_ type: String, _ id: String, _ random: inout SeededGenerator) -> String {
    func some(_ prefix: String) -> String { "\(prefix)\(Int.random(in: 0..<9, using: &random))" }
    var lines = ["name: \(Bool.random(using: &random) ? "A" : "B \(id)")"]
    func maybe(_ line: String) { if Int.random(in: 0..<3, using: &random) > 0 { lines.append(line) } }
    switch type {
    case "lead":
      maybe("email: \(some("mail"))@example.com")
      maybe("account: \(some("acc"))")
      lines.append("stage: \(["new", "mql", "sql", "won"].randomElement(using: &random)!)")
    case "deal":
      maybe("account: \(some("acc"))")
      maybe("contacts: [\(some("lead"))]")
    default: maybe("parent: \(some("acc"))")
    }
    if Int.random(in: 0..<6, using: &random) == 0 { lines.append("aliases: [\(some("acc"))]") }
    let link = Int.random(in: 0..<4, using: &random) == 0 ? "\nSee [[\(some("lead"))]] and [[\(some("acc"))]].\n" : ""
    return "---\n" + lines.joined(separator: "\n") + "\n---\n" + link
  }

  private static func record(_ book: Book, _ type: String, _ id: String, _ random: inout SeededGenerator) -> Record {
    let type = book.type(named: type)!
    return Record(
      type: type, id: id, path: "\(type.folder)/\(id).md", bytes: Array(text(type.name, id, &random).utf8))
  }

  private static let names = ["lead": "lead", "account": "acc", "deal": "deal"]

  @Test(arguments: 1...40) func itFindsWhatAllRecordsFind(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (book, findings) = Book.load(files: [
      "libretto.yaml": Array(Self.configuration.utf8), "agreement.yaml": Array(Self.agreement.utf8),
    ])
    #expect(findings.filter { $0.severity == .error }.map(\.message) == [])
    var all: [Record] = []
    for type in Self.names.keys.sorted() {
      for number in 0..<9 where Int.random(in: 0..<6, using: &random) > 0 {
        all.append(Self.record(book, type, Self.names[type]! + "\(number)", &random))
      }
    }
    let context = QueryContext(now: Instant(secondsSinceEpoch: 1_790_000_000), zone: .utc, me: nil, book: book)
    var kinds: Set<String> = []
    for _ in 0..<40 {
      let catalog = Catalog(book: book, records: all)
      var plan = EditPlan()
      var taken: Set<String> = []
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let type = Self.names.keys.sorted().randomElement(using: &random)!
        let new = Self.record(book, type, Self.names[type]! + "\(Int.random(in: 0..<9, using: &random))", &random)
        guard taken.insert(new.path).inserted else { continue }
        let old = catalog.records.first { $0.path == new.path }
        plan.add(old: old, new: old != nil && Int.random(in: 0..<5, using: &random) == 0 ? nil : new)
      }
      let after = plan.applied(to: catalog)
      let whole = Judgement(plan.edits, before: catalog, after: after, context: context)
      // As `set` does it, from before; and as `commit` does it, from after.
      let near = try Neighbourhood(
        of: plan.edits, current: plan.edits.compactMap(\.old), book: book, lookup: CatalogLookup(catalog)
      ).catalog
      try expectSame(Judgement(plan.edits, before: near, after: plan.applied(to: near), context: context), whole)
      let later = try Neighbourhood(
        of: plan.edits, current: plan.edits.compactMap(\.new), book: book, lookup: CatalogLookup(after)
      ).catalog
      let paths = Set(plan.edits.flatMap { [$0.old?.path, $0.new?.path] })
      let before = Catalog(
        book: book, records: later.records.filter { !paths.contains($0.path) } + plan.edits.compactMap(\.old))
      try expectSame(Judgement(plan.edits, before: before, after: later, context: context), whole)
      kinds.formUnion((whole.new + whole.gone).map(\.code.rawValue))
      if Bool.random(using: &random) { all = after.records }
    }
    #expect(kinds.count > 3, "\(kinds)")
  }

  private func expectSame(_ near: Judgement, _ whole: Judgement) throws {
    // What a broken link was meant to be is guessed among all records; the finding itself is the same.
    func lines(_ findings: [Diagnostic]) -> [String] {
      findings.map { "\($0.path) \($0.code.rawValue) \($0.field ?? "") \($0.message)" }.sorted()
    }
    try #require(lines(near.new) == lines(whole.new))
    try #require(lines(near.gone) == lines(whole.gone))
    try #require(lines(near.known) == lines(whole.known))
  }
}

/// The lookup of a catalog, as an index would have it.
private struct CatalogLookup: RecordLookup {
  let catalog: Catalog

  init(_ catalog: Catalog) { self.catalog = catalog }

  func records(named id: String) -> [Record] { catalog.records.filter { $0.id == id || $0.aliases.contains(id) } }

  func records(linkingTo id: String, types: [String]?) -> [Record] {
    catalog.records.filter { record in
      (types?.contains(record.type.name) ?? true)
        && (record.fieldLinks + record.wikiLinks(in: catalog.book)).contains { $0.id == id }
    }
  }

  func records(ofType type: String, holding key: String, in field: String) -> [Record] {
    catalog.records.filter { record in
      record.type.name == type
        && record.type.uniqueFields.contains { $0.name == field && $0.keys(of: record).contains(key) }
    }
  }
}
