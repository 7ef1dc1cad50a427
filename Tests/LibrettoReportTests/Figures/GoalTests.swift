import LibrettoModel
import LibrettoReport
import Testing

/// Goals with their pace. November 2026 has 21 weekdays; the 13th is a Friday, the tenth of them.
@Suite struct GoalTests {
  static let terms = """
    calendar: {hours: {mon-fri: "09:00-17:00"}}
    goals:
      mqls: {team: marketing, count: "leads stage -> mql", period: 2026-11, target: 42}
      calls: {team: sales, count: "leads log.kind:call by sales", period: 2026-11, target: 10}
      revenue: {title: Won revenue, team: sales, sum: "deals amount", where: "stage:won", on: closed, period: 2026-Q4, target: 100000 EUR}
    rates: {2026-01-01: {USD: 0.8}, 2026-11-01: {USD: 0.9, JPY: 0.006}}

    """

  private func progress(_ name: String, _ company: Company, at moment: String) throws -> GoalProgress {
    let context = try company.at(moment)
    return try #require(context.terms.goals.first { $0.name == name }).progress(in: context)
  }

  /// Target × business days gone ÷ all; a day is gone when its hours are over.
  @Test(arguments: [
    ("2026-11-13 17:00", 10, "20", "running"),
    ("2026-11-13 16:00", 9, "18", "running"),
    ("2026-11-15 12:00", 10, "20", "running"),  // a Sunday
    ("2026-11-02 08:00", 0, "0", "running"),
    ("2026-11-30 23:59:59", 21, "42", "over"),
    ("2026-10-15 12:00", 0, "0", "future"),
    ("2027-02-01 12:00", 21, "42", "over"),
    ("2026-11-18 18:00", 13, "26", "running"),
  ])
  func pace(moment: String, gone: Int, pace: String, state: String) throws {
    let progress = try progress("mqls", Company(Self.terms), at: moment)
    #expect(progress.days == Share(gone, of: 21))
    #expect(progress.pace == Number(pace) && progress.state.rawValue == state && progress.reached.isZero)
  }

  /// A lead counts once however often it jumps, a call each time.
  @Test func whatCounts() throws {
    var company = Company(Self.terms)
    company.lead("anna", "", "2026-11-02 10:00 mql; 2026-11-03 10:00 lead; 2026-11-04 10:00 mql")
    company.lead(
      "ben", "", "2026-11-30 23:59 mql",
      log: ["2026-11-05 10:00 call @tom: x", "2026-11-06 call @sara: x", "2026-11-06 call @mia: x"])
    company.lead("cleo", "", "2026-10-31 23:59 mql", log: ["2026-12-01 00:00 call @tom: x"])
    company.gone("lead", "dan", steps: "2026-11-05 10:00 mql")
    #expect(try progress("mqls", company, at: "2027-01-01 12:00").records == leads("anna ben dan"))
    #expect(try progress("mqls", company, at: "2026-11-30 23:58").reached == Number(2))
    let calls = try progress("calls", company, at: "2027-01-01 12:00")
    #expect(calls.reached == Number(2) && calls.percent == Number(20) && !calls.isOnPace)
  }

  /// Amounts in other currencies count at the rate of their day, or not at all, and that is told.
  @Test func revenueInSeveralCurrencies() throws {
    var company = Company(Self.terms)
    company.deal("a", "stage: won\namount: 40000\nclosed: 2026-10-05")
    company.deal("b", "stage: won\namount: 10000 USD\nclosed: 2026-10-20")  // 8,000 at the rate of January
    company.deal("c", "stage: won\namount: 10000 USD\nclosed: 2026-11-05")  // 9,000 at that of November
    company.deal("d", "stage: won\namount: 5000.50 CHF\nclosed: 2026-11-05")  // no rate
    company.deal("e", "stage: lost\namount: 70000\nclosed: 2026-11-05")
    company.deal("f", "stage: won\namount: 70000\nclosed: 2026-12-24")  // not yet
    company.deal("g", "stage: won\namount: 70000\nclosed: 2026-09-30")  // the quarter before
    company.deal("h", "stage: won\nclosed: 2026-10-05")
    company.deal("i", "stage: won\namount: 100001 JPY\nclosed: 2026-11-30")  // 600.006: 600.01
    let progress = try progress("revenue", company, at: "2026-11-30 18:00")
    #expect(progress.reached == Number("57600.01")! && progress.currency?.code == "EUR")
    #expect(progress.leftOut.all == [Money("5000.50 CHF")!])
    #expect(progress.records == [deal("a"), deal("b"), deal("c"), deal("i")])
    // 22 + 21 of 66 weekdays of the quarter.
    #expect(progress.days == Share(43, of: 66) && progress.pace == Number("65151.52")!)
    let figure = try Figure.goals([progress], in: company.at("2026-11-30 18:00"))
    #expect(figure.notes == [Phrase("goal.left-out", .text("Won revenue"), .money(Money("5000.50 CHF")!))])
  }

  /// ⌈R · m ÷ (D · p₁ · p₂)⌉
  @Test(arguments: [
    ("{revenue: 500000, marketing_share: 40%, deal_value: 20000, mql_to_deal: 25%, deal_to_won: 30%}", 134),  // 133⅓
    ("{revenue: 450000, marketing_share: 50%, deal_value: 15000, mql_to_deal: 20%, deal_to_won: 25%}", 300),  // exactly
    ("{revenue: 1, marketing_share: 1%, deal_value: 1, mql_to_deal: 100%, deal_to_won: 100%}", 1),  // 0.01
    ("{revenue: 100, marketing_share: 100%, deal_value: 3, mql_to_deal: 100%, deal_to_won: 100%}", 34),
    ("{revenue: 1000000, marketing_share: 33.3%, deal_value: 10000, mql_to_deal: 10%, deal_to_won: 30%}", 1110),
  ])
  func qualifiedLeadsForARevenue(plan: String, leads: Int) throws {
    let context = try Company("goals: {g: {count: \"leads stage -> mql\", period: 2026-Q4, target: \(plan)}}").at(
      "2026-11-01")
    #expect(context.terms.goals.first?.target.number == Number(leads))
  }

  @Test(arguments: [
    ("rates: {2026-13-01: {USD: 0.9}}", "is no day"), ("rates: {2026-01-01: {UST: 0.9}}", "unknown currency \"UST\""),
    ("rates: {2026-01-01: {EUR: 1}}", "EUR is the book's own currency"),
    ("goals: {g: {sum: \"deals amount\", on: closed, period: 2026, target: 0 EUR}}", "a target is more than nothing"),
    ("goals: {g: {sum: \"deals amount\", on: closed, period: 2026, target: -5 EUR}}", "a target is more than nothing"),
    (
      "goals: {g: {count: \"leads stage -> mql\", period: 2026, target: {revenue: 1, marketing_share: 0%, deal_value: 1, "
        + "mql_to_deal: 1%, deal_to_won: 1%}}}", "a target is more than nothing"
    ),
  ])
  func termsThatSayNothing(terms: String, message: String) throws {
    let loaded = Book.load(files: [
      "libretto.yaml": Array(Company.configuration.utf8), "agreement.yaml": Array((Company.lifecycles + terms).utf8),
    ])
    let findings = AgreementTerms(loaded.book).findings
    #expect(findings.count == 1 && findings.first?.message.contains(message) == true, "\(findings.map(\.message))")
  }
}
