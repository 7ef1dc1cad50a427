import LibrettoModel
import LibrettoReport
import Testing

/// Of those that entered a stage in the fourth quarter of 2026, who came further by the last day of it.
@Suite struct FunnelTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let what: String
    let steps: String
    let from: String
    let entered: Int
    let reached: Int
    var days: Int?
    var testDescription: String { what }
  }

  static let cases = [
    Case(what: "nobody", steps: "", from: "mql", entered: 0, reached: 0),
    Case(
      what: "one, two days later", steps: "2026-10-05 10:00 mql; 2026-10-07 10:00 sal", from: "mql", entered: 1,
      reached: 1, days: 2),
    Case(
      what: "a stage that is skipped is reached by a later one", steps: "2026-10-05 10:00 mql; 2026-10-06 10:00 sql",
      from: "mql", entered: 1, reached: 1, days: 1),
    Case(
      what: "who skips a stage is not of its cohort", steps: "2026-10-05 10:00 mql; 2026-10-06 10:00 sql", from: "sal",
      entered: 0, reached: 0),
    Case(
      what: "recycled is not later", steps: "2026-10-05 10:00 mql; 2026-10-06 10:00 recycled", from: "mql", entered: 1,
      reached: 0),
    Case(
      what: "back and forth ten times is one lead that stays",
      steps: (10..<20).map { "2026-10-\($0) 10:00 mql; 2026-10-\($0) 11:00 lead" }.joined(separator: "; "), from: "mql",
      entered: 1, reached: 0),
    Case(
      what: "and it came from lead to mql, the next day at first",
      steps: (10..<20).map { "2026-10-\($0) 10:00 lead; 2026-10-\($0 + 1) 09:00 mql" }.joined(separator: "; "),
      from: "lead", entered: 1, reached: 1, days: 0),
    Case(
      what: "entered a minute before the quarter", steps: "2026-09-30 23:59 mql; 2026-10-02 10:00 sal", from: "mql",
      entered: 0, reached: 0),
    Case(
      what: "what comes after the as-of moment has not happened", steps: "2026-12-30 10:00 mql; 2027-01-02 10:00 sal",
      from: "mql", entered: 1, reached: 0),
    Case(
      what: "a stage under its earlier name", steps: "2026-10-05 10:00 raw; 2026-10-06 10:00 mql", from: "lead",
      entered: 1, reached: 1, days: 1),
    Case(
      what: "a stage that only got another name is entered once",
      steps: "2026-10-05 10:00 raw; 2026-10-08 10:00 lead; 2026-10-09 10:00 mql", from: "lead", entered: 1, reached: 1,
      days: 4),
    Case(
      what: "recycled, tried again and accepted: from the first time",
      steps: "2026-10-05 10:00 mql; 2026-10-06 10:00 recycled; 2026-10-18 10:00 mql; 2026-10-20 10:00 sal", from: "mql",
      entered: 1, reached: 1, days: 15),
  ]

  private func funnel(_ company: Company, _ text: String, at moment: String, by field: String? = nil) throws -> Funnel {
    let context = try company.at(moment)
    let lifecycle = try #require(context.book.agreement.lifecycle("lead"))
    return try Funnel(of: lifecycle, period: period(text), by: field, in: context)
  }

  @Test(arguments: cases) func oneLead(_ one: Case) throws {
    var (there, gone) = (Company(), Company())
    there.lead("anna", "", one.steps)
    gone.gone("lead", "anna", steps: one.steps)
    // It counts the same when it is no longer in the book.
    for company in [there, gone] {
      let funnel = try funnel(company, "2026-Q4", at: "2026-12-31 12:00")
      let step = try #require(funnel.steps.first { $0.from == one.from })
      #expect(step.share == Share(one.reached, of: one.entered))
      if one.from != "lead" || one.days != 0 { #expect(step.times.median == one.days.map { $0 * 86_400 }) }
    }
  }

  /// Seven came in the quarter: four go on after 1, 2, 3 and 9 days. The lower of the middle two is 2; ⌈3.6⌉ is the fourth.
  @Test func timesBetween() throws {
    var company = Company()
    for (index, days) in [1, 9, 3, 2].enumerated() {
      company.lead("l\(index)", "", "2026-10-10 10:00 mql; 2026-10-\(10 + days) 10:00 sal")
    }
    for index in 4..<7 { company.lead("l\(index)", "", "2026-10-10 10:00 mql") }
    let step = try #require(try funnel(company, "2026-Q4", at: "2026-12-31 12:00").steps.first { $0.from == "mql" })
    #expect(step.share == Share(4, of: 7))
    #expect(step.times.median == 2 * 86_400 && step.times.p90 == 9 * 86_400)
    #expect(step.entered == leads("l0 l1 l2 l3 l4 l5 l6") && step.reached == leads("l0 l1 l2 l3"))
  }

  /// At the end of October the fourth quarter is a month old; so the third is looked at as it was a month after it began.
  @Test func thePeriodBeforeIsAsOldAsThisOne() throws {
    var company = Company()
    company.lead("a", "", "2026-07-05 10:00 mql; 2026-07-20 10:00 sal")
    company.lead("b", "", "2026-07-06 10:00 mql; 2026-08-15 10:00 sal")  // too late to count
    company.lead("c", "", "2026-09-06 10:00 mql; 2026-09-07 10:00 sal")  // came later than a month after the beginning
    company.lead("d", "", "2026-10-05 10:00 mql; 2026-10-06 10:00 sal")
    company.lead("e", "", "2026-10-05 10:00 mql; 2026-10-06 10:00 sal")
    company.lead("f", "", "2026-10-05 10:00 mql; 2026-10-06 10:00 sal")
    company.lead("g", "", "2026-10-05 10:00 mql")
    let step = try #require(try funnel(company, "2026-Q4", at: "2026-10-31 12:00").steps.first { $0.from == "mql" })
    #expect(step.share == Share(3, of: 4) && step.before == Share(1, of: 2))
    #expect(step.change == Number(25))
  }

  @Test func bySource() throws {
    var company = Company()
    company.lead("a", "source: web", "2026-10-05 10:00 mql; 2026-10-06 10:00 sal")
    company.lead("b", "source: web", "2026-10-05 10:00 mql")
    company.lead("c", "source: fair", "2026-10-05 10:00 mql")
    company.lead("d", "", "2026-10-05 10:00 mql; 2026-10-07 10:00 customer")
    let steps = try funnel(company, "2026-Q4", at: "2026-12-31 12:00", by: "source").steps.filter { $0.from == "mql" }
    #expect(steps.map(\.group) == ["fair", "web", nil])
    #expect(steps.map(\.share) == [Share(0, of: 1), Share(1, of: 2), Share(1, of: 1)])
  }

  @Test func aPeriodInTheFutureIsEmpty() throws {
    var company = Company()
    company.lead("a", "", "2026-10-05 10:00 mql; 2026-10-06 10:00 sal")
    let funnel = try funnel(company, "2027-Q4", at: "2026-12-31 12:00")
    #expect(funnel.steps.map(\.from) == ["subscriber", "lead", "mql", "sal", "sql"])
    #expect(funnel.steps.allSatisfy { $0.share == Share(0, of: 0) && $0.change == nil && $0.times.median == nil })
    let figure = try funnel.figure(in: company.at("2026-12-31 12:00"))
    #expect(figure.tables[0].rows.allSatisfy { $0.cells[5] == .none })
  }
}
