import LibrettoModel
import LibrettoQuery
import LibrettoReport
import TestSupport
import Testing

/// Every language has a word for all that figures say.
@Suite struct LanguageTests {
  @Test(arguments: Language.all.map(\.code)) func knowsEveryPhraseOfTheSources(code: String) throws {
    let language = try #require(Language.named(code))
    var keys: Set<String> = []
    for text in sources("\(Project.folder)/Sources/LibrettoReport") {
      keys.formUnion(literals(after: "Phrase(\"", in: text))
      keys.formUnion(literals(after: "FigureTable(\"", in: text).map { "table.\($0)" })
      keys.formUnion(literals(after: "word(\"", in: text))
    }
    keys.formUnion(AttributionModel.allCases.map { "attribution.model.\($0.rawValue)" })
    keys.formUnion(PromiseCase.State.allCases.map { "state.\($0.rawValue)" })
    keys.formUnion(RoutingPlan.Reason.allCases.map { "route.\($0.rawValue)" })
    keys.formUnion(["goal.future", "goal.behind", "goal.on-pace"])
    #expect(keys.count > 60)
    for key in keys.sorted() where !key.contains("\\") { #expect(language.knows(key), "\(key)") }
  }

  @Test(
    arguments: [
      (.count(1_234_567), "1,234,567"), (.number(Number("-1234.56")!, decimals: 1), "-1,234.6"),
      (.share(1, of: 3), "33%"),
      (.share(1, of: 200), "1%"), (.share(0, of: 0), ""), (.duration(59), "1 min"), (.duration(0), "0 min"),
      (.duration(26 * 3600), "1 d 2 h"), (.businessHours(26 * 3600 + 300), "26 h 5 min"), (.duration(-7200), "-2 h"),
      (.money(Money("12000.5 EUR")!), "12,000.50 EUR"), (.none, ""),
      (.instant(Instant(secondsSinceEpoch: 0)), "1970-01-01 00:00"),
    ] as [(FigureTable.Cell, String)])
  func writesCells(cell: FigureTable.Cell, text: String) { #expect(Language.english.text(cell, in: .utc) == text) }

  @Test func writesAFigureInEveryFormat() throws {
    let book = Book.load(files: ["libretto.yaml": Array("libretto: 1\n".utf8)]).book
    let facts = CatalogFacts(Catalog(book: book, records: []), history: KnownHistory(), zone: .utc)
    let context = ReportContext(
      book: book, terms: AgreementTerms(book), facts: facts, zone: .utc, asOf: Instant(secondsSinceEpoch: 86_400),
      commit: "0123456789012345678901234567890123456789")
    let jane = RecordReference(type: "lead", id: "jane")
    let table = FigureTable(
      name: "load", columns: [.init("lead"), .init("share", isNumber: true)],
      rows: [.init([.record(jane, title: "=Jane|Doe"), .share(1, of: 4)], records: [jane]), .init([.none, .none])])
    let figure = Figure(name: "load", period: nil, context: context, tables: [table])
    func render(_ format: FigureFormat, width: Int? = nil) -> String {
      FigureRenderer(.english, zone: .utc, width: width).render(figure, format)
    }
    let head = "As of 1970-01-02 00:00, commit 0123456\n"
    #expect(render(.table) == "lead       share\n---------  -----\n=Jane|Doe    25%\n\n\n" + head)
    #expect(render(.table, width: 15).hasPrefix("lead      share\n--------  -----\n=Jane|D…    25%\n"))
    #expect(render(.csv) == "lead,share\nlead/jane,0.25\n,\n")
    #expect(
      render(.md) == "## Load\n\n| lead | share |\n| --- | ---: |\n| =Jane\\|Doe | 25% |\n|  |  |\n\n" + head)
    #expect(render(.json).contains("\"records\": [\n          \"lead/jane\"\n        ]"))
  }

  private func sources(_ folder: String) -> [String] {
    listFolder(folder).flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      guard name.hasSuffix(".swift") else { return sources(path) }
      return [String(decoding: readFile(path) ?? [], as: UTF8.self)]
    }
  }

  private func literals(after mark: String, in text: String) -> [String] {
    text.split(separator: mark, omittingEmptySubsequences: false).dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }
}
