public import LibrettoModel
import LibrettoQuery

/// Something that a person did or got before a deal was won.
public struct Touch: Sendable, Hashable {
  /// The lead, or the deal, in whose log it stands.
  public let record: RecordReference
  /// When it happened.
  public let at: Instant
  /// The kind of activity.
  public let kind: String
  /// What the line says.
  public let text: String
}

/// A deal that was won, the touches before it, and what each of them earned.
public struct AttributedWin: Sendable, Hashable {
  /// The deal.
  public let deal: Deal
  /// Its touches in the order of time; none where nobody was touched.
  public let touches: [Touch]
  /// The share of the win that each touch earned, in ten-thousandths; together 10,000.
  public let shares: [Int]
  /// The part of the amount that each touch earned; together the whole to the cent. Empty for a deal without an amount.
  public let amounts: [Number]
}

/// How the wins of a period are shared among what came before them.
public struct Attribution: Sendable {
  /// The model.
  public let model: AttributionModel
  /// The days on which the deals were won.
  public let period: DatePeriod
  /// The wins in the order of the deals' paths.
  public let wins: [AttributedWin]

  /// Shares out the wins of a period. The touches of a deal are those in the logs of its contacts (of all leads of its
  /// account where it names none) and in its own, up to the end of the day on which it was won.
  ///
  /// - Throws: what the source of facts throws
  public init(
    model: AttributionModel? = nil, period: DatePeriod, in context: ReportContext
  ) throws {
    let rules = context.terms.attribution
    let model = model ?? rules.standard
    (self.model, self.period) = (model, period)
    let pipeline = try Pipeline(in: context)
    let won = pipeline.closed(in: period, asOf: context).filter { $0.outcome == .won }
    guard !won.isEmpty else {
      wins = []
      return
    }
    let people = try People(context, kinds: rules.touches)
    wins = won.map { deal in
      let contacts = people.contacts(of: deal.reference)
      let end = deal.closed.map { context.zone.endOfDay($0) } ?? context.asOf
      var touches = (contacts + [deal.reference]).flatMap { people.touches[$0] ?? [] }.filter { $0.at <= end }
      touches.sort { a, b in a.at == b.at ? a.record < b.record : a.at < b.at }
      func place(_ moment: Instant?) -> Int {
        moment.flatMap { moment in touches.lastIndex { $0.at <= moment } } ?? 0
      }
      let created = contacts.compactMap { people.created[$0] }.min()
      let places = TouchPlaces(
        ages: touches.map { end.secondsSinceEpoch - $0.at.secondsSinceEpoch }, lead: place(created),
        deal: place(deal.opened.map { context.zone.endOfDay($0) }))
      let weights = model.weights(places, halfLife: rules.halfLife.approximateSeconds)
      let amounts = deal.amount.map { money in
        money.amount.apportioned(by: weights, decimals: money.currency?.minorUnits ?? 2)
      }
      return AttributedWin(
        deal: deal, touches: touches, shares: Number(10_000).apportioned(by: weights).map { $0.intValue ?? 0 },
        amounts: touches.isEmpty ? [] : amounts ?? [])
    }
  }
}

/// The leads behind deals.
private struct People {
  /// The touches of leads and deals.
  private(set) var touches: [RecordReference: [Touch]] = [:]
  /// The end of the day on which a lead came, by its own word, else the moment by history.
  private(set) var created: [RecordReference: Instant] = [:]
  private var contacts: [RecordReference: [RecordReference]] = [:]

  init(_ context: ReportContext, kinds: [String]) throws {
    let lifecycle = context.book.agreement.lifecycles(of: "lead").first
    let journey = try Journey(of: lifecycle?.field ?? "stage", type: "lead", kinds: kinds, in: context)
    let own = try context.facts.activities(ofType: "deal", kinds: kinds)
    for (record, activities) in journey.activities.merging(own, uniquingKeysWith: { first, _ in first }) {
      touches[record] = activities.compactMap { activity in
        guard activity.at <= context.asOf, kinds.contains(activity.kind) else { return nil }
        return Touch(record: record, at: activity.moment(in: context), kind: activity.kind, text: activity.text)
      }
    }
    let leads = try LinkTargets("lead", fields: ["account", "created"], in: context)
    let accounts = try LinkTargets("account", in: context)
    var staff: [String: [RecordReference]] = [:]
    for facts in try context.facts.facts(ofType: "lead", fields: ["account", "created"]) {
      if let account = facts.text("account").flatMap({ accounts.id($0) }) {
        staff[account, default: []].append(facts.reference)
      }
      let day = facts.text("created").flatMap { CivilDate($0) }
      created[facts.reference] = day.map { context.zone.endOfDay($0) } ?? journey.steps[facts.reference]?.first?.at
    }
    for facts in try context.facts.facts(ofType: "deal", fields: ["contacts", "account"]) {
      let named = (facts["contacts"]?.texts ?? []).compactMap { leads.id($0.text) }
      contacts[facts.reference] =
        named.isEmpty
        ? facts.text("account").flatMap { accounts.id($0) }.flatMap { staff[$0] } ?? []
        : named.map { RecordReference(type: "lead", id: $0) }
    }
  }

  func contacts(of deal: RecordReference) -> [RecordReference] { contacts[deal] ?? [] }
}

extension TimeZone {
  /// The last second of a day.
  func endOfDay(_ day: CivilDate) -> Instant { startOfDay(day.adding(days: 1)).adding(seconds: -1) }
}
