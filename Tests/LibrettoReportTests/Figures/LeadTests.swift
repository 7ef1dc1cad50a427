import LibrettoModel
import LibrettoQuery
import LibrettoReport
import Testing

/// Sources, load, scores and routing.
@Suite struct LeadTests {
  // MARK: Sources

  static func sources() -> Company {
    var company = Company()
    company.add("campaign", "fair", "cost: 900\nstarts: 2026-10-01")
    company.add("campaign", "mailing", "cost: 100 USD\nstarts: 2026-10-01")
    company.add("campaign", "old", "cost: 100\nstarts: 2026-01-01")
    company.lead(
      "a", "source: web\ncampaigns: [fair]",
      "2026-10-01 10:00 lead; 2026-10-05 10:00 mql; 2026-10-06 10:00 sal; 2026-11-01 10:00 customer")
    company.lead(
      "b", "source: web\ncampaigns: [fair, mailing]", "2026-10-02 10:00 mql; 2026-10-03 10:00 sal; 2026-10-04 10:00 sql"
    )
    company.lead("c", "source: web\nrecycle_reason: no-timing", "2026-10-02 10:00 mql; 2026-10-03 10:00 recycled")
    company.lead("d", "source: list\nrecycle_reason: no-budget", "2026-10-02 10:00 mql; 2026-10-03 10:00 recycled")
    company.lead(
      "e", "source: list\nrecycle_reason: no-budget",
      "2026-10-02 10:00 mql; 2026-10-03 10:00 recycled; 2026-10-09 10:00 sal")
    company.lead("f", "created: 2026-10-20\ncampaigns: [fair]", "2026-10-20 10:00 subscriber")
    company.lead("g", "source: list", "2026-09-20 10:00 mql; 2026-09-21 10:00 sal")
    return company
  }

  @Test func qualityOfSources() throws {
    let context = try Self.sources().at("2026-12-31 12:00")
    let sources = try SourceQuality.all(period: period("2026-Q4"), in: context)
    #expect(sources.map(\.group) == ["list", "web", nil])
    #expect(sources.map(\.qualified) == [leads("d e"), leads("a b c"), []])
    #expect(sources.map(\.leads) == [leads("d e"), leads("a b c"), leads("f")])
    // sal, sql, customer: who skipped a stage came that far.
    #expect(sources.map { $0.reached.map(\.records.count) } == [[1, 0, 0], [2, 2, 1], [0, 0, 0]])
    #expect(sources[0].returned.map(\.reason) == ["no-budget"] && sources[0].returned[0].records == leads("d"))
    #expect(
      sources[1].returned.map { "\($0.stage) \($0.reason ?? "") \($0.records.count)" } == ["recycled no-timing 1"])
    #expect(sources[1].customers == leads("a"))
    let figure = Figure.sources(sources, period: try period("2026-Q4"), in: context)
    #expect(figure.tables[0].columns.map(\.name) == ["group", "leads", "qualified", "sal", "sql", "customer"])
  }

  /// 900 euros brought three leads, one of them a customer; what was spent on a campaign of January is not of this quarter.
  @Test func costOfCampaigns() throws {
    let context = try Self.sources().at("2026-12-31 12:00")
    let campaigns = try SourceQuality.all(period: period("2026-Q4"), by: "campaigns", in: context)
    #expect(campaigns.map(\.group) == ["fair", "mailing", nil])
    #expect(campaigns[0].leads == leads("a b f"))
    #expect(campaigns[0].cost(perEach: campaigns[0].leads.count) == [euros("300")])
    #expect(campaigns[0].cost(perEach: campaigns[0].customers.count) == [euros("900")])
    #expect(campaigns[1].cost(perEach: 1) == [Money("100 USD")!] && campaigns[1].cost(perEach: 0) == [])
    #expect(try SourceQuality.all(in: Company().at("2026-12-31 12:00")).isEmpty)
  }

  // MARK: Load

  @Test func loadAgainstCapacity() throws {
    var company = Company("capacity: {tom: 2, sara: 5}")
    for id in ["a", "b", "c"] { company.lead(id, "owner: tom", "2026-10-01 10:00 sal") }
    company.lead("d", "owner: sara\nnext: {what: Call, due: 2026-11-29}", "2026-10-01 10:00 mql")
    company.lead("e", "owner: sara\nnext: {what: Call, due: 2026-11-30, who: tom}", "2026-10-01 10:00 customer")
    company.lead("f", "owner: left\nnext: {what: Call, due: 2026-11-01, who: tom}", "2026-10-01 10:00 sql")
    company.lead("g", "", "2026-10-01 10:00 mql")  // handed over, and nobody's
    company.lead("h", "", "2026-10-01 10:00 subscriber")  // nobody's business yet
    company.lead("i", "owner: tom", "2026-10-01 10:00 recycled")
    company.deal("x", "stage: open\nowner: sara\nnext: {what: Offer, due: 2026-11-02}")
    let loads = try Load.all(in: company.at("2026-11-30 12:00"))
    #expect(loads.map(\.member) == ["tom", "sara", "left", nil])
    #expect(loads.map(\.leads) == [leads("a b c"), leads("d"), leads("f"), leads("g")])
    #expect(loads.map(\.share) == [Share(3, of: 2), Share(1, of: 5), nil, nil])
    #expect(loads.map(\.isOver) == [true, false, false, false])
    // Due today is not overdue; who is named in the action owes it.
    #expect(loads.map(\.overdue) == [[lead("f")], [deal("x"), lead("d")], [], []])
    #expect(loads.map(\.isKnown) == [true, true, false, true])
    #expect(try Figure.load(loads, in: company.at("2026-11-30 12:00")).notes == [Phrase("load.left", .text("left"))])
    #expect(try Load.all(in: Company().at("2026-11-30 12:00")).isEmpty)
  }

  // MARK: Scores

  static let scoring = """
    scoring:
      fit: [{when: "account.employees:50..", points: 20}, {when: "country:DE,AT,CH", points: 10.5}, {when: "title~Leiter", points: 15}, {when: "no:email", points: -5}]
      engagement: {points: {click: 5, download: 10, demo: 30}, half_life: 30d}
      grid: {A: 40.., B: 20..39, C: ..19}
      alert: {rise: 20, within: 7d}

    """

  /// It is noon of 30 November. An hour of age is worth little; what is a half-life old is worth half.
  @Test(
    arguments: [
      ("nothing known", "", [], "-5", "C", "0", 0, false),
      ("who and where", "email: a@b.example\naccount: globex\ncountry: DE", [], "30.5", "B", "0", 30, false),
      (
        "everything", "email: a@b.example\naccount: globex\ncountry: AT\ntitle: Leiter IT", [], "45.5", "A", "0", 45,
        false
      ),
      ("a demo this minute", "email: a@b.example", ["2026-11-30 12:00 demo: x"], "0", "C", "30", 30, true),
      ("a demo a half-life ago", "email: a@b.example", ["2026-10-31 12:00 demo: x"], "0", "C", "15", 15, false),
      (
        "two downloads, one and two half-lives ago, and a call that is worth nothing", "email: a@b.example",
        ["2026-10-31 12:00 download: x", "2026-10-01 12:00 download: x", "2026-11-30 10:00 call @tom: x"], "0", "C",
        "7.5", 7,
        false
      ),
      ("a line from the future", "email: a@b.example", ["2026-12-24 12:00 demo: x"], "0", "C", "0", 0, false),
      ("points above zero and below", "", ["2026-11-30 12:00 click: x"], "-5", "C", "5", 0, false),
      (
        "four clicks at once are a rise of 20", "email: a@b.example",
        Array(repeating: "2026-11-30 12:00 click: x", count: 4), "0", "C", "20", 20, true
      ),
      ("today without a time of day is now", "email: a@b.example", ["2026-11-30 demo: x"], "0", "C", "30", 30, true),
    ] as [(String, String, [String], String, String, String, Int, Bool)])
  func scores(
    what: String, fields: String, log: [String], fit: String, grade: String, engagement: String, score: Int, isHot: Bool
  ) throws {
    var company = Company(Self.scoring)
    company.add("account", "globex", "employees: 50")
    company.lead("anna", fields, "2026-10-01 10:00 lead", log: log)
    let context = try company.at("2026-11-30 12:00")
    let one = try #require(try context.terms.scoring?.scores(in: context).first)
    #expect(one.fitPoints == Number(fit) && one.grade == grade)
    #expect(one.engagementPoints == Number(engagement) && one.score == score && one.isHot == isHot)
    #expect(one.figure(in: context).tables[2].rows.count == one.engagement.count)
  }

  /// Each point names its rule, each rise counts from what was there a week before.
  @Test func whatIsBehindAScore() throws {
    var company = Company(Self.scoring)
    company.lead(
      "anna", "email: a@b.example\ncountry: CH\nscore: 3",
      log: ["2026-10-24 12:00 demo: old", "2026-11-28 12:00 click: new"])
    let context = try company.at("2026-11-30 12:00")
    let one = try #require(try context.terms.scoring?.scores(in: context).first)
    #expect(one.fit.map(\.rule) == ["country:DE,AT,CH"] && one.written == Number(3))
    #expect(one.engagement.map(\.activity.text) == ["old", "new"])
    // 30 · 2^(−37/30) + 5 · 2^(−2/30), less 30 · 2^(−1): the demo fell by 2.24 while the click brought 4.77.
    #expect(one.rise?.rounded(toScale: 2) == Number("2.53")! && one.isHot == false)
  }

  @Test(arguments: [("39.99", "B"), ("40", "A"), ("19.9", "C"), ("20", "B"), ("-3", "C")])
  func gradesAreOfFlooredPoints(points: String, grade: String) throws {
    let context = try Company(Self.scoring).at("2026-11-30 12:00")
    #expect(context.terms.scoring?.grade(Number(points)!) == grade)
  }

  // MARK: Routing

  private func plan(_ terms: String, _ fill: (inout Company) -> Void) throws -> RoutingPlan {
    var company = Company(terms)
    fill(&company)
    return try RoutingPlan(in: company.at("2026-11-30 12:00"))
  }

  private func told(_ plan: RoutingPlan) -> String {
    (plan.assignments.map { "\($0.lead.id):\($0.member)" } + plan.unrouted.map { "\($0.lead.id):\($0.reason.rawValue)" })
      .joined(separator: " ")
  }

  /// Tom has 1 of 2, Sara 1 of 4: she gets two before the parts are even, then the order of the rule, then nobody has room.
  @Test func byLoad() throws {
    let plan = try plan("routing: [{to: [tom, sara], by: load}]\ncapacity: {tom: 2, sara: 4}") { company in
      company.lead("t", "owner: tom", "2026-10-01 10:00 sal")
      company.lead("s", "owner: sara", "2026-10-01 10:00 sal")
      for (index, id) in ["e", "d", "c", "b", "a"].enumerated() {
        company.lead(id, "", "2026-11-0\(index + 1) 10:00 mql")  // who has waited longest comes first
      }
    }
    #expect(told(plan) == "e:sara d:tom c:sara b:sara a:no-room")
    #expect(plan.assignments.map(\.load) == [1, 1, 2, 3])
  }

  @Test func inTurnGoesOnWhereItEnded() throws {
    let plan = try plan("routing: [{to: [tom, sara, mia], by: turn}]") { company in
      company.lead("x", "owner: tom", "2026-10-01 10:00 customer")
      company.tell("owner", of: "lead", "x", "2026-10-05 10:00 tom")
      company.lead("y", "owner: sara", "2026-10-01 10:00 customer")
      company.tell("owner", of: "lead", "y", "2026-10-04 10:00 sara")
      for id in ["a", "b", "c", "d"] { company.lead(id, "", "2026-11-01 10:00 mql") }
    }
    #expect(told(plan) == "a:mia b:sara c:tom d:mia")
  }

  @Test func theFirstRuleThatIsMetDecides() throws {
    let plan = try plan("routing: [{when: \"country:DE\", to: [sara]}, {when: \"source:web\", to: [tom], by: turn}]") {
      company in
      company.lead("a", "country: DE\nsource: web", "2026-11-01 10:00 mql")
      company.lead("b", "source: web", "2026-11-01 10:00 sal")
      company.lead("c", "source: fair", "2026-11-01 10:00 mql")
      company.lead("d", "source: web", "2026-11-01 10:00 subscriber")  // not handed over
      company.lead("e", "source: web", "2026-11-01 10:00 recycled")
      company.lead("f", "source: web", "2026-11-01 10:00 customer")
      company.lead("g", "source: web\nowner: left", "2026-11-01 10:00 mql")
    }
    #expect(told(plan) == "a:sara b:tom c:no-rule")
    #expect(plan.assignments.map(\.rule) == [0, 1])
  }

  @Test func nothingToRoute() throws {
    #expect(told(try plan("") { _ in }) == "")
    #expect(told(try plan("") { $0.lead("a", "", "2026-11-01 10:00 mql") }) == "a:no-rule")
    #expect(
      told(try plan("routing: [{to: [tom]}]\ncapacity: {tom: 0}") { $0.lead("a", "", "2026-11-01 10:00 mql") })
        == "a:no-room")
  }
}
