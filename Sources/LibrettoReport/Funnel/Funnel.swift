public import LibrettoModel
import LibrettoQuery

/// Of the records that came into a stage in a period, how many came to the next one or a later one up to the as-of moment:
/// the cohort's own way, not counts of a period beside each other.
public struct Funnel: Sendable {
  /// The lifecycle's name.
  public let lifecycle: String
  /// The type of its records.
  public let type: String
  /// The days on which the cohorts came.
  public let period: DatePeriod
  /// The steps between stages, group by group, each in the order of the way.
  public let steps: [Step]

  /// From one stage to the next or a later one.
  public struct Step: Sendable, Hashable {
    /// The group; nil where the records have none, or where nothing was asked for.
    public let group: String?
    /// The stage that the cohort came into.
    public let from: String
    /// The stage that it came to, or a later one.
    public let to: String
    /// The records of the cohort, each once, in the order of their names; also such as are gone by now.
    public let entered: [RecordReference]
    /// Those of them that came so far.
    public let reached: [RecordReference]
    /// The seconds in between, by the calendar, of those that did.
    public let times: Distribution
    /// The same share of the period before, when it was as old as this one is now.
    public let before: Share

    /// The part of the cohort that came so far.
    public var share: Share { Share(reached.count, of: entered.count) }

    /// The change against the period before, in percentage points to one decimal; nil where either has nobody.
    public var change: Number? {
      guard let now = share.percent(decimals: 6), let then = before.percent(decimals: 6) else { return nil }
      return (now - then).rounded(toScale: 1)
    }
  }

  /// The funnel of a lifecycle.
  ///
  /// - Parameters:
  ///   - lifecycle: the journey; returns such as `recycled` are no part of its way
  ///   - period: the days on which the cohorts came
  ///   - grouping: a field of the records
  /// - Throws: `QueryError` where there is no such field; what the source of facts throws
  public init(
    of lifecycle: Lifecycle, period: DatePeriod, by grouping: String? = nil, in context: ReportContext
  ) throws {
    (self.lifecycle, type, self.period) = (lifecycle.name, lifecycle.type, period)
    let journey = try Journey(of: lifecycle.field, type: lifecycle.type, kinds: [], in: context)
    let groups = try grouping.map { try Grouping(by: $0, of: lifecycle.type, in: context) }
    let before = period.before
    let age = period.first.daysSinceEpoch - before.first.daysSinceEpoch
    let (date, time) = context.zone.civil(at: context.asOf)
    let end = context.zone.instant(of: date.adding(days: -age), time)
    let (now, then) = (period.instants(in: context.zone), before.instants(in: context.zone))
    let stages = lifecycle.way.map(\.name)
    let rank = Dictionary(stages.enumerated().map { ($1, $0) }) { first, _ in first }
    var steps: [Step] = []
    for (index, from) in stages.dropLast().enumerated() {
      let passages = journey.passages(of: from, rank: rank, in: now, until: context.asOf)
      let earlier = journey.passages(of: from, rank: rank, in: then, until: end)
      func keys(_ passage: Passage) -> [String?] { groups?.groups(of: passage.record) ?? [nil] }
      let past = Dictionary(grouped(earlier, by: keys).map { ($0.key, $0.elements) }) { first, _ in first }
      var byGroup = grouped(passages, by: keys)
      if byGroup.isEmpty { byGroup = [(nil, [])] }
      for (key, own) in byGroup {
        let earlier = past[key] ?? []
        steps.append(
          Step(
            group: key, from: from, to: stages[index + 1], entered: own.map(\.record).sorted(),
            reached: own.filter { $0.seconds != nil }.map(\.record).sorted(),
            times: Distribution(own.compactMap(\.seconds)),
            before: Share(earlier.count { $0.seconds != nil }, of: earlier.count)))
      }
    }
    func position(_ step: Step) -> Int { rank[step.from] ?? 0 }
    self.steps =
      grouping == nil
      ? steps : grouped(steps) { [$0.group] }.flatMap { $0.elements.sorted { position($0) < position($1) } }
  }
}

/// A record that came into a stage, and the seconds until it came further.
private struct Passage {
  let record: RecordReference
  let seconds: Int?
}

extension Journey {
  /// Each record that came into a stage within `range`, once, by the first time; with the seconds until it first came
  /// into a stage of a higher rank up to `end`.
  fileprivate func passages(
    of stage: String, rank: [String: Int], in range: Range<Instant>, until end: Instant
  ) -> [Passage] {
    let own = rank[stage] ?? 0
    return steps.compactMap { record, steps in
      guard let entry = steps.firstIndex(where: { $0.to == stage && range.contains($0.at) && $0.at <= end }) else {
        return nil
      }
      let further = steps[(entry + 1)...].first { step in
        step.at <= end && step.to.flatMap { rank[$0] }.map { own < $0 } ?? false
      }
      return Passage(
        record: record, seconds: further.map { $0.at.secondsSinceEpoch - steps[entry].at.secondsSinceEpoch })
    }
  }
}
