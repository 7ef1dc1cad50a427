public import LibrettoModel

/// The deals that were won of those that were decided in a period.
public struct WinRate: Sendable, Hashable {
  /// The group; nil where the deals have none, or where nothing was asked for.
  public let group: String?
  /// The deals that were won, in the order of their paths.
  public let won: [Deal]
  /// The deals that were lost.
  public let lost: [Deal]

  /// Won ÷ (won + lost).
  public var share: Share { Share(won.count, of: won.count + lost.count) }

  init(_ closed: [Deal], group: String?) {
    self.group = group
    (won, lost) = (closed.filter { $0.outcome == .won }, closed.filter { $0.outcome == .lost })
  }
}

extension Pipeline {
  /// The days of which rates are where none are asked for: the 90 that end with the as-of day.
  public static func trailing(in context: ReportContext) -> DatePeriod {
    DatePeriod(first: context.today.adding(days: -89), last: context.today) ?? DatePeriod(context.today)
  }

  /// The win rate of a period, in one or a group each.
  ///
  /// - Parameters:
  ///   - period: the days on which deals were closed; nil for the trailing 90
  ///   - grouping: a field of deals, such as `owner`, `account.industry` or `closed.quarter`
  /// - Throws: `QueryError` where there is no such field; what the source of facts throws
  public func winRates(
    period: DatePeriod? = nil, by grouping: String? = nil, in context: ReportContext
  ) throws -> [WinRate] {
    let closed = closed(in: period ?? Self.trailing(in: context), asOf: context)
    guard let grouping else { return [WinRate(closed, group: nil)] }
    let groups = try Grouping(by: grouping, of: "deal", in: context)
    return grouped(closed) { groups.groups(of: $0.reference) }.map { WinRate($0.elements, group: $0.key) }
  }
}

extension Figure {
  /// The win rate as a table of one row a group.
  public static func winRates(_ rates: [WinRate], period: DatePeriod, in context: ReportContext) -> Figure {
    let rows = rates.map { rate in
      FigureTable.Row(
        [.group(rate.group), .count(rate.won.count), .count(rate.lost.count), rate.share.cell],
        records: (rate.won + rate.lost).map(\.reference).sorted())
    }
    return Figure(
      name: "win-rate", period: period, context: context,
      tables: [FigureTable("win-rate", "group won# lost# share#", rows: rows)])
  }
}
