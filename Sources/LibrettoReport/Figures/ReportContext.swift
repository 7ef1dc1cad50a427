public import LibrettoModel
public import LibrettoQuery

/// All that figures are computed from: they are functions of it alone.
public struct ReportContext: Sendable {
  /// The configuration, schemas and agreement.
  public let book: Book
  /// What the agreement promises.
  public let terms: AgreementTerms
  /// The records, and what became of them.
  public let facts: any FactSource
  /// Counts business hours; every hour of every day where the agreement names none.
  public let clock: BusinessClock
  /// The book's zone, in which days begin.
  public let zone: TimeZone
  /// The moment as of which figures are computed: what is later has not happened.
  public let asOf: Instant
  /// The commit that history was read up to, 40 hexadecimal digits; nil without one.
  public let commit: String?

  /// The team of each member who has one.
  let teams: [String: String]

  /// A context; the clock is that of the terms.
  public init(
    book: Book, terms: AgreementTerms, facts: any FactSource, zone: TimeZone, asOf: Instant, commit: String?
  ) {
    (self.book, self.terms, self.facts, self.zone, self.asOf, self.commit) = (book, terms, facts, zone, asOf, commit)
    teams = Dictionary(
      book.configuration.members.compactMap { member in member.team.map { (member.name, $0) } }
    ) { first, _ in first }
    // Most of what is asked for lies in the years around; what does not is counted.
    let years = asOf.adding(seconds: -4 * 366 * 86_400)..<asOf.adding(seconds: 366 * 86_400)
    clock = BusinessClock(terms.hours ?? .always, zone: zone).prepared(for: years)
  }

  /// The day of the as-of moment.
  public var today: CivilDate { zone.civil(at: asOf).0 }

  /// The currency of amounts without one; nil where the book names none.
  public var currency: CurrencyCode? { book.configuration.currency.flatMap { CurrencyCode($0) } }

  /// The records that meet a condition at the as-of moment. Nobody asks: `@me` is no one.
  func references(meeting condition: Condition) throws -> Set<RecordReference> {
    var query = QueryContext(now: asOf, zone: zone, me: nil, book: book)
    query.history = facts
    query.historyEnd = asOf
    return try facts.references(meeting: condition, context: query)
  }
}
