public import LibrettoModel
import LibrettoQuery

/// Who is to get the leads that were handed over and that nobody owns. A plan: it changes nothing.
public struct RoutingPlan: Sendable, Hashable {
  /// Who gets what, in the order in which the leads have waited.
  public let assignments: [Assignment]
  /// The leads for which no rule has a member with room.
  public let unrouted: [Unrouted]

  /// A lead and its owner to be.
  public struct Assignment: Sendable, Hashable {
    /// The lead.
    public let lead: RecordReference
    /// What it is called.
    public let title: String
    /// The member.
    public let member: String
    /// The position of the rule in the agreement, from 0.
    public let rule: Int
    /// The open leads that the member had before, those of the plan among them.
    public let load: Int
    /// The open leads that the member can follow up; nil where nothing is agreed.
    public let capacity: Int?
  }

  /// A lead that gets no owner.
  public struct Unrouted: Sendable, Hashable {
    /// The lead.
    public let lead: RecordReference
    /// What it is called.
    public let title: String
    /// Why.
    public let reason: Reason
  }

  /// Why a lead gets no owner.
  public enum Reason: String, Sendable, CaseIterable {
    /// No rule's condition is met.
    case noRule = "no-rule"
    /// Everyone whom the rule names has as many open leads as agreed.
    case noRoom = "no-room"
  }

  /// Plans by the agreement's rules: the first one whose condition a lead meets decides. By load, the member with the
  /// smallest part of the capacity in use gets the lead; in turn, the one who was given one longest ago. Nobody gets more
  /// than agreed.
  ///
  /// - Throws: `QueryError` where a rule cannot be answered; what the source of facts throws
  public init(in context: ReportContext) throws {
    let rules = context.terms.routing
    let book = try LeadBook(fields: ["owner"], in: context)
    var meeting: [Set<RecordReference>?] = []
    for rule in rules { meeting.append(try rule.condition.map { try context.references(meeting: $0) }) }
    var loads: [String: Int] = [:]
    var waiting: [(facts: RecordFacts, since: Instant)] = []
    for facts in book.facts where book.isOpen(facts.reference) {
      if let owner = facts.text("owner") {
        loads[owner, default: 0] += 1
      } else if book.isHandedOver(facts.reference) {
        let since = book.journey.since(facts.reference, in: book.stage(of: facts.reference))
        waiting.append((facts, since ?? context.asOf))
      }
    }
    waiting.sort { a, b in a.since == b.since ? a.facts.reference < b.facts.reference : a.since < b.since }
    var turns = rules.contains { $0.method == .turn } ? try Self.lastTurns(context) : [:]
    let capacity = Dictionary(context.terms.capacity.map { ($0.member, $0.leads) }) { first, _ in first }
    var assignments: [Assignment] = []
    var unrouted: [Unrouted] = []
    for (position, (facts, _)) in waiting.enumerated() {
      let lead = facts.reference
      guard let index = rules.indices.first(where: { meeting[$0]?.contains(lead) ?? true }) else {
        unrouted.append(Unrouted(lead: lead, title: facts.title, reason: .noRule))
        continue
      }
      let room = rules[index].members.filter { member in capacity[member].map { loads[member, default: 0] < $0 } ?? true
      }
      let chosen =
        switch rules[index].method {
        case .load: Self.leastLoaded(room, loads, capacity)
        case .turn: Self.leastRecent(room, turns)
        }
      guard let chosen else {
        unrouted.append(Unrouted(lead: lead, title: facts.title, reason: .noRoom))
        continue
      }
      assignments.append(
        Assignment(
          lead: lead, title: facts.title, member: chosen, rule: index, load: loads[chosen, default: 0],
          capacity: capacity[chosen]))
      loads[chosen, default: 0] += 1
      // Later than anything that happened, and in the order of the plan.
      turns[chosen] = Instant(secondsSinceEpoch: .max - waiting.count + position)
    }
    (self.assignments, self.unrouted) = (assignments, unrouted)
  }

  /// When each member was last given a lead.
  private static func lastTurns(_ context: ReportContext) throws -> [String: Instant] {
    var turns: [String: Instant] = [:]
    for transitions in try context.facts.transitions(of: "owner", ofType: "lead").values {
      for transition in transitions where transition.at <= context.asOf {
        guard let member = transition.after?.text else { continue }
        turns[member] = max(turns[member] ?? transition.at, transition.at)
      }
    }
    return turns
  }

  /// Parts of capacities are compared exactly; who has none agreed counts as having the largest of them.
  private static func leastLoaded(_ members: [String], _ loads: [String: Int], _ capacity: [String: Int]) -> String? {
    let largest = max(1, members.compactMap { capacity[$0] }.max() ?? 1)
    func use(_ member: String) -> (load: Int, of: Int) {
      (loads[member, default: 0], max(1, capacity[member] ?? largest))
    }
    return members.reduce(nil as String?) { best, member in
      guard let best else { return member }
      let (a, b) = (use(best), use(member))
      let (left, right) = (a.load * b.of, b.load * a.of)
      return right < left || right == left && b.load < a.load ? member : best
    }
  }

  private static func leastRecent(_ members: [String], _ turns: [String: Instant]) -> String? {
    members.reduce(nil as String?) { best, member in
      guard let best else { return member }
      let never = Instant(secondsSinceEpoch: .min)
      return turns[member] ?? never < turns[best] ?? never ? member : best
    }
  }
}

extension RoutingPlan {
  /// The plan as two tables: who gets what, and what stays without an owner.
  public func figure(in context: ReportContext) -> Figure {
    let rows = assignments.map { one in
      FigureTable.Row(
        [
          .record(one.lead, title: one.title), .text(one.member), .count(one.rule + 1), .count(one.load),
          one.capacity.map { .count($0) } ?? .none,
        ], records: [one.lead])
    }
    let left = unrouted.map { one in
      FigureTable.Row(
        [.record(one.lead, title: one.title), .phrase(Phrase("route.\(one.reason.rawValue)"))], records: [one.lead])
    }
    return Figure(
      name: "route", period: nil, context: context,
      tables: [
        FigureTable("route", "lead member rule# load# capacity#", rows: rows),
        FigureTable("unrouted", "lead why", rows: left),
      ])
  }
}
