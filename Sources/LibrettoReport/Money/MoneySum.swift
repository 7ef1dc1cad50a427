public import LibrettoModel

/// Amounts added up currency by currency: what cannot be added stays apart.
public struct MoneySum: Sendable, Hashable {
  private var amounts: [CurrencyCode?: Number] = [:]
  private let base: CurrencyCode?

  /// Nothing; the currency that is told first is `base`.
  public init(base: CurrencyCode?) { self.base = base }

  /// Adds an amount to those of its currency.
  public mutating func add(_ money: Money) { amounts[money.currency, default: .zero] += money.amount }

  /// Adds all amounts of another sum.
  public mutating func add(_ other: MoneySum) { for money in other.all { add(money) } }

  /// One amount a currency, the base first, then by code.
  public var all: [Money] {
    amounts.keys.sorted { a, b in
      a == b ? false : a == base ? true : b == base ? false : (a?.code ?? "") < (b?.code ?? "")
    }.map { Money(amounts[$0]!, $0) }
  }

  /// The amount in a currency; nothing where there is none.
  public subscript(currency: CurrencyCode?) -> Number { amounts[currency] ?? .zero }
}

extension ReportContext {
  /// The amount that a field's value states, in the book's currency where none is written.
  func money(_ value: Value?) -> Money? {
    guard let value else { return nil }
    let money = value.text.flatMap { Money($0) } ?? value.number.map { Money($0) }
    return money?.inCurrency(orElse: currency)
  }

  /// The amount in the book's currency at the agreement's rates of a day; as it is where no rate says.
  func inOwnCurrency(_ money: Money, on day: CivilDate) -> Money {
    guard let currency else { return money }
    return terms.rates?.convert(money, to: currency, on: day) ?? money
  }
}
