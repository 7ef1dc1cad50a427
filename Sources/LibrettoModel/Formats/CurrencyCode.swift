/// A currency's code of ISO 4217, in capitals: `EUR`.
public struct CurrencyCode: Hashable, Sendable {
  /// The code: `EUR`.
  public let code: String
  /// The decimals of its smallest unit: 2 for the euro, 0 for the yen, 3 for Kuwait's dinar; nil for metals
  /// and other units that have none.
  public let minorUnits: Int?

  /// Reads a code of the list, in capitals.
  public init?(_ text: some StringProtocol) {
    let code = String(text)
    guard let minorUnits = Self.units[code] else { return nil }
    self.code = code
    self.minorUnits = minorUnits < 0 ? nil : minorUnits
  }

  /// All codes, by code.
  public static let all: [CurrencyCode] = units.keys.sorted().compactMap { CurrencyCode($0) }

  /// ISO 4217's list one by the decimals of the smallest unit, up to amendment 180 (2026). Those that were
  /// withdrawn since 2022 (ANG, BGN, CUC, HRK, SLL, ZWL) stay, since deals made in them do.
  private static let list: [(minorUnits: Int, codes: String)] = [
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
    (-1, "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX"),
    (
      2,
      """
      AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
      CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ
      GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD
      MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD
      RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
      USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ZWL
      """
    ),
  ]

  private static let units: [String: Int] = {
    var units: [String: Int] = [:]
    for (minorUnits, codes) in list {
      for code in codes.split(whereSeparator: \.isWhitespace) { units[String(code)] = minorUnits }
    }
    return units
  }()
}

extension CurrencyCode: CustomStringConvertible {
  /// The code.
  public var description: String { code }
}
