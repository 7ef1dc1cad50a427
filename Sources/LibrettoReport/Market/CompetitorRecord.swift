public import LibrettoModel
public import LibrettoQuery

/// Where a competitor is met, and who won.
public struct CompetitorRecord: Sendable {
  /// The competitor.
  public let competitor: RecordReference
  /// What it is called.
  public let title: String
  /// The deals that are worked on against it.
  public let open: [Deal]
  /// The deals of the period that were won against it.
  public let won: [Deal]
  /// The deals of the period that were lost while it was there.
  public let lost: [Lost]
  /// The lines of logs in the period that name it.
  public let mentions: [Mention]

  /// A deal that was lost.
  public struct Lost: Sendable, Hashable {
    /// The deal.
    public let deal: Deal
    /// Why; nil where nothing says it.
    public let reason: String?
  }

  /// Won of those that were decided.
  public var share: Share { Share(won.count, of: won.count + lost.count) }

  /// All competitors of the book, those that were met most often first.
  ///
  /// - Parameter period: the days on which deals were closed and lines written; nil for all
  /// - Throws: what the source of facts throws
  public static func all(period: DatePeriod? = nil, in context: ReportContext) throws -> [CompetitorRecord] {
    let targets = try LinkTargets("competitor", in: context)
    guard !targets.facts.isEmpty else { return [] }
    let pipeline = try Pipeline(in: context)
    let deals = Dictionary(pipeline.deals.map { ($0.reference, $0) }) { first, _ in first }
    var met: [String: [(deal: Deal, reason: String?)]] = [:]
    for facts in try context.facts.facts(ofType: "deal", fields: ["competitors", "lost_reason"]) {
      guard let deal = deals[facts.reference] else { continue }
      for id in Set((facts["competitors"]?.texts ?? []).compactMap { targets.id($0.text) }) {
        met[id, default: []].append((deal, facts.text("lost_reason")))
      }
    }
    let closed = Set(
      pipeline.closed(
        in: period ?? DatePeriod(first: .earliest, last: context.today) ?? DatePeriod(context.today), asOf: context
      )
      .map(\.reference))
    let mentions = try Mention.all(of: targets, period: period, in: context)
    return targets.facts.values.map { facts in
      let own = met[facts.reference.id] ?? []
      let decided = own.filter { closed.contains($0.deal.reference) }
      return CompetitorRecord(
        competitor: facts.reference, title: facts.title, open: own.map(\.deal).filter { $0.outcome == .open },
        won: decided.map(\.deal).filter { $0.outcome == .won },
        lost: decided.filter { $0.deal.outcome == .lost }.map { Lost(deal: $0.deal, reason: $0.reason) },
        mentions: mentions[facts.reference.id] ?? [])
    }.sorted { a, b in a.times == b.times ? a.competitor < b.competitor : b.times < a.times }
  }

  private var times: Int { open.count + won.count + lost.count + mentions.count }
}

/// A line of a log that links to a record.
public struct Mention: Sendable, Hashable {
  /// The record in whose log it stands.
  public let record: RecordReference
  /// When it was, without a time of day at the end of its day.
  public let at: Instant
  /// The line.
  public let activity: Activity

  /// The lines of all logs that link to records of a type, by id, in the order of time.
  static func all(
    of targets: LinkTargets, types: [String] = ["account", "lead", "deal", "campaign"], period: DatePeriod?,
    in context: ReportContext
  ) throws -> [String: [Mention]] {
    var found: [String: [Mention]] = [:]
    for type in types where context.book.type(named: type) != nil {
      for (record, activities) in try context.facts.activities(ofType: type, kinds: nil) {
        for activity in activities where activity.at <= context.asOf && period?.contains(activity.day) ?? true {
          for id in targets.ids(in: activity.text) {
            found[id, default: []].append(
              Mention(record: record, at: activity.moment(in: context), activity: activity))
          }
        }
      }
    }
    return found.mapValues { $0.sorted { a, b in a.at == b.at ? a.record < b.record : a.at < b.at } }
  }
}

extension Figure {
  /// The competitors: where they are met, won and lost against, and why.
  public static func competitors(
    _ competitors: [CompetitorRecord], period: DatePeriod?, in context: ReportContext
  ) -> Figure {
    let rows = competitors.map { one in
      let deals = one.open + one.won + one.lost.map(\.deal)
      return FigureTable.Row(
        [
          .record(one.competitor, title: one.title), .count(one.open.count), .count(one.won.count),
          .count(one.lost.count), one.share.cell, .count(one.mentions.count),
        ], records: Set(deals.map(\.reference) + one.mentions.map(\.record)).sorted())
    }
    let reasons = competitors.flatMap { one in
      grouped(one.lost) { [$0.reason] }.map { reason, lost in
        FigureTable.Row(
          [.record(one.competitor, title: one.title), .group(reason), .count(lost.count)],
          records: lost.map(\.deal.reference).sorted())
      }
    }
    return Figure(
      name: "competitors", period: period, context: context,
      tables: [
        FigureTable("competitors", "competitor open# won# lost# share# mentions#", rows: rows),
        FigureTable("reasons", "competitor reason lost#", rows: reasons),
      ])
  }
}
