import LibrettoMerge
import LibrettoModel
import TestSupport
import Testing

@testable import LibrettoWorkspace

/// Changes are told as they happen, whoever makes them.
@Suite struct BookWatchTests {
  /// A change of the files, and what is told of it: the record or file, what happened to it, and the fields.
  static let cases: [(script: String, told: [String])] = [
    ("sed -i 's/Jane/Joan/' leads/jane.md", ["jane modified name"]),
    ("printf -- '---\\nname: Max\\n---\\n' > leads/max.md", ["max added name"]),
    ("mkdir leads/new && printf -- '---\\nname: Ada\\n---\\n' > leads/new/ada.md", ["ada added name"]),
    ("mv leads/jane.md leads/jo.md", ["jo moved "]),
    ("mkdir leads/old; mv leads/jane.md leads/old/", ["jane moved "]),
    ("rm leads/jane.md", ["jane removed name account"]),
    ("printf -- '---\\nname: Jim\\naccount: acme\\n---\\n' > x && mv x leads/jane.md", ["jane modified name"]),
    ("echo '# more' >> libretto.yaml", ["libretto.yaml modified"]),
    ("touch leads/.jane.md.swp leads/notes.txt; sed -i 's/Acme/ACME/' accounts/acme.md", ["acme modified name"]),
  ]

  @Test(arguments: cases.indices) func aChangeIsTold(number: Int) throws {
    let (script, told) = Self.cases[number]
    let book = ImportBook(records: [
      "leads/jane.md": "---\nname: Jane\naccount: acme\n---\n", "accounts/acme.md": "---\nname: Acme\n---\n",
    ])
    let watch = try BookWatch(try book.open())
    let result = Command.run("sh", ["-e", "-c", script], in: book.scratch.path)
    #expect(result.status == 0, "\(result.errorText)")
    let changes = try watch.next()
    let found =
      changes.files.map { "\($0.path) \($0.kind)" }
      + changes.records.map { change in
        "\(change.reference.id) \(change.kind) " + change.fields.map(\.field).joined(separator: " ")
      }
    #expect(found == told)
  }
}
