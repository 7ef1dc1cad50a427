import LibrettoModel
import LibrettoReport
import Testing

/// Promises, case by case and in numbers. Hours are 9 to 17, Monday to Friday; 2026-11-02 is a Monday.
@Suite struct ServiceLevelTests {
  static let terms = """
    calendar: {hours: {mon-fri: "09:00-17:00"}}
    service_levels:
      response: {party: sales, on: lead, from: "stage -> mql", until: "log.kind:call,email by sales", within: 8h, hours: business, target: 90%}
      attempts: {party: sales, on: lead, from: "stage -> sal", count: "log.kind:call by sales", at_least: 3, within: 14d}
      supply:   {party: marketing, on: lead, count: "stage -> mql", at_least: 2, per: month}
      heads-up: {party: marketing, on: campaign, from: announced, before: starts, at_least: 5d}

    """

  struct Response: Sendable, CustomTestStringConvertible {
    let what: String
    let steps: String
    var log: [String] = []
    var at = "2026-11-30 12:00"
    /// State, due and the seconds that it took.
    let expected: [(state: PromiseCase.State, due: String, hours: Int)]
    var testDescription: String { what }
  }

  static let responses: [Response] = [
    Response(
      what: "a call within the day's eight hours", steps: "2026-11-02 10:00 mql",
      log: ["2026-11-02 16:00 call @tom: x"],
      expected: [(.kept, "2026-11-03 10:00", 6)]),
    Response(
      what: "a call just in time, over the weekend", steps: "2026-11-06 16:00 mql",
      log: ["2026-11-09 16:00 call @tom: x"], expected: [(.kept, "2026-11-09 16:00", 8)]),
    Response(
      what: "a call one hour too late", steps: "2026-11-06 16:00 mql", log: ["2026-11-09 17:00 call @tom: x"],
      expected: [(.broken, "2026-11-09 16:00", 9)]),
    Response(
      what: "nobody called, and the time is not over", steps: "2026-11-30 10:00 mql",
      expected: [(.running, "2026-12-01 10:00", 2)]),
    Response(
      what: "nobody called", steps: "2026-11-26 10:00 mql", expected: [(.broken, "2026-11-27 10:00", 7 + 8 + 3)]),
    Response(
      what: "marketing's own mail is no answer of sales", steps: "2026-11-26 10:00 mql",
      log: ["2026-11-26 11:00 email @mia: x"], expected: [(.broken, "2026-11-27 10:00", 18)]),
    Response(
      what: "a call before the hand-off is none after it", steps: "2026-11-26 10:00 mql",
      log: ["2026-11-26 09:59 call @tom: x"], expected: [(.broken, "2026-11-27 10:00", 18)]),
    Response(
      what: "a line without a time of day is at the end of its day", steps: "2026-11-02 10:00 mql",
      log: ["2026-11-02 call @tom: x"], expected: [(.kept, "2026-11-03 10:00", 7)]),
    Response(
      what: "a line from the future has not happened", steps: "2026-11-30 10:00 mql",
      log: ["2026-12-24 10:00 call @tom: x"], expected: [(.running, "2026-12-01 10:00", 2)]),
    Response(
      what: "as of a moment in the past the call has not happened", steps: "2026-11-02 10:00 mql",
      log: ["2026-11-02 16:00 call @tom: x"], at: "2026-11-02 15:00", expected: [(.running, "2026-11-03 10:00", 5)]),
    Response(
      what: "who was handed over again while it was open has waited since the first time",
      steps: "2026-11-02 10:00 mql; 2026-11-02 11:00 recycled; 2026-11-02 12:00 mql",
      log: ["2026-11-03 11:00 call @tom: x"], expected: [(.broken, "2026-11-03 10:00", 9)]),
    Response(
      what: "who was handed over again after the answer is promised anew",
      steps: "2026-11-02 10:00 mql; 2026-11-04 11:00 recycled; 2026-11-16 09:00 mql",
      log: ["2026-11-02 11:00 call @tom: x", "2026-11-16 10:00 call @sara: x"],
      expected: [(.kept, "2026-11-03 10:00", 1), (.kept, "2026-11-16 17:00", 1)]),
    Response(
      what: "back and forth ten times and one call at last: one promise, broken",
      steps: (0..<10).map { "2026-11-02 1\($0 / 2):\($0 % 2)0 mql; 2026-11-02 1\($0 / 2):\($0 % 2)5 lead" }
        .joined(separator: "; "),
      log: ["2026-11-04 10:00 call @tom: x"], expected: [(.broken, "2026-11-03 10:00", 16)]),
  ]

  @Test(arguments: responses) func answersInTime(_ one: Response) throws {
    var company = Company(Self.terms)
    company.lead("anna", "", one.steps, log: one.log)
    let context = try company.at(one.at)
    let summary = try #require(try context.terms.serviceLevel("response")?.summaries(in: context).first)
    #expect(summary.cases.map(\.state) == one.expected.map(\.state))
    #expect(try summary.cases.map(\.due) == one.expected.map { try Zones.instant($0.due, .utc) })
    #expect(summary.times == Distribution(one.expected.map { $0.hours * 3600 }))
  }

  @Test func theSummaryOfFive() throws {
    var company = Company(Self.terms)
    company.lead("anna", "owner: tom", "2026-11-02 10:00 mql", log: ["2026-11-02 11:00 call @tom: x"])
    company.lead("ben", "owner: tom", "2026-11-03 10:00 mql", log: ["2026-11-03 13:00 call @tom: x"])
    company.lead("cleo", "owner: sara", "2026-11-04 10:00 mql", log: ["2026-11-06 10:00 call @tom: x"])
    company.lead("dan", "owner: sara", "2026-11-09 09:00 mql")
    company.lead("eve", "owner: gone", "2026-11-10 09:00 mql")
    // Someone who was taken out of the book before anybody called: nobody can keep that any more.
    company.gone("lead", "fay", steps: "2026-11-02 10:00 mql")
    let context = try company.at("2026-11-10 12:00")
    let response = try #require(context.terms.serviceLevel("response"))
    let all = try response.summaries(in: context)
    #expect(all.count == 1)
    let one = try #require(all.first)
    // 1, 3 and 16 hours; Dan's 8 + 3, still open and too late; Eve's 3, running.
    #expect(one.counts == (2, 2, 1))
    #expect(one.share == Share(2, of: 4) && one.isMet == false)
    #expect(one.times.values == [1, 3, 3, 11, 16].map { $0 * 3600 })
    #expect(one.times.median == 3 * 3600 && one.times.p90 == 16 * 3600)
    #expect(one.oldestOpen?.record == lead("dan"))
    let byOwner = try response.summaries(by: "owner", in: context)
    #expect(byOwner.map(\.group) == ["gone", "sara", "tom"])
    #expect(byOwner.map(\.share) == [Share(0, of: 0), Share(0, of: 2), Share(2, of: 2)])
    #expect(byOwner.map(\.isMet) == [nil, false, true])
    // Who left has no team.
    #expect(try response.summaries(by: "owner.team", in: context).map(\.group) == ["sales", nil])
    let week = try response.summaries(period: period("2026-W45"), in: context)
    #expect(week.first.map { $0.counts == (2, 1, 0) } ?? false)
    #expect(throws: (any Error).self) { try response.summaries(by: "ownr", in: context) }
    let figure = try PromiseReport([response], in: context).figure(period: nil)
    let row = figure.tables[0].rows[0]
    #expect(row.records == leads("anna ben cleo dan eve"))
    // Kept, broken, running; half of four against 90 %; 3 and 16 hours; Dan has waited longest.
    #expect(
      row.cells.dropFirst() == [
        .count(2), .count(2), .count(1), .share(2, of: 4), .share(9_000, of: 10_000), .businessHours(3 * 3600),
        .businessHours(16 * 3600), .date(CivilDate("2026-11-09")!),
      ])
    #expect(figure.tables[1].rows.map(\.records) == ["dan", "eve", "anna", "ben", "cleo"].map { [lead($0)] })
    // Of a promise by owner, each case stands once.
    #expect(try PromiseReport([response], by: "owner", in: context).cases.count == 5)
  }

  @Test func nothingPromisedToAnyone() throws {
    let context = try Company(Self.terms).at("2026-11-10 12:00")
    for promise in context.terms.serviceLevels {
      let summary = try #require(try promise.summaries(in: context).first)
      #expect(summary.cases.isEmpty && summary.isMet == nil && summary.times.median == nil)
      #expect(try promise.summaries(by: "owner", in: context).isEmpty)
    }
  }

  /// Three calls within fourteen days.
  @Test(arguments: [
    ("three calls", "2026-11-02 10:00 sal", ["03", "04", "05"], "kept", 3),
    ("two calls and the time is over", "2026-11-02 10:00 sal", ["03", "04"], "broken", 2),
    ("the third call is late", "2026-11-02 10:00 sal", ["03", "04", "17"], "broken", 2),
    (
      "two calls, and the deal came: no third is needed", "2026-11-02 10:00 sal; 2026-11-05 10:00 sql", ["03", "04"],
      "kept", 2
    ),
    ("given up after two", "2026-11-02 10:00 sal; 2026-11-05 10:00 recycled", ["03", "04"], "broken", 2),
    ("there is time left", "2026-11-28 10:00 sal", ["29"], "running", 1),
  ])
  func attempts(what: String, steps: String, days: [String], state: String, count: Int) throws {
    var company = Company(Self.terms)
    company.lead("anna", "", steps, log: days.map { "2026-11-\($0) 10:00 call @tom: x" })
    let context = try company.at("2026-11-30 12:00")
    let cases = try #require(try context.terms.serviceLevel("attempts")?.cases(in: context))
    #expect(cases.map(\.state.rawValue) == [state])
    #expect(cases.first?.count?.reached == count && cases.first?.count?.promised == 3)
  }

  /// Two new leads a month; one who jumps in and out is one lead.
  @Test func supply() throws {
    var company = Company(Self.terms)
    company.lead("anna", "", "2026-09-01 10:00 mql; 2026-09-02 10:00 lead; 2026-09-03 10:00 mql")
    company.lead("ben", "", "2026-10-01 10:00 mql")
    company.lead("cleo", "", "2026-10-31 23:59 mql")
    company.lead("dan", "", "2026-11-02 10:00 mql")
    let context = try company.at("2026-11-30 12:00")
    let cases = try #require(try context.terms.serviceLevel("supply")?.cases(in: context))
    #expect(cases.map(\.state) == [.broken, .kept, .running])
    #expect(cases.map { $0.count?.reached } == [1, 2, 1])
  }

  /// Five days before the campaign starts.
  @Test(arguments: [
    ("announced: 2026-11-01\nstarts: 2026-11-20", "kept"), ("announced: 2026-11-15\nstarts: 2026-11-20", "kept"),
    ("announced: 2026-11-16\nstarts: 2026-11-20", "broken"), ("starts: 2026-11-20", "broken"),
    ("starts: 2026-12-24", "running"), ("announced: 2026-12-24\nstarts: 2026-12-26", "running"),
  ])
  func notices(fields: String, state: String) throws {
    var company = Company(Self.terms)
    company.add("campaign", "webinar", fields)
    let context = try company.at("2026-11-21 12:00")
    let cases = try #require(try context.terms.serviceLevel("heads-up")?.cases(in: context))
    #expect(cases.map(\.state.rawValue) == [state])
  }
}
