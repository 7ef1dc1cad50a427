public import LibrettoModel
import LibrettoQuery

/// What became of the leads that a source, a campaign or another group brought.
public struct SourceQuality: Sendable {
  /// The source, or what else was asked for; nil for leads without one.
  public let group: String?
  /// The leads that came in the period, by their day `created`, else by history.
  public let leads: [RecordReference]
  /// Those that came into the hand-off stage in the period, whenever they came.
  public let qualified: [RecordReference]
  /// Of the qualified, those that came to each later stage of the way, or a later one, by the as-of moment.
  public let reached: [Reached]
  /// Of the qualified, those that are back from the way now, by stage and reason.
  public let returned: [Returned]
  /// Of the leads that came in the period, those that came to the end of the way.
  public let customers: [RecordReference]
  /// What the campaigns that started in the period cost, one amount a currency; nothing where leads are not grouped by
  /// campaign.
  public let cost: MoneySum

  /// The leads that came so far.
  public struct Reached: Sendable, Hashable {
    /// The stage.
    public let stage: String
    /// The leads.
    public let records: [RecordReference]
  }

  /// The leads that were given back.
  public struct Returned: Sendable, Hashable {
    /// The stage that they are in: `recycled`.
    public let stage: String
    /// Why; nil where nothing says it.
    public let reason: String?
    /// The leads.
    public let records: [RecordReference]
  }

  /// The cost of one of so many, one amount a currency, rounded half to even; none of nothing.
  public func cost(perEach count: Int) -> [Money] {
    count == 0
      ? []
      : cost.all.map { money in
        Money(money.amount.divided(by: Number(count), scale: money.currency?.minorUnits ?? 2), money.currency)
      }
  }

  /// The quality of each source.
  ///
  /// - Parameters:
  ///   - period: the days that count; nil for all
  ///   - grouping: a field of leads; `campaigns` for campaigns and what they cost
  /// - Throws: `QueryError` where there is no such field; what the source of facts throws
  public static func all(
    period: DatePeriod? = nil, by grouping: String = "source", in context: ReportContext
  ) throws -> [SourceQuality] {
    let reasonFields = (context.book.agreement.lifecycles(of: "lead").first?.stages ?? []).compactMap(\.reasonField)
    let book = try LeadBook(fields: ["created"] + reasonFields, in: context)
    let groups = try Grouping(by: grouping, of: "lead", in: context)
    let costs = try grouping == "campaigns" ? Self.costs(period, context) : [:]
    let instants = period?.instants(in: context.zone)
    var reasons: [RecordReference: RecordFacts] = [:]
    var (came, qualified) = ([RecordReference](), [RecordReference]())
    for facts in book.facts {
      reasons[facts.reference] = facts
      let first = book.journey.steps[facts.reference]?.first?.at
      let day = facts.text("created").flatMap { CivilDate($0) } ?? first.map { context.zone.civil(at: $0).0 }
      if let day, day <= context.today, period?.contains(day) ?? true { came.append(facts.reference) }
    }
    let handOff = book.lifecycle?.handOff?.name
    for (record, steps) in book.journey.steps
    where steps.contains(where: { $0.to == handOff && instants?.contains($0.at) ?? true }) {
      qualified.append(record)
    }
    let (cameBy, qualifiedBy) = (grouped(came, by: groups.groups), grouped(qualified, by: groups.groups))
    let names = grouped((cameBy + qualifiedBy).map(\.key) + costs.keys.map { $0 }) { [$0] }.map(\.key)
    func records(_ key: String?, _ all: [(key: String?, elements: [RecordReference])]) -> [RecordReference] {
      all.first { $0.key == key }?.elements.sorted() ?? []
    }
    return names.map { name in
      let (came, qualified) = (records(name, cameBy), records(name, qualifiedBy))
      return SourceQuality(
        group: name, leads: came, qualified: qualified, reached: book.reached(qualified),
        returned: book.returned(qualified, reasons), customers: book.reached(came).last?.records ?? [],
        cost: name.flatMap { costs[$0] } ?? MoneySum(base: context.currency))
    }
  }

  /// What the campaigns that started in a period cost, by id.
  private static func costs(_ period: DatePeriod?, _ context: ReportContext) throws -> [String: MoneySum] {
    var costs: [String: MoneySum] = [:]
    for facts in try context.facts.facts(ofType: "campaign", fields: ["cost", "starts"]) {
      let day = facts.text("starts").flatMap { CivilDate($0) }
      guard let cost = context.money(facts["cost"]), period == nil || day.map({ period!.contains($0) }) ?? false else {
        continue
      }
      costs[facts.reference.id, default: MoneySum(base: context.currency)].add(
        context.inOwnCurrency(cost, on: day ?? context.today))
    }
    return costs
  }
}

extension LeadBook {
  /// Of some leads, those that came to each stage after the hand-off, or a later one.
  fileprivate func reached(_ leads: [RecordReference]) -> [SourceQuality.Reached] {
    guard let lifecycle, let handOff = lifecycle.handOff?.name, let least = rank[handOff] else { return [] }
    return lifecycle.way.dropFirst(least + 1).map { stage in
      let place = rank[stage.name] ?? 0
      return SourceQuality.Reached(
        stage: stage.name,
        records: leads.filter { lead in
          let steps = journey.steps[lead] ?? []
          // Of who was handed over, what came after that; of who was not, anything.
          let entry = steps.firstIndex { $0.to == handOff } ?? 0
          return steps[entry...].contains { $0.to.flatMap { rank[$0] }.map { place <= $0 } ?? false }
        })
    }
  }

  fileprivate func returned(
    _ leads: [RecordReference], _ facts: [RecordReference: RecordFacts]
  ) -> [SourceQuality.Returned] {
    guard let lifecycle else { return [] }
    return lifecycle.stages.filter(\.isReturn).flatMap { stage in
      let back = leads.filter { journey.steps[$0]?.last?.to == stage.name }
      return grouped(back) { lead in [stage.reasonField.flatMap { facts[lead]?.text($0) }] }.map {
        SourceQuality.Returned(stage: stage.name, reason: $0.key, records: $0.elements)
      }
    }
  }
}

extension Figure {
  /// The quality of sources: how far their leads came, why they came back, and what they cost.
  public static func sources(_ sources: [SourceQuality], period: DatePeriod?, in context: ReportContext) -> Figure {
    let stages = sources.first?.reached.map(\.stage) ?? []
    let rows = sources.map { one in
      FigureTable.Row(
        [.group(one.group), .count(one.leads.count), .count(one.qualified.count)]
          + one.reached.map { Share($0.records.count, of: one.qualified.count).cell },
        records: Set(one.leads + one.qualified).sorted())
    }
    let returned = sources.flatMap { one in
      one.returned.map {
        FigureTable.Row(
          [.group(one.group), .text($0.stage), .group($0.reason), .count($0.records.count)], records: $0.records)
      }
    }
    let costs = sources.flatMap { one in
      let (lead, customer) = (one.cost(perEach: one.leads.count), one.cost(perEach: one.customers.count))
      return one.cost.all.enumerated().map { index, money in
        FigureTable.Row([
          .group(one.group), .money(money), lead.isEmpty ? .none : .money(lead[index]),
          customer.isEmpty ? .none : .money(customer[index]),
        ])
      }
    }
    let columns = "group leads# qualified#" + stages.map { " \($0)#" }.joined()
    return Figure(
      name: "sources", period: period, context: context,
      tables: [
        FigureTable("sources", columns, rows: rows),
        FigureTable("returned", "group stage reason leads#", rows: returned),
        FigureTable("costs", "group cost# a-lead# a-customer#", rows: costs),
      ])
  }
}
