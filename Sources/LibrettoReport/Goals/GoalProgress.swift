public import LibrettoModel
import LibrettoQuery

/// How far a goal has come, and how far it should have.
public struct GoalProgress: Sendable {
  /// The goal.
  public let goal: Goal
  /// How much is reached: a number, or an amount in the goal's currency.
  public let reached: Number
  /// How much is to be reached.
  public let target: Number
  /// How much should be reached by now: target × business days gone ÷ all. A day is gone when its hours are over.
  public let pace: Number
  /// The currency of the three; nil for a number.
  public let currency: CurrencyCode?
  /// The business days of the period that are gone, of all; of a period in which nobody works, all days.
  public let days: Share
  /// Whether the period has begun and is over.
  public let state: State
  /// The records that count.
  public let records: [RecordReference]
  /// Amounts that count for nothing since no rate turns them into the goal's currency, one a currency.
  public let leftOut: MoneySum

  /// How the period lies to the as-of day.
  public enum State: String, Sendable, CaseIterable { case future, running, over }

  /// How much of the target, which is above zero, is reached, in percent to one decimal.
  public var percent: Number { (reached * Number(100)).divided(by: target, scale: 1) }

  /// Whether as much is reached as the pace asks for.
  public var isOnPace: Bool { !(reached < pace) }
}

extension Goal {
  /// How far the goal has come by the as-of moment.
  ///
  /// - Throws: what the source of facts throws
  public func progress(in context: ReportContext) throws -> GoalProgress {
    let (target, currency): (Number, CurrencyCode?) =
      if case .amount(let money) = self.target { (money.amount, money.currency ?? context.currency) } else {
        (self.target.number ?? .zero, nil)
      }
    var (reached, records, leftOut) = (Number.zero, [RecordReference](), MoneySum(base: context.currency))
    switch measure {
    case .events(let type, let event):
      let journey = try ServiceLevel.journey([event], of: type, context)
      let instants = period.instants(in: context.zone)
      for record in journey.records {
        let times = journey.moments(of: event, record, in: context).count { instants.contains($0) }
        guard times > 0 else { continue }
        records.append(record)
        reached += Number(event.countsOnce ? 1 : times)
      }
    case .sum(let type, let field, let condition, let on):
      let meeting = try condition.map { try context.references(meeting: $0) }
      for facts in try context.facts.facts(ofType: type, fields: [field, on]) {
        guard meeting?.contains(facts.reference) ?? true, let value = facts[field],
          let day = facts.text(on).flatMap({ DateTimeText($0)?.date }), period.contains(day), day <= context.today
        else { continue }
        if currency == nil, let number = value.number {
          reached += number
        } else if let money = context.money(value) {
          guard let wanted = currency ?? context.currency else {
            reached += money.amount
            records.append(facts.reference)
            continue
          }
          guard let own = context.terms.rates?.convert(money, to: wanted, on: day) ?? money.ifIn(wanted) else {
            leftOut.add(money)
            continue
          }
          reached += own.amount
        } else {
          continue
        }
        records.append(facts.reference)
      }
    }
    let days = context.days(of: period)
    return GoalProgress(
      goal: self, reached: reached, target: target,
      pace: (target * Number(days.part)).divided(
        by: Number(days.whole), scale: currency.map { $0.minorUnits ?? 2 } ?? 1),
      currency: currency, days: days,
      state: context.today < period.first
        ? .future : days.part == days.whole && context.today >= period.last ? .over : .running,
      records: records.sorted(), leftOut: leftOut)
  }
}

extension Money {
  fileprivate func ifIn(_ currency: CurrencyCode) -> Money? { self.currency == currency ? self : nil }
}

extension ReportContext {
  /// The business days of a period whose hours are over, of all. Where nobody works in the period, all its days count.
  func days(of period: DatePeriod) -> Share {
    let isOpen: (CivilDate) -> Bool =
      clock.businessDays(in: period) > 0 ? { self.clock.hours.isOpen(on: $0) } : { _ in true }
    var (gone, all) = (0, 0)
    for number in period.first.daysSinceEpoch...period.last.daysSinceEpoch {
      let day = CivilDate(daysSinceEpoch: number)
      guard isOpen(day) else { continue }
      all += 1
      if day < today || day == today && isOver(day) { gone += 1 }
    }
    return Share(gone, of: all)
  }

  /// Whether nobody works any more on the as-of day. The second of the as-of moment is over itself.
  private func isOver(_ day: CivilDate) -> Bool {
    let end = zone.startOfDay(day.adding(days: 1))
    let next = asOf.adding(seconds: 1)
    return clock.hours.isOpen(on: day) ? clock.elapsed(from: next, to: end) == 0 : next >= end
  }
}

extension Figure {
  /// Goals with their pace.
  public static func goals(_ goals: [GoalProgress], in context: ReportContext) -> Figure {
    func amount(_ number: Number, _ goal: GoalProgress) -> FigureTable.Cell {
      goal.currency.map { .money(Money(number, $0)) } ?? .number(number, decimals: number.isInteger ? 0 : 1)
    }
    let rows = goals.map { one in
      FigureTable.Row(
        [
          .text(one.goal.title), .text(one.goal.periodText), amount(one.reached, one), amount(one.target, one),
          .number(one.percent, decimals: 1), amount(one.pace, one), one.days.cell,
          .phrase(Phrase("goal.\(one.state == .future ? "future" : one.isOnPace ? "on-pace" : "behind")")),
        ], records: one.records)
    }
    let notes = goals.flatMap { one in
      one.leftOut.all.map { Phrase("goal.left-out", .text(one.goal.title), .money($0)) }
    }
    return Figure(
      name: "goals", period: nil, context: context,
      tables: [FigureTable("goals", "goal period reached# target# percent# pace# days# state", rows: rows)],
      notes: notes)
  }
}
