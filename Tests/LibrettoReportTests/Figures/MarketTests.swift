import LibrettoModel
import LibrettoReport
import Testing

/// Competitors, content and returns.
@Suite struct MarketTests {
  @Test func competitors() throws {
    var company = Company()
    company.add("competitor", "initech", "aliases: [ini]")
    company.add("competitor", "hooli")
    company.add("competitor", "nobody")
    company.deal("a", "stage: won\nclosed: 2026-10-05\ncompetitors: [initech]")
    company.deal("b", "stage: lost\nclosed: 2026-10-06\ncompetitors: [initech, hooli]\nlost_reason: price")
    company.deal("c", "stage: open\ncompetitors: [ini]")  // under its earlier id
    company.deal("d", "stage: won\nclosed: 2026-07-05\ncompetitors: [initech]")  // before the quarter
    company.deal("e", "stage: won\nclosed: 2027-01-05\ncompetitors: [initech]")  // not yet
    company.lead(
      "anna", "",
      log: [
        "2026-10-07 feedback @tom: they look at [[competitor/initech]] and [[hooli]]", "2026-12-24 note: [[hooli]]",
      ])
    let context = try company.at("2026-11-30 12:00")
    let all = try CompetitorRecord.all(period: period("2026-Q4"), in: context)
    #expect(all.map(\.competitor.id) == ["initech", "hooli", "nobody"])
    #expect(all.map(\.share) == [Share(1, of: 2), Share(0, of: 1), Share(0, of: 0)])
    #expect(all.map { $0.open.map(\.reference.id) } == [["c"], [], []])
    #expect(all[0].lost.map(\.reason) == ["price"] && all.map(\.mentions.count) == [1, 1, 0])
    #expect(try CompetitorRecord.all(in: context)[0].won.map(\.reference.id) == ["a", "d"])
    #expect(try CompetitorRecord.all(in: Company().at("2026-11-30 12:00")).isEmpty)
  }

  /// Shown to three in the stage mql, of whom two went on; to one of them again as sal; to one before any stage.
  @Test func content() throws {
    var company = Company()
    company.add("content", "paper")
    company.add("content", "video")
    company.lead(
      "a", "", "2026-10-01 10:00 mql; 2026-10-03 10:00 sal",
      log: ["2026-10-02 10:00 mail: [[paper]]", "2026-10-04 10:00 mail: [[paper]]"])
    company.lead(
      "b", "", "2026-10-01 10:00 mql; 2026-10-03 10:00 recycled; 2026-10-09 10:00 sql",
      log: ["2026-10-02 10:00 mail: [[content/paper]]"])
    company.lead(
      "c", "", "2026-10-01 10:00 mql; 2026-10-03 10:00 recycled",
      log: ["2026-10-02 10:00 mail: [[paper|read]] and [[paper]]"])
    company.lead(
      "d", "", "2026-10-01 10:00 lead", log: ["2026-09-02 10:00 mail: [[paper]]", "2027-01-01 10:00 mail: [[paper]]"])
    let context = try company.at("2026-11-30 12:00")
    let all = try ContentUse.all(in: context)
    #expect(all.map(\.content.id) == ["paper", "video"] && all[1].uses.isEmpty)
    #expect(all[0].stages.map(\.stage) == [nil, "mql", "sal"])
    #expect(all[0].stages.map(\.leads) == [leads("d"), leads("a b c"), leads("a")])
    #expect(all[0].stages.map(\.wentOn) == [leads("d"), leads("a b"), []])
    #expect(all[0].uses.first { $0.mention.record == lead("c") }?.next == "recycled")
    let october = try ContentUse.all(period: period("2026-10"), in: context)
    #expect(october[0].uses.count == 4)
    #expect(Figure.content(all, period: nil, in: context).tables[0].rows.count == 4)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let what: String
    let steps: String
    /// Where it came to, why, and whether it is back.
    let expected: [String]
    var testDescription: String { what }
  }

  static let returns = [
    Case(what: "nothing", steps: "2026-10-01 10:00 mql; 2026-10-02 10:00 sal", expected: []),
    Case(what: "recycled", steps: "2026-10-01 10:00 mql; 2026-10-02 10:00 recycled", expected: ["recycled no-timing"]),
    Case(
      what: "recycled and back", steps: "2026-10-01 10:00 mql; 2026-10-02 10:00 recycled; 2026-10-09 10:00 lead",
      expected: ["recycled - back"]),
    Case(what: "a step back on the way", steps: "2026-10-01 10:00 sal; 2026-10-02 10:00 mql", expected: ["mql -"]),
    Case(
      what: "back and forth ten times: ten times back, nine times as far again",
      steps: (10..<20).map { "2026-10-\($0) 10:00 sal; 2026-10-\($0) 11:00 mql" }.joined(separator: "; "),
      expected: Array(repeating: "mql - back", count: 9) + ["mql -"]),
    Case(
      what: "disqualified from the start, and later not", steps: "2026-10-02 10:00 disqualified; 2027-01-01 10:00 mql",
      expected: ["disqualified -"]),
    Case(what: "before the period", steps: "2026-09-01 10:00 mql; 2026-09-02 10:00 recycled", expected: []),
  ]

  @Test(arguments: returns) func leadsThatReturn(_ one: Case) throws {
    var company = Company()
    company.lead("anna", "recycle_reason: no-timing\nrecycle_until: 2027-01-15", one.steps)
    let context = try company.at("2026-12-31 12:00")
    let lifecycle = try #require(context.book.agreement.lifecycle("lead"))
    let returns = try Return.all(of: lifecycle, period: period("2026-Q4"), in: context)
    // Of a lead that is back, the record no longer says why it was away; history would.
    #expect(
      returns.map { "\($0.to) \($0.reason ?? "-")\($0.cameBack == nil ? "" : " back")" }
        == one.expected)
  }

  /// Twice given back for reasons of their own: each return has the one that was said then.
  @Test func reasonsAsTheyWereSaid() throws {
    var company = Company()
    company.lead(
      "anna", "recycle_reason: no-budget\nrecycle_until: 2027-01-15",
      "2026-10-01 10:00 mql; 2026-10-02 10:00 recycled; 2026-10-20 10:00 mql; 2026-11-02 10:00 recycled")
    company.tell("recycle_reason", of: "lead", "anna", "2026-10-02 10:00 no-timing; 2026-11-02 10:00 no-budget")
    company.gone("lead", "ben", steps: "2026-10-01 10:00 mql; 2026-10-03 10:00 recycled")
    let context = try company.at("2026-12-31 12:00")
    let lifecycle = try #require(context.book.agreement.lifecycle("lead"))
    let returns = try Return.all(of: lifecycle, in: context)
    #expect(returns.map(\.reason) == ["no-timing", nil, "no-budget"])
    #expect(returns.map { $0.until?.description } == [nil, nil, "2027-01-15"])
    #expect(returns.map(\.title) == ["anna", "ben", "anna"])
    let figure = Figure.returns(returns, period: nil, in: context)
    #expect(
      figure.tables[0].rows.map { $0.cells[1] } == [
        .text("no-budget"), .text("no-timing"), .phrase(Phrase("group.none")),
      ])
  }
}
