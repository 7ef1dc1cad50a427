import LibrettoModel

extension TermReader {
  /// The tables of `rates`: what one unit of a currency is worth in the book's, from a day on.
  mutating func rates(_ value: Value) -> ExchangeRates? {
    guard let base = book.configuration.currency.flatMap({ CurrencyCode($0) }) else {
      report(
        "rates are given in the book's currency, and libretto.yaml names none", at: value.range,
        help: "add currency: EUR, or another, to libretto.yaml")
      return nil
    }
    var tables: [ExchangeRates.Table] = []
    for member in value.members ?? [] {
      guard let since = CivilDate(member.key) else {
        report(
          "\"\(member.key)\" is no day", at: member.keyRange, help: "write the day from which rates hold: 2026-01-01")
        continue
      }
      if tables.contains(where: { $0.since == since }) {
        report("the rates of \(member.key) stand twice", at: member.keyRange, help: "join them")
      }
      var rates: [CurrencyCode: Number] = [:]
      for rate in member.value.members ?? [] {
        guard let currency = CurrencyCode(rate.key) else {
          let known = CurrencyCode.all.map(\.code)
          report(
            "unknown currency \"\(rate.key)\"", at: rate.keyRange,
            help: nearest(to: rate.key, among: known).map { "did you mean \"\($0)\"?" }
              ?? "write a code of ISO 4217: USD")
          continue
        }
        guard currency != base else {
          report("\(base) is the book's own currency", at: rate.keyRange, help: "leave it out: it is worth 1")
          continue
        }
        guard let number = rate.value.number, !number.isNegative, !number.isZero else {
          report(
            "a rate is a number above zero", at: rate.value.range,
            help: "write what one \(currency) is worth in \(base)")
          continue
        }
        rates[currency] = number
      }
      tables.append(ExchangeRates.Table(since: since, rates: rates))
    }
    return tables.isEmpty ? nil : ExchangeRates(base: base, tables: tables)
  }
}
