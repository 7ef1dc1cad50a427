import JSONSchema
import Testing

@Suite(.enabled(if: OfficialSuite.isPresent, "the official suite lies beside the project"))
struct OfficialSuiteTests {
  @Test func everyRequiredTestPasses() throws {
    var (passed, total) = (0, 0)
    for file in OfficialSuite.files() {
      let outcome = try OfficialSuite.run(file)
      passed += outcome.passed
      total += outcome.total
      #expect(outcome.failures == [])
    }
    print("JSON Schema 2020-12, required: \(passed) of \(total)")
    #expect(total == 1299)
  }

  /// All but those of another draft, which is refused by name instead of being misread.
  @Test func everyOptionalTestOfThisDraftPasses() throws {
    for file in OfficialSuite.files("/optional") {
      let outcome = try OfficialSuite.run("optional/" + file)
      print("JSON Schema 2020-12, optional/\(file): \(outcome.passed) of \(outcome.total)")
      if file == "cross-draft.json" {
        #expect(outcome.failures.allSatisfy { $0.contains("draft/2019-09/schema is not registered") })
      } else {
        #expect(outcome.failures == [])
      }
    }
  }
}
