public import LibrettoModel

/// The gates of a book, made ready once for all records of a source.
public struct Gates: Sendable {
  /// Conditions that only the records show to be wrong, such as one that names a record that does not exist:
  /// LB005, placed in `agreement.yaml`. What ``GateRule/checkAgreement(_:)`` tells is not told again.
  public let findings: [Diagnostic]
  private let gates: [String: [Gate]]

  /// The gate of one lifecycle: its conditions by stage.
  private struct Gate: Sendable {
    var field: String
    var stages: [String: (stage: Stage, requirements: [Requirement])]
  }

  private struct Requirement: Sendable {
    var text: String
    var condition: Condition
    var predicate: Predicate
  }

  /// Makes the gates of a source's book ready; only those of `types`, where given, and only the conditions that are wanted.
  public init(
    source: some RecordSource, context: QueryContext, types: [String]? = nil,
    where isWanted: (Condition) -> Bool = { _ in true }
  ) {
    let book = source.book
    var gates: [String: [Gate]] = [:]
    var findings: [Diagnostic] = []
    for lifecycle in book.agreement.lifecycles where types?.contains(lifecycle.type) ?? true {
      guard let type = book.types.first(where: { $0.name == lifecycle.type }) else { continue }
      var gate = Gate(field: lifecycle.field, stages: [:])
      for stage in lifecycle.stages where !stage.gate.isEmpty {
        var requirements: [Requirement] = []
        for written in stage.gate {
          guard let condition = try? Self.condition(written, of: type, in: book), isWanted(condition) else { continue }
          do throws(QueryError) {
            let predicate = try condition.compiled(for: source, context: context)
            requirements.append(Requirement(text: written.text, condition: condition, predicate: predicate))
          } catch {
            findings.append(Self.diagnostic(error, written))
          }
        }
        gate.stages[stage.name] = (stage, requirements)
      }
      gates[lifecycle.type, default: []].append(gate)
    }
    self.gates = gates
    self.findings = findings
  }

  /// LB401 for each condition of its stage that the record does not meet, placed at the stage's value.
  public func check(_ record: Record) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for gate in gates[record.type.name] ?? [] {
      guard let value = record.value(at: gate.field), let name = value.text, let entry = gate.stages[name]
      else { continue }
      for requirement in entry.requirements where !requirement.predicate(record) {
        findings.append(diagnostic(record, value, entry.stage, requirement))
      }
    }
    return findings
  }

  private func diagnostic(
    _ record: Record, _ value: Value, _ stage: Stage, _ requirement: Requirement
  ) -> Diagnostic {
    let message: String
    let help: String
    if case .present(let path) = requirement.condition.root, path.leaf == .records {
      message = "stage \"\(stage.name)\" needs \(path.name), and there are none"
      help = "link one of \(path.name) to this record, or move the record to another stage"
    } else if case .present(let path) = requirement.condition.root {
      message = "stage \"\(stage.name)\" needs \(path.name), which is missing"
      help = "add \(path.name), or move the record to another stage"
    } else {
      let state = requirement.condition.fields.first.map { Self.state(of: $0, in: record) } ?? ""
      message = "stage \"\(stage.name)\" needs \(requirement.text)\(state)"
      help = "make \(requirement.text) true, or move the record to another stage"
    }
    return Diagnostic(
      .gateNotMet, message, path: record.path, range: value.range, label: stage.means,
      record: record.reference, field: requirement.condition.fields.first?.name, help: help)
  }

  /// What an own field of the record has in place of what is needed.
  private static func state(of path: FieldPath, in record: Record) -> String {
    guard path.hops.isEmpty, case .field(let keys) = path.leaf else { return "" }
    guard let value = record.value(at: keys.joined(separator: ".")), !value.isEmpty else {
      return ", and \(path.name) is missing"
    }
    switch value.shape {
    case .string(let text): return ", and \(path.name) is \(text)"
    case .number(let number): return ", and \(path.name) is \(number)"
    case .boolean(let truth): return ", and \(path.name) is \(truth)"
    default: return ""
    }
  }

  static func condition(
    _ written: Stage.Condition, of type: RecordType, in book: Book
  ) throws(QueryError) -> Condition {
    let condition = try Query.parseCondition(written.text, of: type, in: book, bareFieldMeansPresent: true)
    if let range = condition.root.placeOfMe {
      throw QueryError(
        text: written.text, range: range,
        message: "a gate holds for everyone, and @me is someone else for each",
        help: "name a member, or only the field: owner")
    }
    return condition
  }

  static func diagnostic(_ error: QueryError, _ written: Stage.Condition) -> Diagnostic {
    Diagnostic(
      .invalidGate, error.message, path: "agreement.yaml",
      range: error.place(in: written.text, at: written.range),
      label: "in the condition \(written.text)", help: error.help)
  }
}

extension Condition.Node {
  /// Where `@me` stands first; nil where it does not.
  var placeOfMe: Range<Int>? {
    switch self {
    case .all(let nodes), .any(let nodes): nodes.lazy.compactMap(\.placeOfMe).first
    case .not(let node), .linked(_, let node), .logLine(_, let node): node.placeOfMe
    case .matches(_, let tests): tests.first { $0.expected == .equals(.me) }?.range
    case .present, .contains: nil
    }
  }
}
