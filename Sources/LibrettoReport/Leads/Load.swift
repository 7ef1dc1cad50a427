public import LibrettoModel
import LibrettoQuery

/// What a member has to follow up, against what was agreed.
public struct Load: Sendable, Hashable {
  /// The member's short name, as records have it; nil for what nobody owns.
  public let member: String?
  /// Whether the book knows the member; someone who left may still own leads.
  public let isKnown: Bool
  /// The leads that the member owns and that are on their way.
  public let leads: [RecordReference]
  /// The records whose next action of the member is overdue.
  public let overdue: [RecordReference]
  /// The open leads that the member can follow up; nil where nothing is agreed.
  public let capacity: Int?

  /// The open leads of the capacity; nil where nothing is agreed.
  public var share: Share? { capacity.map { Share(leads.count, of: $0) } }
  /// Whether there are more open leads than agreed.
  public var isOver: Bool { capacity.map { $0 < leads.count } ?? false }

  /// The load of everyone with a capacity, an open lead or an overdue action: first those of the agreement in its order.
  ///
  /// - Throws: what the source of facts throws
  public static func all(in context: ReportContext) throws -> [Load] {
    let book = try LeadBook(fields: ["owner", "next.due", "next.who"], in: context)
    var leads: [String?: [RecordReference]] = [:]
    var overdue: [String?: [RecordReference]] = [:]
    func note(_ facts: some Sequence<RecordFacts>) {
      for own in facts {
        guard let due = own.text("next.due").flatMap({ CivilDate($0) }), due < context.today else { continue }
        overdue[own.text("next.who") ?? own.text("owner"), default: []].append(own.reference)
      }
    }
    for facts in book.facts where book.isOpen(facts.reference) {
      let owner = facts.text("owner")
      if owner != nil || book.isHandedOver(facts.reference) { leads[owner, default: []].append(facts.reference) }
    }
    note(book.facts)
    for type in ["deal", "account"] where context.book.type(named: type) != nil {
      note(try context.facts.facts(ofType: type, fields: ["owner", "next.due", "next.who"]))
    }
    let agreed = context.terms.capacity.map(\.member)
    let others = grouped(Array(Set(leads.keys).union(overdue.keys))) { [$0] }.map(\.key)
    let names = agreed.map(Optional.some) + others.filter { name in name.map { !agreed.contains($0) } ?? true }
    return names.map { name in
      Load(
        member: name, isKnown: name.map { context.book.configuration.member($0) != nil } ?? true,
        leads: (leads[name] ?? []).sorted(), overdue: (overdue[name] ?? []).sorted(),
        capacity: context.terms.capacity.first { $0.member == name }?.leads)
    }
  }
}

extension Figure {
  /// The load: a row a member.
  public static func load(_ loads: [Load], in context: ReportContext) -> Figure {
    let rows = loads.map { one in
      FigureTable.Row(
        [
          one.member.map { .text($0) } ?? .phrase(Phrase("load.nobody")), .count(one.leads.count),
          one.capacity.map { .count($0) } ?? .none, one.share?.cell ?? .none, .count(one.overdue.count),
        ], records: Set(one.leads + one.overdue).sorted())
    }
    let left = loads.filter { !$0.isKnown }.compactMap(\.member).map { Phrase("load.left", .text($0)) }
    return Figure(
      name: "load", period: nil, context: context,
      tables: [FigureTable("load", "member leads# capacity# share# overdue#", rows: rows)], notes: left)
  }
}
