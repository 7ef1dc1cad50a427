import LibrettoModel
import LibrettoQuery
import LibrettoReport
import Testing

/// A small company for one test: its agreement, its records and what became of them. Its zone is UTC, so that hours are
/// what they read.
struct Company {
  static let configuration = """
    libretto: 1
    currency: EUR
    members:
      mia: {name: Mia Weber, email: mia@aria.example, team: marketing}
      tom: {name: Tom Krüger, email: tom@aria.example, team: sales}
      sara: {name: Sara Lind, email: sara@aria.example, team: sales}
    """
  static let lifecycles = """
    lifecycles:
      lead:
        type: lead
        field: stage
        stages:
          - {name: subscriber, team: marketing}
          - {name: lead, team: marketing, was: [raw]}
          - {name: mql, team: marketing}
          - {name: sal, team: sales}
          - {name: sql, team: sales}
          - {name: customer, team: sales}
          - {name: recycled, team: marketing, gate: [recycle_reason]}
          - {name: disqualified, team: sales, gate: [disqualify_reason]}
      deal:
        type: deal
        field: stage
        stages:
          - {name: open, probability: 10}
          - {name: offer, probability: 50}
          - {name: won, won: true}
          - {name: lost, lost: true}
    vocabulary: {activities: [call, email, meeting, event, click, visit, download, demo, mail, ad, note, feedback, stage]}

    """

  private var files: [(path: String, text: String)] = []
  private var history: [String: [String: [RecordReference: [FieldTransition]]]] = [:]
  private let terms: String

  /// A company that agreed on these terms.
  init(_ terms: String = "") { self.terms = terms }

  /// Adds a record: its fields as lines of YAML, its steps as `2026-11-02 10:00 mql` with a semicolon between them, and the
  /// lines of its log. It stands in the stage of its last step unless its fields say another.
  mutating func add(_ type: String, _ id: String, _ fields: String = "", steps: String = "", log: [String] = []) {
    gone(type, id, steps: steps)
    let last = transitions(steps).last?.after?.text
    let stage = fields.contains("stage:") || last == nil ? "" : "stage: \(last!)\n"
    let name = fields.contains("name:") ? "" : "name: \(id)\n"
    let lines = log.isEmpty ? "" : "\n## Log\n\n" + log.map { "- \($0)\n" }.joined()
    let folder = type == "content" ? type : type + "s"
    files.append(("\(folder)/\(id).md", "---\n\(name)\(stage)\(fields)\(fields.isEmpty ? "" : "\n")---\n\(lines)"))
  }

  /// Adds only what became of a record that is no longer in the book.
  mutating func gone(_ type: String, _ id: String, steps: String) { tell("stage", of: type, id, steps) }

  /// Adds what became of a field.
  mutating func tell(_ field: String, of type: String, _ id: String, _ steps: String) {
    guard !steps.isEmpty else { return }
    history[field, default: [:]][type, default: [:]][RecordReference(type: type, id: id)] = transitions(steps)
  }

  mutating func lead(_ id: String, _ fields: String = "", _ steps: String = "", log: [String] = []) {
    add("lead", id, fields, steps: steps, log: log)
  }

  mutating func deal(_ id: String, _ fields: String = "", _ steps: String = "", log: [String] = []) {
    add("deal", id, fields, steps: steps, log: log)
  }

  private func transitions(_ steps: String) -> [FieldTransition] {
    var before: Value?
    return steps.split(separator: ";").map { step in
      let words = step.split(separator: " ").map(String.init)
      let after = words.last == "-" ? nil : Value(.string(words.last!))
      defer { before = after }
      return FieldTransition(
        at: DateTimeText(words.dropLast().joined(separator: " "))!.instant(in: .utc), before: before, after: after)
    }
  }

  /// The company at a moment.
  func at(_ moment: String) throws -> ReportContext {
    let loaded = Book.load(files: [
      "libretto.yaml": Array(Self.configuration.utf8), "agreement.yaml": Array((Self.lifecycles + terms).utf8),
    ])
    try #require(loaded.findings == [], "\(loaded.findings.map(\.message))")
    let terms = AgreementTerms(loaded.book)
    try #require(terms.findings == [], "\(terms.findings.map(\.message))")
    let records = try files.map { path, text in
      let type = try #require(loaded.book.type(forPath: path))
      let id = String(path.split(separator: "/").last!.dropLast(3))
      let record = Record(type: type, id: id, path: path, bytes: Array(text.utf8))
      try #require(record.isReadable, "\(path)")
      return record
    }
    var known = KnownHistory()
    for (field, types) in history { for (type, all) in types { known.add(all, field: field, type: type) } }
    let facts = CatalogFacts(Catalog(book: loaded.book, records: records), history: known, zone: .utc)
    let asOf = try #require(DateTimeText(moment)).instant(in: .utc)
    return ReportContext(book: loaded.book, terms: terms, facts: facts, zone: .utc, asOf: asOf, commit: nil)
  }
}

/// `lead/anna`.
func lead(_ id: String) -> RecordReference { RecordReference(type: "lead", id: id) }
func deal(_ id: String) -> RecordReference { RecordReference(type: "deal", id: id) }
func leads(_ ids: String) -> [RecordReference] { ids.split(separator: " ").map { lead(String($0)) } }
func period(_ text: String) throws -> DatePeriod { try #require(DatePeriod(text)) }
func euros(_ text: String) -> Money { Money(text + " EUR")! }
