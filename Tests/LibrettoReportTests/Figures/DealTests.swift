import LibrettoModel
import LibrettoReport
import TestSupport
import Testing

/// Win rate, velocity and forecast. It is 2026-11-30: the trailing 90 days begin on 2026-09-02.
@Suite struct DealTests {
  static func company(_ terms: String = "") -> Company {
    var company = Company(terms)
    company.deal(
      "a", "amount: 10000\nopened: 2026-08-03\nclosed: 2026-09-02\nowner: tom",
      "2026-08-03 10:00 open; 2026-08-20 10:00 offer; 2026-09-02 10:00 won")  // the first day; 30 days
    company.deal(
      "b", "amount: 20000\nopened: 2026-11-20\nclosed: 2026-11-30\nowner: sara",
      "2026-11-20 10:00 open; 2026-11-30 10:00 won")  // the last day; 10 days
    company.deal(
      "c", "amount: 30000\nclosed: 2026-10-01\nowner: tom\nlost_reason: price",
      "2026-08-01 10:00 open; 2026-09-03 10:00 offer; 2026-10-01 10:00 lost")
    company.deal("d", "stage: won\namount: 500\nclosed: 2026-09-01")  // a day too early
    company.deal("e", "stage: won\namount: 500\nclosed: 2026-12-01")  // not yet
    company.deal("f", "amount: 5000\nowner: tom", "2026-11-01 10:00 open")
    company.deal("g", "amount: 7000", "2026-11-01 10:00 open; 2026-11-10 10:00 offer")
    company.deal("h", "amount: 30000\nopened: 2026-09-20", "2026-09-20 10:00 open; 2026-10-10 10:00 won")  // by history
    return company
  }

  @Test func winRate() throws {
    let context = try Self.company().at("2026-11-30 12:00")
    let pipeline = try Pipeline(in: context)
    let rate = try #require(try pipeline.winRates(in: context).first)
    #expect(rate.won.map(\.reference.id) == ["a", "b", "h"] && rate.lost.map(\.reference.id) == ["c"])
    #expect(rate.share.percent() == Number(75))
    let owners = try pipeline.winRates(by: "owner", in: context)
    #expect(owners.map(\.group) == ["sara", "tom", nil])
    #expect(owners.map(\.share) == [Share(1, of: 1), Share(1, of: 2), Share(1, of: 1)])
    let quarters = try pipeline.winRates(period: period("2026"), by: "closed.quarter", in: context)
    #expect(quarters.map(\.group) == ["2026-Q3", "2026-Q4", nil])
    #expect(quarters.map(\.share) == [Share(2, of: 2), Share(1, of: 2), Share(1, of: 1)])
  }

  /// On 5 October `h` was open, and `b` was not there.
  @Test func winRateAsOfThePast() throws {
    let context = try Self.company().at("2026-10-05 12:00")
    let pipeline = try Pipeline(in: context)
    #expect(try pipeline.winRates(in: context)[0].share == Share(2, of: 3))  // a and d won, c lost
    #expect(pipeline.open.map(\.reference.id) == ["h"])
  }

  /// 2 open × ¾ × 20,000 ÷ 20 days.
  @Test func velocity() throws {
    let context = try Self.company().at("2026-11-30 12:00")
    let velocity = try Pipeline(in: context).velocity(in: context)
    #expect(velocity.count == 1)
    #expect(velocity[0].cycle.values == [10, 20, 30] && velocity[0].cycle.median == 20)
    #expect(velocity[0].meanWon == Number(20_000) && velocity[0].open.count == 2)
    #expect(velocity[0].perDay == euros("1500"))
  }

  @Test(
    arguments: [
      // Nothing at all, nothing won, nothing open, won on the day it was opened, and what does not divide evenly.
      ([], nil),
      ([("o", "stage: open\namount: 900"), ("l", "stage: lost\nclosed: 2026-11-02")], nil),
      ([("w", "stage: won\namount: 900\nopened: 2026-11-01\nclosed: 2026-11-04")], "0 EUR"),
      ([("o", "stage: open"), ("w", "stage: won\namount: 900\nopened: 2026-11-04\nclosed: 2026-11-04")], "900 EUR"),
      (
        [
          ("o", "stage: open"), ("l", "stage: lost\nclosed: 2026-11-02"), ("k", "stage: lost\nclosed: 2026-11-02"),
          ("w", "stage: won\namount: 1000\nopened: 2026-11-01\nclosed: 2026-11-08"),
        ], "47.62 EUR"
      ),  // 1 × ⅓ × 1000 ÷ 7 is 47.619…
    ] as [([(String, String)], String?)])
  func velocities(deals: [(String, String)], perDay: String?) throws {
    var company = Company()
    for (id, fields) in deals { company.deal(id, fields) }
    let context = try company.at("2026-11-30 12:00")
    #expect(try Pipeline(in: context).velocity(in: context).first?.perDay == perDay.flatMap { Money($0) })
  }

  /// 5,000 × 10 % and 7,000 × 50 %. Of decided deals that were once open, three in four were won; of those that had an
  /// offer, one in two.
  @Test func forecast() throws {
    let context = try Self.company().at("2026-11-30 12:00")
    let forecast = try Pipeline(in: context).forecast(in: context)
    #expect(forecast.rows.map(\.stage) == ["open", "offer"])
    #expect(forecast.rows.map(\.weighted) == [euros("500"), euros("3500")])
    #expect(forecast.rows.map(\.ownRate) == [Share(3, of: 4), Share(1, of: 2)])
    #expect(forecast.rows.map(\.byOwnRate) == [euros("3750"), euros("3500")])
    #expect(forecast.total.all == [euros("4000")] && forecast.leftOut == [])
  }

  @Test func forecastOfSeveralCurrenciesAndWithoutChances() throws {
    func company(_ terms: String) -> Company {
      var company = Company(terms)
      company.deal("a", "stage: open\namount: 1000 USD\nexpected: 2026-12-05")
      company.deal("b", "stage: offer\namount: 0.05\nexpected: 2027-01-05")  // 0.025: half to even
      company.deal("c", "stage: offer\nexpected: 2026-12-05")  // no amount
      company.deal("d", "amount: 800\nprobability: 25\nstage: idea")  // a chance of its own
      company.deal("e", "amount: 800\nstage: idea")  // none
      return company
    }
    let context = try company("").at("2026-11-30 12:00")
    let pipeline = try Pipeline(in: context)
    let forecast = try pipeline.forecast(in: context)
    #expect(forecast.total.all == [euros("200.02"), Money("100 USD")!])
    #expect(forecast.leftOut.map(\.reference.id) == ["c", "e"])
    let december = try pipeline.forecast(period: period("2026-12"), in: context)
    #expect(december.total.all == [Money("100 USD")!])
    let rated = try company("rates: {2026-01-01: {USD: 0.9}}").at("2026-11-30 12:00")
    #expect(try Pipeline(in: rated).forecast(in: rated).total.all == [euros("290.02")])
  }

  @Test func forecastOfNothing() throws {
    let context = try Company().at("2026-11-30 12:00")
    let forecast = try Pipeline(in: context).forecast(by: "owner", in: context)
    #expect(forecast.rows == [] && forecast.total.all == [])
  }
}
