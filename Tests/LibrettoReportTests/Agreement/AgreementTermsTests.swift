import LibrettoModel
import LibrettoReport
import Testing

/// The terms of an agreement are read as they are meant, and what cannot be kept is told at its place.
@Suite struct AgreementTermsTests {
  static let configuration = """
    libretto: 1
    timezone: Europe/Berlin
    currency: EUR
    members:
      mia: {name: Mia Weber, email: mia@aria.example, team: marketing}
      tom: {name: Tom Krüger, email: tom@aria.example, team: sales}
      sara: {name: Sara Lind, email: sara@aria.example, team: sales}
    """
  static let lifecycles = """
    lifecycles:
      lead: {type: lead, field: stage, stages: [{name: lead, was: [raw]}, {name: mql}, {name: sal}, {name: recycled}, {name: disqualified}]}
      deal: {type: deal, field: stage, stages: [{name: open, probability: 10}, {name: won, won: true}, {name: lost, lost: true}]}
    vocabulary: {activities: [call, email, meeting, event, click, visit, download, demo, mail, ad, feedback, stage]}

    """
  static let terms = """
    calendar: {hours: {mon-fri: "09:00-17:00"}, holidays: [2026-12-25, 2026-12-26, 2027-01-01]}
    service_levels:
      first-response: {party: sales, on: lead, from: "stage -> mql", until: "log.kind:call,email,meeting by sales", within: 8h, hours: business, target: 90%}
      decision:       {party: sales, on: lead, from: "stage -> mql", until: "stage -> sal,recycled,disqualified", within: 3d, hours: business}
      attempts:       {party: sales, on: lead, from: "stage -> sal", count: "log.kind:call,email by sales", at_least: 5, within: 14d}
      feedback:       {party: sales, on: lead, from: "stage -> recycled,disqualified", until: "log.kind:feedback", within: 2d}
      supply:         {party: marketing, on: lead, count: "stage -> mql", at_least: 40, per: month}
      heads-up:       {party: marketing, on: campaign, from: "announced", before: "starts", at_least: 5d}
    goals:
      mql-q4:     {title: Qualified leads, team: marketing, count: "leads stage -> mql", period: 2026-Q4, target: {revenue: 500000, marketing_share: 40%, deal_value: 20000, mql_to_deal: 25%, deal_to_won: 30%}}
      revenue-q4: {title: Won revenue, team: [sales, marketing], sum: "deals amount", where: "stage:won", on: closed, period: 2026-Q4, target: 500000 EUR}
    scoring:
      fit:        [{when: "account.employees:50..", points: 20}, {when: "account.country:DE,AT,CH", points: 10}, {when: "title~Leiter", points: 15}]
      engagement: {points: {click: 5, visit: 3, download: 10, event: 20, demo: 30}, half_life: 30d}
      grid:       {A: 40.., B: 20..39, C: ..19}
      alert:      {rise: 20, within: 7d}
    attribution:  {touches: [click, visit, download, event, mail, ad], default: w, half_life: 7d}
    routing:      [{when: "account.country:DE,AT,CH", to: [tom, sara], by: load}, {to: [tom], by: turn}]
    capacity:     {tom: 30, sara: 25}
    """

  static func book(_ terms: String) -> (Book, [Diagnostic]) {
    let loaded = Book.load(files: [
      "libretto.yaml": Array(configuration.utf8), "agreement.yaml": Array((lifecycles + terms).utf8),
    ])
    return (loaded.book, loaded.findings)
  }

  @Test func readsAllThatTheFormatPromises() throws {
    let (book, findings) = Self.book(Self.terms)
    #expect(findings == [])
    let terms = AgreementTerms(book)
    #expect(terms.findings == [])
    #expect(
      terms.serviceLevels.map(\.name) == ["first-response", "decision", "attempts", "feedback", "supply", "heads-up"])
    guard case .answer(let from, let until, let within)? = terms.serviceLevel("first-response")?.promise else {
      Issue.record("no answer")
      return
    }
    #expect(from.kind == .transition(field: "stage", to: ["mql"]))
    #expect(until.kind == .activity(kinds: ["call", "email", "meeting"]) && until.actor == .team("sales"))
    #expect(within == .business(seconds: 8 * 3600, text: "8h"))
    guard case .answer(_, _, let decision)? = terms.serviceLevel("decision")?.promise else { return }
    #expect(decision == .business(seconds: 3 * 8 * 3600, text: "3d"))
    // 500,000 · 0.4 ÷ (20,000 · 0.25 · 0.3) is 133.3.
    #expect(terms.goals.first?.target.number == Number(134))
    #expect(terms.scoring?.grid.map(\.from) == [40, 20, nil])
    #expect(terms.routing.map(\.members) == [["tom", "sara"], ["tom"]])
    #expect(terms.capacity.map(\.leads) == [30, 25])
  }

  static let faults: [(terms: String, message: String, marked: String)] = [
    (
      "calendar: {hours: {mon-fri: \"17:00-09:00\"}}", "these hours end before they begin: 17:00-09:00",
      "\"17:00-09:00\""
    ),
    ("calendar: {hours: {mon: \"9-17\"}}", "\"9-17\" are no hours", "\"9-17\""),
    ("calendar: {hours: {mo-fr: \"09:00-17:00\"}}", "\"mo-fr\" is no weekday", "mo-fr"),
    ("calendar: {hours: {mon-fri: \"09:00-17:00\", wed: \"09:00-12:00\"}}", "the hours of wed stand twice", "wed"),
    ("calendar: {hours: {}}", "nobody ever works: no day has hours", "{}"),
    (
      "calendar: {hours: {mon: \"09:00-17:00\"}, holidays: [2026-12-25, 2026-12-25]}",
      "the holiday 2026-12-25 stands twice", "2026-12-25"
    ),
    (
      "service_levels: {a: {party: sale, on: lead, from: \"stage -> mql\", until: \"stage -> sal\", within: 3d}}",
      "unknown team \"sale\"", "sale"
    ),
    (
      "service_levels: {a: {party: sales, on: leed, from: \"stage -> mql\", until: \"stage -> sal\", within: 3d}}",
      "unknown record type \"leed\"", "leed"
    ),
    (
      "service_levels: {a: {party: sales, on: lead, from: \"stge -> mql\", until: \"stage -> sal\", within: 3d}}",
      "unknown field \"stge\"", "stge"
    ),
    (
      "service_levels: {a: {party: sales, on: lead, from: \"stage -> mql\", until: \"log.kind:cal\", within: 3d}}",
      "unknown activity \"cal\"", "cal"
    ),
    (
      "service_levels: {a: {party: sales, on: lead, from: \"stage -> mql\", until: \"log.kind:call by slaes\", within: 3d}}",
      "unknown team or member \"slaes\"", "slaes"
    ),
    (
      "service_levels: {a: {party: sales, on: lead, from: \"stage -> mql\", until: \"stage -> sal\", within: 3d, hours: business}}",
      "business hours are counted here, and the calendar names none", "3d"
    ),
    (
      "service_levels: {a: {party: sales, on: lead, from: \"stage -> mql\", until: \"stage -> sal\", within: 3d, target: 120%}}",
      "a share lies between 0% and 100%", "120%"
    ),
    (
      "service_levels: {a: {party: sales, on: lead, count: \"stage -> mql\", per: month}}",
      "the promise \"a\" does not say how often", "a"
    ),
    ("service_levels: {a: {party: sales, on: lead, from: \"stage -> mql\"}}", "the promise \"a\" lacks until", "a"),
    (
      "service_levels: {a: {party: marketing, on: campaign, from: name, before: starts, at_least: 5d}}",
      "name is no date, and what happens to it is not said", "name"
    ),
    ("goals: {g: {count: \"leads stage -> mql\", period: 2026-Q5, target: 5}}", "\"2026-Q5\" is no period", "2026-Q5"),
    (
      "goals: {g: {count: \"leeds stage -> mql\", period: 2026, target: 5}}", "unknown record type \"leeds\"",
      "\"leeds stage -> mql\""
    ),
    (
      "goals: {g: {sum: \"deals amount\", where: \"stge:won\", on: closed, period: 2026, target: 5}}",
      "unknown field \"stge\" of deal", "stge"
    ),
    (
      "goals: {g: {sum: \"deals amount\", period: 2026, target: 5}}", "the goal \"g\" does not say which day counts",
      "g"
    ),
    ("goals: {g: {count: \"leads stage -> mql\", period: 2026, target: 0}}", "a target is more than nothing", "0"),
    (
      "goals: {g: {count: \"leads stage -> mql\", period: 2026, target: {revenue: 1, marketing_share: 140%, deal_value: 1, mql_to_deal: 1%, deal_to_won: 1%}}}",
      "a share lies between 0% and 100%", "140%"
    ),
    (
      "scoring: {fit: [{when: \"account.employes:50..\", points: 1}]}", "unknown field \"employes\" of account",
      "employes"
    ),
    ("scoring: {engagement: {points: {clik: 5}}}", "unknown activity \"clik\"", "clik"),
    ("scoring: {grid: {A: 40.., B: 20..45, C: ..19}}", "the grades B and A overlap", "{A: 40.., B: 20..45, C: ..19}"),
    ("scoring: {grid: {A: 40.., C: ..19}}", "a score of 20 has no grade", "{A: 40.., C: ..19}"),
    ("routing: [{to: [tim]}]", "unknown member \"tim\"", "tim"),
    ("capacity: {tim: 30}", "unknown member \"tim\"", "tim"),
    ("attribution: {touches: [clik]}", "unknown activity \"clik\"", "clik"),
  ]

  @Test(arguments: faults) func tellsWhatCannotBeKeptAtItsPlace(terms: String, message: String, marked: String) throws {
    let (book, findings) = Self.book(terms)
    #expect(findings == [])
    let found = AgreementTerms(book).findings
    #expect(found.map(\.message) == [message])
    let range = try #require(found.first?.range)
    #expect(String(decoding: Array((Self.lifecycles + terms).utf8)[range], as: UTF8.self) == marked)
    #expect(found.first?.code == .invalidTerm && found.first?.path == "agreement.yaml")
  }
}
