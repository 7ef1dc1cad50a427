import JSONSchema
import Testing

struct FormatTests {
  @Test(.enabled(if: OfficialSuite.isPresent))
  func officialFormats() throws {
    let registry = SchemaRegistry(formats: StandardFormats.all, assertsFormats: true)
    for file in OfficialSuite.files("/optional/format") {
      let outcome = try OfficialSuite.run("optional/format/" + file, in: registry)
      print("format/\(file): \(outcome.passed) of \(outcome.total)")
      for failure in outcome.failures { print("  ", failure) }
    }
  }
}
