import LibrettoModel
import LibrettoQuery
import Testing

@Suite struct GateRuleTests {
  static let unmet: [(String, [String])] = [
    ("leads/jane-doe.md", []), ("leads/juergen.md", []), ("leads/kim.md", []),
    ("leads/ola.md", ["stage \"sql\" needs account.country:DE,AT"]),
    (
      "leads/zoe.md",
      ["stage \"mql\" needs email, which is missing", "stage \"mql\" needs score:50.., and score is 10"]
    ),
  ]

  @Test(arguments: unmet) func tellsOfUnmetConditions(path: String, messages: [String]) throws {
    let record = try #require(SampleBook.source.catalog.records.first { $0.path == path })
    let findings = GateRule.check(record, source: SampleBook.source, context: SampleBook.context)
    #expect(findings.map(\.message) == messages)
    for finding in findings {
      #expect(finding.code == .gateNotMet)
      #expect(finding.severity == .error)
      let range = try #require(finding.range)
      let stage = String(decoding: record.document.bytes[range], as: UTF8.self)
      #expect(stage == record["stage"]?.text)
      #expect(finding.label == (stage == "mql" ? "Ready for sales" : nil))
    }
  }

  @Test func tellsWhatIsWrongWithAGate() throws {
    let agreement = """
      lifecycles:
        lead:
          type: lead
          field: stage
          stages:
            - {name: new, gate: [emial, "stage:nwe", 'owner:@me', "score > 5", email]}
      """
    let (book, _) = Book.load(files: [
      "libretto.yaml": Array(SampleBook.configuration.utf8), "agreement.yaml": Array(agreement.utf8),
      "schema/task.yaml": Array(SampleBook.task.utf8),
    ])
    let bytes = Array(agreement.utf8)
    let findings = GateRule.checkAgreement(book)
    #expect(findings.allSatisfy { $0.code == .invalidGate && $0.path == "agreement.yaml" })
    let marked = findings.map { $0.range.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "" }
    #expect(marked == ["emial", "nwe", "@me", ">"])
    #expect(findings.first?.help?.contains("did you mean \"email\"") == true)
  }

  @Test func tellsOfARecordThatAGateNamesInVain() {
    let agreement = """
      lifecycles:
        lead: {type: lead, field: stage, stages: [{name: mql, gate: ["account:globx"]}]}
      """
    let (book, _) = Book.load(files: [
      "libretto.yaml": Array(SampleBook.configuration.utf8), "agreement.yaml": Array(agreement.utf8),
      "schema/task.yaml": Array(SampleBook.task.utf8),
    ])
    let source = CatalogSource(Catalog(book: book, records: SampleBook.source.catalog.records))
    #expect(GateRule.checkAgreement(book) == [])
    let gates = Gates(source: source, context: SampleBook.context)
    #expect(gates.findings.map(\.message) == ["there is no account \"globx\""])
  }
}
