public import JSONSchema

/// An exact amount, in a currency where one is written: `1200`, `1200.50 USD`. Without one it is in the
/// book's.
public struct Money: Hashable, Sendable {
  /// How much; `1.10` and `1.1` are the same.
  public var amount: Number
  /// The currency; nil where none is written.
  public var currency: CurrencyCode?

  /// An amount in a currency.
  public init(_ amount: Number, _ currency: CurrencyCode? = nil) {
    self.amount = amount
    self.currency = currency
  }

  /// Reads an amount, `-?` digits, and perhaps a point and digits, then perhaps one blank and a currency's
  /// code. There are no thousands separators, exponents, signs of currencies or leading zeros.
  public init?(_ text: some StringProtocol) {
    let blank = text.utf8.firstIndex(of: UInt8(ascii: " "))
    let first = text[..<(blank ?? text.endIndex)]
    guard
      first.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }),
      let amount = Number(first)
    else { return nil }
    self.amount = amount
    currency = nil
    if let blank {
      guard let code = CurrencyCode(text[text.utf8.index(after: blank)...]) else { return nil }
      currency = code
    }
  }

  /// The same amount in `standard`, the book's currency, where none is written.
  public func inCurrency(orElse standard: CurrencyCode?) -> Money { Money(amount, currency ?? standard) }

  /// The sum; nil where the currencies differ.
  public func adding(_ other: Money) -> Money? {
    currency == other.currency ? Money(amount + other.amount, currency) : nil
  }

  /// Whether this is less than `other`; nil where the currencies differ.
  public func isLess(than other: Money) -> Bool? {
    currency == other.currency ? amount < other.amount : nil
  }
}

extension Money: CustomStringConvertible {
  /// As it is written: `1200`, `1200.50 USD`. Whole amounts have no decimals, others as many as the currency
  /// (two where it is not known), or more where they need more.
  public var description: String {
    let number: String
    if amount.isInteger {
      number = amount.text(scale: 0)
    } else {
      let scale = currency?.minorUnits ?? 2
      let rounded = amount.text(scale: scale)
      number = Number(rounded) == amount ? rounded : Self.plain(amount, from: scale)
    }
    return currency.map { "\(number) \($0)" } ?? number
  }

  /// With as many decimals as it takes to say it exactly, and no exponent.
  private static func plain(_ amount: Number, from scale: Int) -> String {
    var scale = scale
    while scale < Number.digitLimit, amount.rounded(toScale: scale) != amount { scale += 1 }
    return amount.text(scale: scale)
  }
}
