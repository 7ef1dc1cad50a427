import LibrettoWorkspace
import TestSupport
import Testing

@Suite struct ReviewTests {
  @Test(arguments: ReviewCase.all) func tells(_ one: ReviewCase) async throws {
    let outcome = try await ReviewRepository.shared.review(one.name)
    let found = outcome.findings.map { ($0.severity == .warning ? "w" : "") + $0.code.rawValue }.sorted()
    let texts = outcome.findings.map { "\($0.code.rawValue) \($0.path) \($0.field ?? "") \($0.message)" }
    #expect(found == one.expected, "\(texts.joined(separator: "\n"))")
    for word in one.words {
      #expect(texts.contains { $0.contains(word) }, "\(word) in \(texts.joined(separator: "\n"))")
    }
    for finding in outcome.findings where finding.code.rawValue >= "LB405" && finding.code.rawValue < "LB500" {
      #expect(finding.origin != nil && finding.help != nil)
    }
  }

  @Test func thereAreEnoughCases() {
    #expect(ReviewCase.all.count >= 150)
    #expect(Set(ReviewCase.all.map(\.name)).count == ReviewCase.all.count)
  }
}
