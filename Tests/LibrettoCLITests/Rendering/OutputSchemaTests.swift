import JSONSchema
import LibrettoCLI
import LibrettoModel
import TestSupport
import Testing

@Suite("Machine formats against their schemas")
struct OutputSchemaTests {
  private static let sarif =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  /// The schema in the file, without its `$schema`: draft 4 and 2020-12 agree on every keyword that SARIF's uses.
  private func schema(_ path: String, at uri: String) throws -> Schema {
    let document = try JSONValue(parsing: #require(readFile(Project.folder + "/" + path)))
    let members = try #require(document.object).filter { !["$schema", "id", "$id"].contains($0.key) }
    var registry = SchemaRegistry()
    try registry.register(JSONValue(.object(members)), at: uri)
    return try registry.compile(uri)
  }

  private func output(_ format: DiagnosticFormat, _ findings: [Diagnostic] = SampleFindings.all) throws
    -> JSONValue
  {
    let options = DiagnosticRenderer.Options(pathPrefix: "crm", toolVersion: "1.2.3") {
      "https://libretto.example/diagnostics/\($0.rawValue)"
    }
    let renderer = DiagnosticRenderer(format, options: options, sources: SampleFindings.bytes)
    return try JSONValue(parsing: renderer.render(findings))
  }

  @Test("SARIF 2.1.0", arguments: [SampleFindings.all, []])
  func sarif(_ findings: [Diagnostic]) throws {
    let schema = try schema("Tests/Fixtures/rendering/sarif-schema-2.1.0.json", at: Self.sarif)
    #expect(schema.validate(try output(.sarif, findings)).map(\.message) == [])
    // The schema does refuse what is wrong, so the line above says something.
    #expect(!schema.isValid(["version": "2.1.0", "runs": [["tool": ["driver": [:]]]]] as JSONValue))
  }

  @Test("our own JSON", arguments: [SampleFindings.all, []])
  func json(_ findings: [Diagnostic]) throws {
    let schema = try schema("docs/schemas/diagnostics.schema.json", at: "libretto:output/diagnostics")
    #expect(schema.validate(try output(.json, findings)).map(\.message) == [])
    #expect(!schema.isValid([["code": "LB1"]] as JSONValue))
  }

  @Test("rows")
  func rows() throws {
    let schema = try schema("docs/schemas/rows.schema.json", at: "libretto:output/rows")
    let text = RowRenderer(.json).render(SampleRows.all)
    #expect(schema.validate(try JSONValue(parsing: text)).map(\.message) == [])
  }

  @Test("a record as show writes it")
  func record() throws {
    let schema = try schema("docs/schemas/record.schema.json", at: "libretto:output/record")
    let record: JSONValue = [
      "type": "lead", "id": "jane-doe", "path": "leads/jane-doe.md", "fields": ["stage": "mql", "score": 72],
      "links": [
        "to": [["type": "account", "id": "globex", "title": "Globex", "field": "account"]], "from": [],
      ],
      "log": [
        ["at": "2026-11-03T14:05:00+01:00", "kind": "call", "by": "tom", "text": "Asked.", "line": 18]
      ],
      "body": "# Jane Doe\n", "commit": nil,
    ]
    #expect(schema.validate(record).map(\.message) == [])
    #expect(!schema.isValid(["type": "lead"] as JSONValue))
  }

  @Test("every schema is one", arguments: ["diagnostics", "record", "rows", "conflicts"])
  func metaschema(_ name: String) throws {
    let bytes = try #require(readFile(Project.folder + "/docs/schemas/\(name).schema.json"))
    #expect(SchemaRegistry().validateSchema(try JSONValue(parsing: bytes)).map(\.message) == [])
  }

  @Test("fingerprints differ within a run and outlive a moved line")
  func fingerprints() throws {
    let twin = { (start: Int) in
      Diagnostic("LB203", .error, "unknown stage", path: "leads/jane-doe.md", range: start..<start + 3)
    }
    let one = try output(.gitlab, [twin(4), twin(10)]).array.map {
      $0.compactMap { $0["fingerprint"]?.string }
    }
    let two = try output(.gitlab, [twin(20), twin(30)]).array.map {
      $0.compactMap { $0["fingerprint"]?.string }
    }
    let names = try #require(one)
    #expect(names == two)
    #expect(Set(names).count == 2)
    #expect(names.allSatisfy { $0.utf8.count == 32 })
  }
}
