import LibrettoModel
import LibrettoQuery
import LibrettoReport
import TestSupport
import Testing

@testable import LibrettoWorkspace

/// Facts out of the index against the same out of records in memory: books are generated, with values that fit no schema.
@Suite struct IndexFactsTests {
  @Test(arguments: 1...12) func theIndexTellsWhatTheRecordsTell(seed: Int) async throws {
    let trial = TrialOfIndex(GeneratedBook(seed: UInt64(seed) &* 104_729))
    commit(trial)
    trial.change()
    commit(trial)
    let (workspace, context) = try await open(trial, index: "on")
    let (other, fallback) = try await open(trial, index: "off")
    #expect(context.facts is IndexFacts && fallback.facts is CatalogFacts)
    #expect(context.commit == fallback.commit && context.commit?.count == 40 && context.asOf == fallback.asOf)
    var compared = 0
    for type in workspace.book.types {
      let fields = fields(of: type)
      let (found, expected) = (
        try context.facts.facts(ofType: type.name, fields: fields),
        try fallback.facts.facts(ofType: type.name, fields: fields)
      )
      #expect(found.map(\.path) == expected.map(\.path))
      for (one, two) in zip(found, expected) {
        #expect(one.reference == two.reference && one.title == two.title)
        for field in fields {
          compared += 1
          let isMoney = type.schema(at: field)?.kind == .money
          #expect(
            text(one[field], isMoney, workspace.book) == text(two[field], isMoney, other.book),
            "seed \(seed): \(field) of \(one.path)")
        }
      }
      for kinds in [nil, ["call", "strange"], []] as [[String]?] {
        let activities = try context.facts.activities(ofType: type.name, kinds: kinds)
        #expect(activities == (try fallback.facts.activities(ofType: type.name, kinds: kinds)), "seed \(seed)")
        compared += activities.count
      }
      for field in fields.prefix(6) {
        let transitions = try context.facts.transitions(of: field, ofType: type.name)
        #expect(transitions == (try fallback.facts.transitions(of: field, ofType: type.name)), "seed \(seed): \(field)")
        compared += transitions.count
      }
    }
    var queries = GeneratedQuery(seed: UInt64(seed) &* 7907)
    for _ in 0..<80 {
      let (text, options) = queries.next()
      guard let query = try? Query.parse([text], in: workspace.book, options: options), query.historyFields.isEmpty
      else { continue }
      let now = workspace.context(for: query)
      let found = Result { try context.facts.references(meeting: query.condition, context: now) }
      let expected = Result { try fallback.facts.references(meeting: query.condition, context: now) }
      #expect((try? found.get()) == (try? expected.get()), "seed \(seed): \(text)")
      compared += 1
    }
    #expect(compared > 300, "too little was compared")
  }

  private func commit(_ trial: TrialOfIndex) {
    let result = Command.run(
      "sh", ["-ec", "git add -A && git commit -qm state"], in: trial.scratch.path,
      environment: Transcript.environment(home: trial.scratch.path + "/.git"))
    #expect(result.status == 0, "\(result.errorText)")
  }

  private func open(_ trial: TrialOfIndex, index: String) async throws -> (Workspace, ReportContext) {
    var environment = Environment.ofProcess()
    environment.variables = ["LIBRETTO_INDEX": index]
    environment.currentFolder = trial.scratch.path
    environment.now = { Instant(rfc3339: "2026-11-18T12:00:00+01:00")! }
    let workspace = try Workspace.open(trial.scratch.path, environment: environment)
    return (workspace, try await workspace.reportContext())
  }

  /// Every declared field, one below it, and one that no schema knows.
  private func fields(of type: RecordType) -> [String] {
    var names = ["strange", "nothing.at.all"]
    for name in type.fields?.propertyNames ?? [] {
      guard let schema = type.fields?.property(name) else { continue }
      // A map as a whole is in the order of the schema in one, of the file in the other.
      if schema.kind != .map || schema.propertyNames.isEmpty { names.append(name) }
      names += schema.propertyNames.map { "\(name).\($0)" }.filter { path in
        type.schema(at: path).map { $0.kind != .map || $0.propertyNames.isEmpty } ?? false
      }
      names.append("\(name).unknown")
    }
    return names
  }

  /// Amounts are the same where they say the same: `1.50` and, in a book of euros, `1.5 EUR`.
  private func text(_ value: Value?, _ isMoney: Bool, _ book: Book) -> String {
    guard isMoney, let money = value?.text.flatMap({ Money($0) }) else { return value?.text() ?? "-" }
    return money.inCurrency(orElse: book.configuration.currency.flatMap { CurrencyCode($0) }).description
  }
}

extension RecordType {
  fileprivate func schema(at path: String) -> FieldSchema? {
    path.split(separator: ".").reduce(fields) { $0?.property(String($1)) }
  }
}
