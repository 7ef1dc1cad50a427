public import LibrettoModel

/// What `agreement.yaml` promises, wants and shares out, read and checked: all of it but the lifecycles.
public struct AgreementTerms: Sendable {
  /// When the company works; nil where the agreement does not say.
  public var hours: OpeningHours?
  /// What the teams promise each other, in the order of the file.
  public var serviceLevels: [ServiceLevel] = []
  /// What the teams want to reach, in the order of the file.
  public var goals: [Goal] = []
  /// The rules for points.
  public var scoring: Scoring?
  /// How credit is shared.
  public var attribution = AttributionRules()
  /// Who gets which leads, in the order of the file.
  public var routing: [RoutingRule] = []
  /// The open leads that a member can follow up, in the order of the file.
  public var capacity: [(member: String, leads: Int)] = []
  /// What other currencies are worth in the book's; nil where the agreement does not say.
  public var rates: ExchangeRates?
  /// What is wrong with them: LB012, placed in `agreement.yaml`. What is wrong is left out above.
  public private(set) var findings: [Diagnostic] = []

  /// Reads the terms of a book's agreement.
  public init(_ book: Book) {
    guard let root = book.agreement.root else { return }
    var reader = TermReader(book: book)
    hours = root["calendar"].flatMap { reader.hours($0) }
    let seconds = (day: hours?.secondsOfDay ?? 0, week: hours?.secondsOfWeek ?? 0)
    serviceLevels = (root["service_levels"]?.members ?? []).compactMap { reader.serviceLevel($0, business: seconds) }
    goals = (root["goals"]?.members ?? []).compactMap { reader.goal($0) }
    scoring = root["scoring"].map { reader.scoring($0) }
    attribution = root["attribution"].map { reader.attribution($0) } ?? attribution
    routing = (root["routing"]?.elements ?? []).compactMap { reader.routingRule($0) }
    capacity = (root["capacity"]?.members ?? []).compactMap { reader.capacity($0) }
    rates = root["rates"].flatMap { reader.rates($0) }
    findings = reader.findings.sorted()
  }

  /// The service level of this name.
  public func serviceLevel(_ name: String) -> ServiceLevel? { serviceLevels.first { $0.name == name } }
}
