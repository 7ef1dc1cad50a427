public import LibrettoModel
import LibrettoQuery

extension Figure {
  /// What a member owes now: promises of the member's team on what the member or nobody owns, by the time that is left;
  /// next actions that are due; leads that sales should hear of; leads that were handed to the member; campaigns of the next
  /// two weeks; feedback that is promised.
  ///
  /// - Throws: what the source of facts throws
  public static func today(for member: BookMember, in context: ReportContext) throws -> Figure {
    let own = try OwnWork(member, context)
    let tables = try [own.promises(), own.actions(), own.hot(), own.handed(), own.campaigns(), own.feedback()]
    return Figure(
      name: "today", period: nil, context: context, tables: tables,
      notes: tables.allSatisfy(\.rows.isEmpty) ? [Phrase("today.none")] : [])
  }
}

/// Gathers what a member owes.
private struct OwnWork {
  let member: BookMember
  let context: ReportContext
  let leads: LeadBook
  let owners: [RecordReference: String]
  let report: PromiseReport

  init(_ member: BookMember, _ context: ReportContext) throws {
    (self.member, self.context) = (member, context)
    leads = try LeadBook(fields: ["owner"], in: context)
    let promises = context.terms.serviceLevels.filter { $0.party == member.team }
    report = try PromiseReport(promises, in: context).filtered(\.isWaiting)
    var owners: [RecordReference: String] = [:]
    for type in Set(promises.map(\.type)).union(["lead"]) {
      for facts in try context.facts.facts(ofType: type, fields: ["owner"]) {
        owners[facts.reference] = facts.text("owner")
      }
    }
    self.owners = owners
  }

  /// Whether it is the member's, or nobody's.
  private func concerns(_ record: RecordReference?) -> Bool {
    record.flatMap { owners[$0] }.map { $0 == member.name } ?? true
  }

  private func cases(_ isFeedback: Bool) -> [FigureTable.Row] {
    let asked = Set(context.terms.serviceLevels.filter(\.asksForFeedback).map(\.name))
    return report.filtered { asked.contains($0.promise) == isFeedback && concerns($0.record) }.figure(period: nil)
      .tables.last?.rows ?? []
  }

  func promises() -> FigureTable { FigureTable("owed", "promise record owner due state", rows: cases(false)) }

  func feedback() -> FigureTable { FigureTable("feedback", "promise record owner due state", rows: cases(true)) }

  func actions() throws -> FigureTable {
    var found: [(due: CivilDate, row: FigureTable.Row)] = []
    for type in ["lead", "deal", "account"] where context.book.type(named: type) != nil {
      for facts in try context.facts.facts(ofType: type, fields: ["owner", "next.what", "next.due", "next.who"]) {
        guard let due = facts.text("next.due").flatMap({ CivilDate($0) }), due <= context.today,
          facts.text("next.who") ?? facts.text("owner") == member.name
        else { continue }
        let cells: [FigureTable.Cell] = [
          .record(facts.reference, title: facts.title), .date(due), .optional(facts.text("next.what")),
        ]
        found.append((due, FigureTable.Row(cells, records: [facts.reference])))
      }
    }
    return FigureTable("actions", "record due what", rows: found.sorted { $0.due < $1.due }.map(\.row))
  }

  func hot() throws -> FigureTable {
    let scores = try context.terms.scoring?.scores(in: context) ?? []
    let rows = scores.filter { $0.isHot && leads.isOpen($0.lead) && concerns($0.lead) }.map { one in
      FigureTable.Row(
        [
          .record(one.lead, title: one.title), .optional(owners[one.lead]), .optional(one.rise, decimals: 0),
          .count(one.score),
        ],
        records: [one.lead])
    }
    return FigureTable("hot", "lead owner rise# score#", rows: rows)
  }

  func handed() -> FigureTable {
    let stage = leads.lifecycle?.handOff?.name
    let waiting = leads.facts.filter { leads.stage(of: $0.reference) == stage && $0.text("owner") == member.name }
    let rows = waiting.map { facts in
      let since = stage.flatMap { leads.journey.since(facts.reference, in: $0) }
      return FigureTable.Row(
        [.record(facts.reference, title: facts.title), .optional(since)], records: [facts.reference])
    }
    return FigureTable("handed", "lead since", rows: stage == nil ? [] : rows)
  }

  func campaigns() throws -> FigureTable {
    let end = context.today.adding(days: 14)
    let coming = try Campaign.all(in: context).filter { one in
      one.starts.map { context.today <= $0 && $0 <= end } ?? false
    }
    return FigureTable("coming", Campaign.columns, rows: coming.map(\.row))
  }
}

extension ServiceLevel {
  /// Whether what is promised is feedback.
  var asksForFeedback: Bool {
    if case .answer(_, let until, _) = promise, case .activity(let kinds) = until.kind {
      kinds.contains("feedback")
    } else {
      false
    }
  }
}
