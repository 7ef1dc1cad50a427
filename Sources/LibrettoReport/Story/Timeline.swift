public import LibrettoModel
import LibrettoQuery

extension Figure {
  /// One customer's story over all teams, in the order of time: what the logs of the account, its people and its deals tell,
  /// how they moved between stages, and the campaigns that they took part in.
  ///
  /// - Parameter account: the account
  /// - Throws: what the source of facts throws
  public static func timeline(of account: RecordReference, in context: ReportContext) throws -> Figure {
    var story = Story(context)
    try story.tell(account)
    let rows = story.moments.sorted { a, b in a.at == b.at ? a.order < b.order : a.at < b.at }.map(\.row)
    return Figure(
      name: "timeline", period: nil, context: context,
      tables: [FigureTable("timeline", "at record what by text", rows: rows)],
      notes: rows.isEmpty ? [Phrase("timeline.none")] : [])
  }
}

/// Gathers the moments of a story.
private struct Story {
  let context: ReportContext
  private(set) var moments: [(at: Instant, order: Int, row: FigureTable.Row)] = []

  init(_ context: ReportContext) { self.context = context }

  mutating func tell(_ account: RecordReference) throws {
    let own = try context.facts.facts(ofType: account.type, fields: ["aliases"]).filter { $0.reference == account }
    let ids = Set([account.id] + own.flatMap { $0["aliases"]?.texts.map(\.text) ?? [] })
    var campaigns: Set<String> = []
    try tell(own)
    for type in ["lead", "deal"] where context.book.type(named: type) != nil {
      let members = try context.facts.facts(ofType: type, fields: ["account", "campaigns"]).filter { facts in
        facts.text("account").map(ids.contains) ?? false
      }
      campaigns.formUnion(members.flatMap { $0["campaigns"]?.texts.map(\.text) ?? [] })
      try tell(members)
      try tellStages(members, of: type)
    }
    for campaign in try Campaign.all(in: context) where campaigns.contains(campaign.reference.id) {
      guard let starts = campaign.starts, starts <= context.today else { continue }
      add(
        context.zone.startOfDay(starts), .date(starts), campaign.reference, campaign.title, .optional(campaign.kind),
        campaign.owner, nil)
    }
  }

  private mutating func tell(_ records: [RecordFacts]) throws {
    guard let type = records.first?.reference.type else { return }
    let activities = try context.facts.activities(ofType: type, kinds: nil)
    for facts in records {
      // Steps between stages are told by history, which knows these lines too.
      for one in activities[facts.reference] ?? [] where one.at <= context.asOf && one.kind != "stage" {
        add(
          one.at, one.hasTime ? .instant(one.at) : .date(one.day), facts.reference, facts.title, .text(one.kind),
          one.member,
          one.text)
      }
    }
  }

  private mutating func tellStages(_ records: [RecordFacts], of type: String) throws {
    guard let lifecycle = context.book.agreement.lifecycles(of: type).first else { return }
    let journey = try Journey(of: lifecycle.field, type: type, kinds: [], in: context)
    for facts in records {
      for step in journey.steps[facts.reference] ?? [] {
        add(
          step.at, .instant(step.at), facts.reference, facts.title, .text(lifecycle.field), nil,
          "\(step.from.map { "\($0) → " } ?? "")\(step.to ?? "–")")
      }
    }
  }

  private mutating func add(
    _ at: Instant, _ shown: FigureTable.Cell, _ record: RecordReference, _ title: String, _ what: FigureTable.Cell,
    _ by: String?, _ text: String?
  ) {
    let cells: [FigureTable.Cell] = [shown, .record(record, title: title), what, .optional(by), .optional(text)]
    moments.append((at, moments.count, FigureTable.Row(cells, records: [record])))
  }
}
