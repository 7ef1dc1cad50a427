public import LibrettoModel

/// What the pipeline is worth a day: open deals × win rate × average won value ÷ median cycle.
public struct Velocity: Sendable, Hashable {
  /// The currency; nil where neither deals nor the book name one.
  public let currency: CurrencyCode?
  /// The deals that are worked on whose amounts are in the currency; those without an amount count in the book's.
  public let open: [Deal]
  /// The win rate of the trailing 90 days, of all deals.
  public let winRate: WinRate
  /// The mean of what the deals won in those days are worth, exactly to six decimals; nil where none was won.
  public let meanWon: Number?
  /// The days from opening to winning of the deals won in those days; a deal won on the day it was opened took one.
  public let cycle: Distribution
  /// The amount a day, rounded half to even to the smallest unit; nil where a part of it is not known.
  public let perDay: Money?
}

extension Pipeline {
  /// The days from opening to closing that deals took; those whose days are not known are left out.
  public static func cycle(of deals: [Deal]) -> Distribution {
    Distribution(
      deals.compactMap { deal in
        guard let opened = deal.opened, let closed = deal.closed, opened <= closed else { return nil }
        return max(1, closed.daysSinceEpoch - opened.daysSinceEpoch)
      })
  }

  /// The velocity of each currency: amounts in several are never added up.
  public func velocity(in context: ReportContext) throws -> [Velocity] {
    let rate = try winRates(in: context)[0]
    let cycle = Self.cycle(of: rate.won)
    func currency(of deal: Deal) -> CurrencyCode? { deal.amount.map(\.currency) ?? context.currency }
    let currencies = Set((open + rate.won).map(currency))
    return currencies.sorted { a, b in
      a == b ? false : a == context.currency || b != context.currency && (a?.code ?? "") < (b?.code ?? "")
    }.map { code in
      let open = open.filter { currency(of: $0) == code }
      let amounts = rate.won.filter { currency(of: $0) == code }.compactMap(\.amount?.amount)
      let sum = amounts.reduce(Number.zero, +)
      var perDay: Money?
      if let days = cycle.median, !amounts.isEmpty, rate.share.whole > 0 {
        // One division at the end, so that nothing is rounded twice.
        let dividend = Number(open.count * rate.share.part) * sum
        let divisor = Number(rate.share.whole * amounts.count) * Number(days)
        perDay = Money(dividend.divided(by: divisor, scale: code?.minorUnits ?? 2), code)
      }
      return Velocity(
        currency: code, open: open, winRate: rate,
        meanWon: amounts.isEmpty ? nil : sum.divided(by: Number(amounts.count), scale: 6), cycle: cycle, perDay: perDay)
    }
  }
}

extension Figure {
  /// The velocity: a row a currency.
  public static func velocity(_ velocities: [Velocity], in context: ReportContext) -> Figure {
    let rows = velocities.map { one in
      FigureTable.Row(
        [
          .optional(one.currency?.code), .count(one.open.count), one.winRate.share.cell,
          .optional(one.meanWon.map { Money($0.rounded(toScale: one.currency?.minorUnits ?? 2), one.currency) }),
          one.cycle.median.map { .count($0) } ?? .none, one.cycle.p90.map { .count($0) } ?? .none,
          .optional(one.perDay),
        ], records: (one.open + one.winRate.won + one.winRate.lost).map(\.reference).sorted())
    }
    return Figure(
      name: "velocity", period: Pipeline.trailing(in: context), context: context,
      tables: [FigureTable("velocity", "currency open# share# mean# cycle# cycle-p90# a-day#", rows: rows)])
  }
}
