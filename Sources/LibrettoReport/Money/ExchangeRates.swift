public import LibrettoModel

/// What other currencies are worth in the book's, as the agreement says it, each table from its day on.
public struct ExchangeRates: Sendable, Hashable {
  /// The currency that rates are given in.
  public let base: CurrencyCode
  /// The tables in the order of their days.
  public let tables: [Table]

  /// Rates of one day.
  public struct Table: Sendable, Hashable {
    /// The first day on which they hold.
    public let since: CivilDate
    /// What one unit is worth.
    public let rates: [CurrencyCode: Number]

    /// Rates from a day on.
    public init(since: CivilDate, rates: [CurrencyCode: Number]) { (self.since, self.rates) = (since, rates) }
  }

  /// Rates in `base`.
  public init(base: CurrencyCode, tables: [Table]) {
    self.base = base
    self.tables = tables.sorted { $0.since < $1.since }
  }

  /// The rate that holds on a day and the day since which it does; nil where none does. It is that of the newest table not
  /// after the day.
  public func rate(of currency: CurrencyCode, on day: CivilDate) -> (rate: Number, since: CivilDate)? {
    guard let table = tables.last(where: { $0.since <= day }) else { return nil }
    if currency == base { return (Number(1), table.since) }
    return table.rates[currency].map { ($0, table.since) }
  }

  /// An amount in another currency at the rates of a day, rounded half to even to its smallest unit; nil where a rate is
  /// missing. What is in that currency already stays as it is.
  public func convert(_ money: Money, to currency: CurrencyCode, on day: CivilDate) -> Money? {
    guard let own = money.currency else { return nil }
    if own == currency { return money }
    guard let (from, _) = rate(of: own, on: day), let (to, _) = rate(of: currency, on: day) else { return nil }
    return Money((money.amount * from).divided(by: to, scale: currency.minorUnits ?? 2), currency)
  }
}
