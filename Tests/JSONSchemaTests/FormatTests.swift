import JSONSchema
import Testing

struct FormatTests {
  @Test(.enabled(if: OfficialSuite.isPresent))
  func everyOfficialFormatTestPasses() throws {
    let registry = SchemaRegistry(formats: StandardFormats.all, assertsFormats: true)
    for file in OfficialSuite.files("/optional/format") {
      let outcome = try OfficialSuite.run("optional/format/" + file, in: registry)
      print("JSON Schema 2020-12, format/\(file): \(outcome.passed) of \(outcome.total)")
      #expect(outcome.failures == [])
    }
  }

  @Test(arguments: [
    ("date", "2024-02-29", "2023-02-29"), ("date", "2000-02-29", "1900-02-29"),
    ("date", "2026-11-22", "2026-11-22 "),
    ("date-time", "2016-12-31T23:59:60Z", "2016-12-31T22:59:60Z"),
    ("date-time", "2017-01-01T00:59:60+01:00", "2017-01-01T00:59:61+01:00"),
    ("time", "14:05:00.25-03:30", "14:05:00"), ("duration", "P1Y2M3DT4H5M6S", "P1YT"),
    ("duration", "P4W", "P4W1D"),
    ("duration", "PT1H30M", "PT1H30S"), ("email", "jane.doe+tag@globex.example", "jane..doe@globex.example"),
    ("email", #""a b\"c"@[IPv6:::1]"#, #""a"b"@x.example"#), ("email", "x@[127.0.0.1]", "x@[127.0.0.256]"),
    ("email", "a@b", "müller@b"), ("idn-email", "müller@größe.example", "mül ler@größe.example"),
    ("uri", "https://user@[::1]:80/a?b#c", "https://[::1/a"), ("uri", "urn:isbn:0451450523", "//example.com"),
    ("uri", "https://example.com/%C3%A9", "https://example.com/é"),
    ("uuid", "01234567-89ab-CDEF-0123-456789abcdef", "0123456789abcdef"),
    ("ipv6", "::ffff:192.0.2.1", "1::2::3"), ("hostname", "xn--mnchen-3ya.example", "-a.example"),
    ("json-pointer", "/a~1b/0", "/a~b"), ("regex", "(?<=a)b", "(a"), ("unknown", "anything", ""),
  ])
  func formats(name: String, valid: String, invalid: String) throws {
    let schema = try schema(#"{"format": "\#(name)"}"#)
    #expect(schema.isValid(JSONValue(.string(valid))))
    #expect(schema.isValid(JSONValue(.string(invalid))) == (name == "unknown"))
    #expect(schema.isValid(5 as JSONValue))
  }
}
