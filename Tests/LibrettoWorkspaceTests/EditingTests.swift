import LibrettoModel
import LibrettoWorkspace
import TestSupport
import Testing

/// What edits refuse since something would be lost, and what they keep.
@Suite struct EditingTests {
  private let book = ImportBook(
    records: [
      "accounts/acme.md": "---\nname: Acme\n---\n",
      "leads/bob.md": "---\nname: Bob\naccount: acme\n---\n\n[[acme]] [[bob|him]] [[account/acme]]\n",
    ])

  private func refusal(_ body: (Workspace, Catalog) throws -> Void) async throws -> WorkspaceError? {
    let workspace = try book.open()
    let catalog = try await workspace.load().catalog
    return #expect(throws: WorkspaceError.self) { try body(workspace, catalog) }
  }

  @Test func aRenamedRecordKeepsItsLinksAndTheOthersTheirs() async throws {
    let workspace = try book.open()
    let catalog = try await workspace.load().catalog
    let bob = try workspace.record("lead/bob", in: catalog)
    let plan = try workspace.planRenaming(bob, to: "acme", in: catalog)
    let text = String(decoding: try #require(plan.edits.first?.new).document.bytes, as: UTF8.self)
    #expect(text.contains("[[account/acme]] [[lead/acme|him]] [[account/acme]]"))
    #expect(text.contains("account: acme"))
  }

  @Test func aLinkOfSeveralTypesRefusesAnIDOfAnother() async throws {
    book.scratch.write(
      """
      allOf: [{$ref: libretto:deal}]
      properties:
        who: {type: string, x-link: [account, lead]}
      unevaluatedProperties: false
      """, to: "schema/deal.yaml")
    book.scratch.write("---\nname: D\nwho: bob\n---\n", to: "deals/d.md")
    let error = try await refusal { workspace, catalog in
      _ = try workspace.planRenaming(try workspace.record("bob", in: catalog), to: "acme", in: catalog)
    }
    guard case .findings(let findings) = error?.code else { Issue.record("\(String(describing: error))"); return }
    #expect(findings.map(\.path) == ["deals/d.md"])
  }

  @Test(arguments: ["", " ", "A\n## Log", "A\u{2028}B"]) func aTitleIsALine(title: String) async throws {
    let error = try await refusal { workspace, catalog in
      let lead = try #require(workspace.book.type(named: "lead"))
      _ = try workspace.planNew(lead, title: title, id: "x", assignments: [], in: catalog)
    }
    #expect(error?.message.contains("title") == true)
  }

  @Test(arguments: [["name=Other"], ["email=a@b.example", "email=c@d.example"], ["tags=\"a"], ["tags=\"a\"b"]])
  func whatWouldBeLostIsRefused(assignments: [String]) async throws {
    let error = try await refusal { workspace, catalog in
      let lead = try #require(workspace.book.type(named: "lead"))
      _ = try workspace.planNew(
        lead, title: "A", assignments: try assignments.map { try Assignment($0) }, in: catalog)
    }
    if case .usage = error?.code {} else { Issue.record("\(String(describing: error))") }
  }

  @Test(arguments: [
    ("5\" disk,SSD", "tags: [5\" disk, SSD]"), ("\"a, \"\"b\"\"\",c", "tags: ['a, \"b\"', c]"),
    ("a, b ,,c", "tags: [a, b, c]"),
  ]) func aListIsReadAsTyped(typed: String, written: String) async throws {
    let workspace = try book.open()
    let catalog = try await workspace.load().catalog
    let lead = try #require(workspace.book.type(named: "lead"))
    let record = try workspace.planNew(
      lead, title: "A", assignments: [try Assignment("tags=\(typed)")], in: catalog
    ).record
    #expect(String(decoding: record.document.bytes, as: UTF8.self).contains(written + "\n"))
  }

  /// Slips in a schema that a validator passes over.
  @Test(
    arguments: [
      ("x-lnik: account", "unknown keyword \"x-lnik\""), ("format: emial", "unknown format \"emial\""),
      ("format: uuid", nil), ("x-personal: true", nil),
    ] as [(String, String?)]) func aSlipInASchemaIsTold(keyword: String, message: String?) throws
  {
    let text = """
      type: object
      required: [name\(message == nil ? "" : ", nmae")]
      properties:
        name: {type: string}
        list: {type: array, items: {type: string, \(keyword)}}
      additionalProperties: false
      """
    book.scratch.write(text, to: "schema/note.yaml")
    let found = try book.open().bookFindings
    #expect(found.allSatisfy { $0.severity == .warning && $0.code.rawValue == "LB009" })
    #expect(found.count == (message == nil ? 0 : 2), "\(found)")
    if let message { #expect(found.contains { $0.message.hasPrefix(message) } && found.allSatisfy { $0.help != nil }) }
  }
}
