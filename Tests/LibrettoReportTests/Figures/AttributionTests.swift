import LibrettoModel
import LibrettoReport
import Testing

/// How a win is shared among the touches before it.
@Suite struct AttributionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let model: AttributionModel
    /// How many touches, which of them made the lead and the deal, counted from 0.
    let touches: (count: Int, lead: Int, deal: Int)
    /// The parts of 100 euros.
    let parts: [String]
    var testDescription: String { "\(model.rawValue) of \(touches.count), \(touches.lead), \(touches.deal)" }

    init(_ model: AttributionModel, _ count: Int, _ lead: Int, _ deal: Int, _ parts: String) {
      (self.model, touches) = (model, (count, lead, deal))
      self.parts = parts.split(separator: " ").map(String.init)
    }
  }

  static let cases = [
    Case(.first, 4, 1, 2, "100 0 0 0"), Case(.first, 1, 0, 0, "100"),
    Case(.last, 4, 1, 2, "0 0 0 100"), Case(.last, 2, 0, 0, "0 100"),
    Case(.linear, 4, 1, 2, "25 25 25 25"), Case(.linear, 3, 1, 2, "33.34 33.33 33.33"),
    // U: 40 first, 40 lead, 20 the rest.
    Case(.u, 4, 2, 3, "40 10 40 10"), Case(.u, 2, 0, 1, "80 20"), Case(.u, 2, 1, 1, "50 50"), Case(.u, 1, 0, 0, "100"),
    Case(.u, 5, 0, 3, "80 5 5 5 5"),
    // W: 30 first, 30 lead, 30 deal, 10 the rest.
    Case(.w, 5, 1, 3, "30 30 5 30 5"), Case(.w, 3, 1, 2, "33.34 33.33 33.33"), Case(.w, 3, 0, 2, "60 10 30"),
    Case(.w, 2, 0, 1, "66.67 33.33"), Case(.w, 1, 0, 0, "100"), Case(.w, 3, 1, 1, "30 60 10"),
    // Full: 22.5 each to first, lead, deal and win, 10 the rest.
    Case(.full, 6, 1, 3, "22.5 22.5 5 22.5 5 22.5"), Case(.full, 3, 1, 1, "25 50 25"), Case(.full, 1, 0, 0, "100"),
    Case(.full, 4, 1, 2, "25 25 25 25"), Case(.full, 5, 0, 0, "67.5 3.34 3.33 3.33 22.5"),
    // Position: 40 first, 40 last, 20 between.
    Case(.position, 4, 1, 2, "40 10 10 40"), Case(.position, 3, 0, 0, "40 20 40"), Case(.position, 2, 0, 0, "50 50"),
    Case(.position, 1, 0, 0, "100"), Case(.position, 5, 0, 0, "40 6.67 6.67 6.66 40"),
    // Decay: touches a half-life apart, the last at the win: 1, ½, ¼, ⅛.
    Case(.decay, 1, 0, 0, "100"), Case(.decay, 2, 0, 0, "33.33 66.67"), Case(.decay, 3, 0, 0, "14.29 28.57 57.14"),
    Case(.decay, 4, 0, 0, "6.67 13.33 26.67 53.33"),
  ]

  private func parts(_ model: AttributionModel, _ places: TouchPlaces) -> [Number] {
    // Through the public face: a deal of 100 euros would be shared out like this.
    let weights = model.weights(places, halfLife: 7 * 86_400)
    let sum = weights.reduce(Number.zero, +)
    return weights.map { ($0 * Number(100)).divided(by: sum, scale: 2) }
  }

  @Test(arguments: cases) func shares(_ one: Case) {
    let ages = (0..<one.touches.count).map { (one.touches.count - 1 - $0) * 7 * 86_400 }
    let found = parts(one.model, TouchPlaces(ages: ages, lead: one.touches.lead, deal: one.touches.deal))
    for (part, expected) in zip(found, one.parts.map { Number($0)! }) {
      // The last cents go by largest remainder, which is tried below.
      #expect(!(Number("0.01")! < (part - expected).absoluteValue), "\(found)")
    }
    #expect(found.count == one.parts.count)
  }

  @Test func decayNeverVanishes() {
    let old = TouchPlaces(ages: [4000 * 86_400, 4000 * 86_400, 3993 * 86_400], lead: 0, deal: 0)
    #expect(parts(.decay, old) == [Number(25), Number(25), Number(50)])
    for model in AttributionModel.allCases {
      #expect(model.weights(TouchPlaces(ages: [], lead: 0, deal: 0), halfLife: 1) == [])
    }
  }

  /// Anna clicked, downloaded and became a lead, came to the webinar before the deal was opened on the 10th, looked again,
  /// and bought on the 20th.
  static func company(amount: String = "amount: 1000", touches: String = "") -> Company {
    var company = Company(touches)
    company.add("campaign", "webinar", "cost: 500")
    company.add("content", "paper")
    company.lead(
      "anna", "source: web\naccount: globex\ncreated: 2026-11-03", "2026-11-03 10:00 lead",
      log: [
        "2026-11-21 10:00 click: after the win [[webinar]]", "2026-11-19 10:00 visit: prices",
        "2026-11-05 10:00 call @tom: no touch", "2026-11-08 10:00 event @mia: [[campaigns/webinar|the webinar]]",
        "2026-11-03 09:00 download: [[paper]]", "2026-11-01 10:00 click: [[webinar]]",
      ])
    company.add("account", "globex")
    company.deal("d", "stage: won\n\(amount)\nclosed: 2026-11-20\nopened: 2026-11-10\ncontacts: [anna]")
    return company
  }

  private func credits(
    _ company: Company, _ model: AttributionModel?, by key: AttributionKey
  ) throws -> [String: String] {
    let context = try company.at("2026-11-30 12:00")
    let attribution = try Attribution(model: model, period: period("2026-11"), in: context)
    let credits = try attribution.credits(by: key, in: context)
    // Touches that earned nothing are there too, with nothing.
    let amounts = credits.filter { $0.wins > 0 }.map {
      ($0.isUntouched ? "untouched" : $0.key ?? "none", "\($0.amounts.all)")
    }
    #expect(credits.reduce(0) { $0 + $1.wins } == attribution.wins.count * 10_000)
    return Dictionary(uniqueKeysWithValues: amounts)
  }

  @Test func byCampaignContentKindAndSource() throws {
    let company = Self.company()
    #expect(try credits(company, .w, by: .campaign) == ["webinar": "[600 EUR]", "none": "[400 EUR]"])
    #expect(try credits(company, .w, by: .content) == ["paper": "[300 EUR]", "none": "[700 EUR]"])
    #expect(
      try credits(company, .w, by: .kind) == [
        "click": "[300 EUR]", "download": "[300 EUR]", "event": "[300 EUR]", "visit": "[100 EUR]",
      ])
    #expect(try credits(company, .w, by: .source) == ["web": "[1000 EUR]"])
    #expect(try credits(company, .full, by: .kind).values.allSatisfy { $0 == "[250 EUR]" })
    #expect(try credits(company, .first, by: .campaign) == ["webinar": "[1000 EUR]"])
    // Nothing is asked for: the agreement's model, which is linear where it names none.
    #expect(try credits(company, nil, by: .campaign) == ["webinar": "[500 EUR]", "none": "[500 EUR]"])
    let agreed = Self.company(touches: "attribution: {touches: [event], default: last}\n")
    #expect(try credits(agreed, nil, by: .kind) == ["event": "[1000 EUR]"])
  }

  /// Whatever the amount and the model, the parts make the whole.
  @Test(arguments: ["amount: 0.01", "amount: 99.99", "amount: 1000003 JPY", "amount: -12.35", "amount: 7.777"])
  func nothingIsLost(amount: String) throws {
    let context = try Self.company(amount: amount).at("2026-11-30 12:00")
    for model in AttributionModel.allCases {
      let win = try #require(try Attribution(model: model, period: period("2026-11"), in: context).wins.first)
      #expect(win.amounts.reduce(Number.zero, +) == win.deal.amount?.amount)
      #expect(win.shares.reduce(0, +) == 10_000 && win.touches.count == 4)
    }
  }

  @Test func winsWithoutTouchesAndWithoutContacts() throws {
    var company = Self.company()
    company.deal("e", "stage: won\namount: 300\nclosed: 2026-11-20")  // nobody
    company.deal("f", "stage: won\namount: 40\nclosed: 2026-11-20\naccount: globex")  // everyone at Globex
    company.deal("g", "stage: won\nclosed: 2026-11-20\ncontacts: [anna]")  // no amount: a win all the same
    company.deal("h", "stage: lost\namount: 40\nclosed: 2026-11-20\ncontacts: [anna]")
    company.deal("i", "stage: won\namount: 40\nclosed: 2026-12-20\ncontacts: [anna]")
    #expect(
      try credits(company, .last, by: .kind) == ["visit": "[1040 EUR]", "untouched": "[300 EUR]"])
    #expect(try credits(Company(), .last, by: .kind) == [:])
    let context = try company.at("2026-11-30 12:00")
    let attribution = try Attribution(model: .last, period: period("2026-11"), in: context)
    let credits = try attribution.credits(by: .kind, in: context)
    #expect(credits.first?.winCount == Number(3) && credits.first?.deals == [deal("d"), deal("f"), deal("g")])
    let figure = attribution.figure(credits, by: .kind, in: context)
    #expect(figure.tables[0].rows.count == 5 && figure.notes == [Phrase("attribution.model.last")])
  }

  @Test func severalCurrenciesStayApart() throws {
    var company = Self.company()
    company.deal("e", "stage: won\namount: 10 USD\nclosed: 2026-11-20\ncontacts: [anna]")
    #expect(try credits(company, .last, by: .kind) == ["visit": "[1000 EUR, 10 USD]"])
  }
}
