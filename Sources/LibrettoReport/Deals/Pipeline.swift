public import LibrettoModel
import LibrettoQuery

/// The deals of a book as they stood at the as-of moment.
public struct Pipeline: Sendable {
  /// All deals that were in the book, in the order of their paths.
  public let deals: [Deal]
  /// What became of them.
  let journey: Journey
  /// Their lifecycle; nil where none is agreed.
  let lifecycle: Lifecycle?

  /// Reads the deals.
  ///
  /// - Throws: what the source of facts throws
  public init(in context: ReportContext) throws {
    lifecycle = context.book.agreement.lifecycles(of: "deal").first
    let field = lifecycle?.field ?? "stage"
    let journey = try Journey(of: field, type: "deal", kinds: [], in: context)
    self.journey = journey
    let fields = [field, "amount", "probability", "opened", "created", "closed", "expected"]
    var deals: [Deal] = []
    for facts in try context.facts.facts(ofType: "deal", fields: fields)
    where !journey.laterOnly.contains(facts.reference) {
      let stage = journey.stage(of: facts.reference, now: facts.text(field), in: lifecycle)
      let outcome = lifecycle.outcome(of: stage)
      func day(_ name: String) -> CivilDate? { facts.text(name).flatMap { CivilDate($0) } }
      func day(_ moment: Instant?) -> CivilDate? { moment.map { context.zone.civil(at: $0).0 } }
      let amount = context.money(facts["amount"])
      let closed = outcome == .open ? nil : day("closed") ?? day(journey.since(facts.reference, in: stage))
      deals.append(
        Deal(
          reference: facts.reference, title: facts.title, stage: stage, outcome: outcome, written: amount,
          amount: amount.map { context.inOwnCurrency($0, on: closed ?? context.today) },
          probability: facts["probability"]?.number,
          opened: day("opened") ?? day("created") ?? day(journey.steps[facts.reference]?.first?.at), closed: closed,
          expected: day("expected")))
    }
    self.deals = deals
  }

  /// The deals that are worked on.
  public var open: [Deal] { deals.filter { $0.outcome == .open } }

  /// The deals that were won or lost on the days of a period, up to the as-of moment.
  public func closed(in period: DatePeriod, asOf context: ReportContext) -> [Deal] {
    deals.filter { deal in
      guard deal.outcome != .open, let day = deal.closed else { return false }
      return period.contains(day) && day <= context.today
    }
  }
}

/// A deal at the as-of moment.
public struct Deal: Sendable, Hashable {
  /// The record.
  public let reference: RecordReference
  /// What it is called.
  public let title: String
  /// Its stage under its present name; nil where it has none.
  public let stage: String?
  /// Whether it is decided.
  public let outcome: Outcome
  /// What it is worth as written, in the book's currency where none is.
  public let written: Money?
  /// The same in the book's currency where the agreement has a rate for the day: that of closing, else the as-of day.
  public let amount: Money?
  /// The chance in percent that the deal itself states.
  public let probability: Number?
  /// The day on which it was opened: its own word, else `created`, else history.
  public let opened: CivilDate?
  /// The day on which it was won or lost: its own word, else history; nil for an open one.
  public let closed: CivilDate?
  /// The day on which the decision is expected.
  public let expected: CivilDate?

  /// Whether a deal is decided.
  public enum Outcome: String, Sendable, CaseIterable { case open, won, lost }
}

extension Lifecycle? {
  /// What a stage says of a deal. Where no stage is marked as won or lost, those called so are.
  func outcome(of stage: String?) -> Deal.Outcome {
    guard let stage else { return .open }
    let known = self?.stage(present: stage)
    let (marksWon, marksLost) = (self?.stages.contains(where: \.isWon), self?.stages.contains(where: \.isLost))
    if marksWon == true ? known?.isWon == true : stage == "won" { return .won }
    if marksLost == true ? known?.isLost == true : stage == "lost" { return .lost }
    return .open
  }
}

extension Lifecycle {
  /// The stages on the way, in their order: those that are no returns.
  var way: [Stage] { stages.filter { !$0.isReturn } }

  /// The stage at which the way ends: the one that is a win, else the last.
  var destination: Stage? { stages.first(where: \.isWon) ?? way.last }
}
