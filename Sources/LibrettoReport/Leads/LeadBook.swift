import LibrettoModel
import LibrettoQuery

/// The leads of a book as they stood at the as-of moment, with what became of them.
struct LeadBook {
  let journey: Journey
  /// Their lifecycle; nil where none is agreed.
  let lifecycle: Lifecycle?
  /// All that were in the book, in the order of their paths.
  let facts: [RecordFacts]
  /// The rank of each stage of the way.
  let rank: [String: Int]
  private let stages: [RecordReference: String]

  init(fields: [String] = [], kinds: [String]? = [], in context: ReportContext) throws {
    let lifecycle = context.book.agreement.lifecycles(of: "lead").first
    self.lifecycle = lifecycle
    let field = lifecycle?.field ?? "stage"
    let journey = try Journey(of: field, type: "lead", kinds: kinds, in: context)
    self.journey = journey
    facts = try context.facts.facts(ofType: "lead", fields: [field] + fields).filter {
      !journey.laterOnly.contains($0.reference)
    }
    var stages: [RecordReference: String] = [:]
    for own in facts {
      if let stage = journey.stage(of: own.reference, now: own.text(field), in: lifecycle) {
        stages[own.reference] = stage
      }
    }
    self.stages = stages
    rank = Dictionary((lifecycle?.way ?? []).enumerated().map { ($1.name, $0) }) { first, _ in first }
  }

  /// The stage of a lead; nil where it has none.
  func stage(of lead: RecordReference) -> String? { stages[lead] }

  /// Whether a lead is on its way: in a stage that is neither a return nor the end.
  func isOpen(_ lead: RecordReference) -> Bool {
    guard let lifecycle else { return true }
    guard let stage = stages[lead], rank[stage] != nil else { return false }
    return stage != lifecycle.destination?.name
  }

  /// Whether a lead is on its way and was handed over: in the hand-off stage or a later one.
  func isHandedOver(_ lead: RecordReference) -> Bool {
    guard isOpen(lead) else { return false }
    guard let handOff = lifecycle?.handOff?.name, let least = rank[handOff] else { return true }
    return stages[lead].flatMap { rank[$0] }.map { least <= $0 } ?? false
  }
}

extension Stage {
  /// The field that says why a record came here: `recycle_reason`; nil where the gate asks for none.
  var reasonField: String? {
    if let field = gate.first(where: { $0.text.hasSuffix("_reason") })?.text { return field }
    return isLost ? "lost_reason" : nil
  }
}
