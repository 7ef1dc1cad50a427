public import LibrettoModel
import LibrettoQuery

/// A record that left the way, or went back on it.
public struct Return: Sendable, Hashable {
  /// The record.
  public let record: RecordReference
  /// What it is called; its id where it is gone.
  public let title: String
  /// When.
  public let at: Instant
  /// The stage that it left; nil where it had none.
  public let from: String?
  /// The stage that it came to: `recycled`, or an earlier one of the way.
  public let to: String
  /// Whether it left the way; otherwise it went back on it.
  public let isOffTheWay: Bool
  /// Why, as it was said then; nil where nothing says it.
  public let reason: String?
  /// The day on which to try again, as the record has it now; nil where it has none or is back.
  public let until: CivilDate?
  /// When it was on the way again, or as far as before; nil where it is not.
  public let cameBack: Instant?

  /// Every return of a lifecycle's records in a period, in the order of time; a record that returns ten times is there
  /// ten times.
  ///
  /// - Throws: what the source of facts throws
  public static func all(
    of lifecycle: Lifecycle, period: DatePeriod? = nil, in context: ReportContext
  ) throws -> [Return] {
    let journey = try Journey(of: lifecycle.field, type: lifecycle.type, kinds: [], in: context)
    let rank = Dictionary(lifecycle.way.enumerated().map { ($1.name, $0) }) { first, _ in first }
    let reasonFields = Dictionary(
      lifecycle.stages.filter(\.isReturn).compactMap { stage in stage.reasonField.map { (stage.name, $0) } }
    ) { first, _ in first }
    let fields = Set(reasonFields.values).sorted()
    var told: [String: [RecordReference: [FieldTransition]]] = [:]
    for field in fields { told[field] = try context.facts.transitions(of: field, ofType: lifecycle.type) }
    var facts: [RecordReference: RecordFacts] = [:]
    for own in try context.facts.facts(ofType: lifecycle.type, fields: fields + ["recycle_until"]) {
      facts[own.reference] = own
    }
    let instants = period?.instants(in: context.zone)
    var returns: [Return] = []
    for (record, steps) in journey.steps {
      for (index, step) in steps.enumerated() {
        guard let to = step.to, instants?.contains(step.at) ?? true else { continue }
        let isOff = lifecycle.stage(to)?.isReturn ?? false
        let (before, after) = (step.from.flatMap { rank[$0] }, rank[to])
        guard isOff || before.map({ before in after.map { $0 < before } ?? false }) ?? false else { continue }
        let further = steps[(index + 1)...].first { later in
          guard let place = later.to.flatMap({ rank[$0] }) else { return false }
          return isOff || before.map { $0 <= place } ?? true
        }
        let isLast = index == steps.count - 1
        let reason = reasonFields[to].flatMap { field -> String? in
          // It may be committed after the moment that a line of the log tells, on the same day.
          let end = min(context.zone.endOfDay(context.zone.civil(at: step.at).0), context.asOf)
          let next = isLast ? end : min(end, steps[index + 1].at.adding(seconds: -1))
          let known = told[field]?[record]?.last { $0.at <= max(step.at, next) }
          return known?.after?.text ?? (isLast && known == nil ? facts[record]?.text(field) : nil)
        }
        returns.append(
          Return(
            record: record, title: facts[record]?.title ?? record.id, at: step.at, from: step.from, to: to,
            isOffTheWay: isOff, reason: reason,
            until: isLast ? facts[record]?.text("recycle_until").flatMap { CivilDate($0) } : nil, cameBack: further?.at)
        )
      }
    }
    return returns.sorted { a, b in a.at == b.at ? a.record < b.record : a.at < b.at }
  }
}

extension Figure {
  /// Returns by stage and reason, and one by one.
  public static func returns(_ returns: [Return], period: DatePeriod?, in context: ReportContext) -> Figure {
    let rows = grouped(returns) { [$0.to] }.flatMap { stage, own in
      grouped(own) { [$0.reason] }.map { reason, own in
        FigureTable.Row(
          [
            .group(stage), .group(reason), .count(own.count),
            Share(own.count { $0.cameBack != nil }, of: own.count).cell,
          ],
          records: Set(own.map(\.record)).sorted())
      }
    }
    let each = returns.map { one in
      FigureTable.Row(
        [
          .record(one.record, title: one.title), .instant(one.at), .optional(one.from), .text(one.to),
          .optional(one.reason), .optional(one.until), .optional(one.cameBack),
        ], records: [one.record])
    }
    return Figure(
      name: "returns", period: period, context: context,
      tables: [
        FigureTable("returns", "stage reason returns# back#", rows: rows),
        FigureTable("each", "record at from to reason until back", rows: each),
      ])
  }
}
