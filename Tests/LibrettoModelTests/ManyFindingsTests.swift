import LibrettoModel
import Testing

/// Books in which thousands of records are wrong in the same way.
@Suite struct ManyFindingsTests {
  private let book = Book.load(files: ["libretto.yaml": Array("libretto: 1\n".utf8)]).book

  private func record(_ type: String, _ id: String, _ front: String) throws -> Record {
    let type = try #require(book.type(named: type))
    return Record(type: type, id: id, path: "\(type.folder)/\(id).md", bytes: Array("---\n\(front)---\n".utf8))
  }

  @Test func brokenLinksAreGuessedOnlySoOften() throws {
    var records = try (0..<3000).map { try record("account", "account-number-\($0)", "name: N\n") }
    records += try (0..<3000).map { try record("lead", "l\($0)", "name: N\naccount: unheard-of-\($0 * 7)-x\n") }
    records += [try record("lead", "z-title", "name: N\naccount: Account-Number-7\n")]
    let clock = ContinuousClock()
    var findings: [Diagnostic] = []
    let catalog = Catalog(book: book, records: records)
    let time = clock.measure { findings = Rules.checkLinks(catalog, scope: Array(records.indices)) }
    #expect(findings.filter { $0.code == .brokenLink }.count == 3001)
    // What only case tells apart is still found.
    #expect(findings.first { $0.path == "leads/z-title.md" }?.fixes.first?.isCertain == true)
    #expect(time < .seconds(30))
  }

  @Test func aDozenHoldersAreNamed() throws {
    let records = try (1000..<4000).map { try record("lead", "l\($0)", "name: N\nemail: same@globex.example\n") }
    let catalog = Catalog(book: book, records: records)
    let findings = Rules.checkIdentities(catalog, scope: Array(records.indices)).filter { $0.code == .duplicateValue }
    #expect(findings.count == 3000)
    let first = try #require(findings.first { $0.path == "leads/l1000.md" })
    #expect(first.message.hasSuffix("lead/l1011, lead/l1012 and 2987 more"), "\(first.message)")
    #expect(!first.message.contains("l1000,"))
  }
}
