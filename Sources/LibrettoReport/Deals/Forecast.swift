public import LibrettoModel

/// What the open deals are worth by the chances of their stages, and by the rate at which deals of that stage were won.
public struct Forecast: Sendable, Hashable {
  /// A row a stage, currency and group, in the order of the lifecycle.
  public let rows: [Row]
  /// The weighted amounts of all deals, each counted once, by currency.
  public let total: MoneySum
  /// Open deals that count for nothing since neither their stage nor they themselves state a chance, or they have no amount.
  public let leftOut: [Deal]

  /// The open deals of a stage.
  public struct Row: Sendable, Hashable {
    /// The group; nil where the deals have none, or where nothing was asked for.
    public let group: String?
    /// The stage.
    public let stage: String?
    /// The deals, whose amounts are in one currency.
    public let deals: [Deal]
    /// What they are worth.
    public let amount: Money
    /// The stage's chance in percent; nil where only the deals state theirs.
    public let probability: Number?
    /// Σ amount × chance, each deal's part rounded half to even to the smallest unit.
    public let weighted: Money
    /// Of the deals that were once in the stage and are decided, those that were won.
    public let ownRate: Share
    /// Σ amount × that rate, in the same way; nil where none is decided.
    public let byOwnRate: Money?
  }
}

extension Pipeline {
  /// The forecast.
  ///
  /// - Parameters:
  ///   - period: only deals whose decision is expected on these days; nil for all open deals
  ///   - grouping: a field of deals
  /// - Throws: `QueryError` where there is no such field; what the source of facts throws
  public func forecast(
    period: DatePeriod? = nil, by grouping: String? = nil, in context: ReportContext
  ) throws -> Forecast {
    let groups = try grouping.map { try Grouping(by: $0, of: "deal", in: context) }
    let rates = ownRates()
    var leftOut: [Deal] = []
    var rows: [Forecast.Row] = []
    let open = open.filter { deal in period.map { period in deal.expected.map(period.contains) ?? false } ?? true }
    var counted: [Deal] = []
    var total = MoneySum(base: context.currency)
    for deal in open {
      guard let weighted = weighted(deal) else {
        leftOut.append(deal)
        continue
      }
      counted.append(deal)
      total.add(weighted)
    }
    for (group, deals) in grouped(counted, by: { deal in groups?.groups(of: deal.reference) ?? [nil] }) {
      let byStage = Dictionary(grouping: deals, by: \.stage)
      let stages = byStage.keys.sorted { a, b in position(of: a) < position(of: b) }
      for stage in stages {
        let byCurrency = Dictionary(grouping: byStage[stage] ?? []) { $0.amount?.currency }
        for currency in byCurrency.keys.sorted(by: { ($0?.code ?? "") < ($1?.code ?? "") }) {
          rows.append(row(group, stage, byCurrency[currency] ?? [], currency, rates[stage] ?? Share(0, of: 0)))
        }
      }
    }
    return Forecast(rows: rows, total: total, leftOut: leftOut)
  }

  private func row(
    _ group: String?, _ stage: String?, _ deals: [Deal], _ currency: CurrencyCode?, _ rate: Share
  ) -> Forecast.Row {
    let scale = currency?.minorUnits ?? 2
    var (amount, weighted, own) = (Number.zero, Number.zero, Number.zero)
    for deal in deals {
      guard let value = deal.amount?.amount else { continue }
      amount += value
      weighted += self.weighted(deal)?.amount ?? .zero
      if rate.whole > 0 { own += (value * Number(rate.part)).divided(by: Number(rate.whole), scale: scale) }
    }
    return Forecast.Row(
      group: group, stage: stage, deals: deals, amount: Money(amount, currency),
      probability: stage.flatMap { lifecycle?.stage($0)?.probability }, weighted: Money(weighted, currency),
      ownRate: rate, byOwnRate: rate.whole > 0 ? Money(own, currency) : nil)
  }

  /// What a deal is worth by its chance; nil where it has no amount or no chance.
  private func weighted(_ deal: Deal) -> Money? {
    guard let amount = deal.amount, let chance = chance(of: deal) else { return nil }
    return Money(
      (amount.amount * chance).divided(by: Number(100), scale: amount.currency?.minorUnits ?? 2), amount.currency)
  }

  /// The stage's chance; where the agreement has none, the deal's own.
  private func chance(of deal: Deal) -> Number? {
    deal.stage.flatMap { lifecycle?.stage($0)?.probability } ?? deal.probability
  }

  private func position(of stage: String?) -> (Int, String) {
    (stage.flatMap { lifecycle?.position(of: $0) } ?? .max, stage ?? "")
  }

  /// Of the deals that were once in a stage and are decided, those that were won, by stage.
  func ownRates() -> [String?: Share] {
    var counts: [String?: (won: Int, all: Int)] = [:]
    for deal in deals where deal.outcome != .open {
      for stage in Set((journey.steps[deal.reference] ?? []).compactMap(\.to)) {
        counts[stage, default: (0, 0)].all += 1
        if deal.outcome == .won { counts[stage]?.won += 1 }
      }
    }
    return counts.mapValues { Share($0.won, of: $0.all) }
  }
}

extension Figure {
  /// The forecast: a row a stage and currency.
  public static func forecast(_ forecast: Forecast, period: DatePeriod?, in context: ReportContext) -> Figure {
    let rows = forecast.rows.map { row in
      FigureTable.Row(
        [
          .group(row.group), .optional(row.stage), .count(row.deals.count), .money(row.amount),
          .optional(row.probability, decimals: 0), .money(row.weighted), row.ownRate.cell, .optional(row.byOwnRate),
        ], records: row.deals.map(\.reference).sorted())
    }
    let totals = forecast.total.all.map { FigureTable.Row([.money($0)]) }
    let notes = forecast.leftOut.isEmpty ? [] : [Phrase("forecast.left-out", .count(forecast.leftOut.count))]
    return Figure(
      name: "forecast", period: period, context: context,
      tables: [
        FigureTable(
          "forecast", "group stage deals# amount# probability# weighted# own-rate# by-own-rate#", rows: rows),
        FigureTable("total", "weighted#", rows: totals),
      ], notes: notes)
  }
}
