import LibrettoModel
import LibrettoSyntax
import Testing

/// A small book with every shape of finding.
enum SampleFindings {
  static let files: [String: String] = [
    "leads/jane-doe.md": """
    ---
    name: Jane Doe
    email: jane@globex.example
    phone: "+49 30 1234567"
    account: globex
    stage: oportunity
    tags: [
      pricing,
      demo
    ]
    ---

    """,
    "leads/wide.md": "---\nname: 山田太郎 👩‍👩‍👧 Zoë: \u{1B}[31mred\n\tnote: a\tb\n---\n",
    "leads/long.md": "---\nnote: " + String(repeating: "word ", count: 60) + "HERE "
      + String(repeating: "more ", count: 60) + "\n---\n",
    "deals/big.md": "---\n" + String(repeating: "a: 1\n", count: 120) + "---\n",
    "accounts/bom.md": "\u{FEFF}name: Globex\r\nsector: technolgy\r\n",
  ]

  static func bytes(_ path: String) -> [UInt8]? { files[path].map { Array($0.utf8) } }

  /// The bytes of the first occurrence of `text`.
  static func range(_ text: String, in path: String) -> SourceRange {
    let (whole, part) = (Array(files[path]!.utf8), Array(text.utf8))
    let start = whole.indices.first { whole[$0...].starts(with: part) }!
    return start..<start + part.count
  }

  static let stage = Diagnostic(
    "LB203", .error, "unknown stage \"oportunity\"", path: "leads/jane-doe.md",
    range: range("oportunity", in: "leads/jane-doe.md"),
    label: "expected one of subscriber, lead, mql, sal, sql, opportunity, customer",
    record: RecordReference(type: "lead", id: "jane-doe"), field: "stage",
    help: "did you mean \"opportunity\"?",
    fixes: [
      FixIt(
        "replace \"oportunity\" with \"opportunity\"",
        edits: [
          FileEdit(
            path: "leads/jane-doe.md",
            edit: TextEdit(range: range("oportunity", in: "leads/jane-doe.md"), text: "opportunity"))
        ], isCertain: true)
    ])

  static let all: [Diagnostic] = [
    stage,
    Diagnostic(
      "LB112", .warning, "a list over several lines", path: "leads/jane-doe.md",
      range: range("[\n  pricing,\n  demo\n]", in: "leads/jane-doe.md"), label: "write it on one",
      fixes: [FixIt("write the list on one line", edits: [], isCertain: false)]),
    Diagnostic(
      "LB108", .error, "control character in \u{1B}[31mred", path: "leads/wide.md",
      range: range("\u{1B}", in: "leads/wide.md"),
      label: "take it away"),
    Diagnostic(
      "LB107", .error, "tab as indentation", path: "leads/wide.md", range: range("note", in: "leads/wide.md")),
    Diagnostic(
      "LB206", .warning, "shouting", path: "leads/long.md", range: range("HERE", in: "leads/long.md"),
      label: "say it quietly, as everybody else in this book does, please"),
    Diagnostic(
      "LB105", .error, "unclosed front matter", path: "deals/big.md", range: 0..<604,
      label: "from here to the end"),
    Diagnostic(
      "LB203", .error, "unknown sector \"technolgy\"", path: "accounts/bom.md",
      range: range("technolgy", in: "accounts/bom.md"),
      help: "did you mean \"technology\"?"),
    Diagnostic(
      "LB101", .error, "not UTF-8: 100%, or nearly", path: "leads/gone: a, b.md", help: "save it as UTF-8"),
  ]
}
