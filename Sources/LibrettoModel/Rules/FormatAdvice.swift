import JSONSchema
import LibrettoSyntax

/// What to say of a value that is not in its format, and how to mend it where there is no doubt.
public struct FormatAdvice {
  /// What stands beside the marked value.
  public let expectation: String?
  /// What to do.
  public let help: String?
  /// The value as it must be meant; nil where there is doubt.
  public let mended: String?

  /// Advises on a text that is not in the format; `country` is the record's.
  public init(format: String, text: String, country: String?) {
    switch format {
    case "date":
      let mended = Self.date(text)
      self.init("expected a day as 2026-11-21", mended.map { "did you mean \($0)?" }, mended)
    case "phone":
      let mended = PhoneNumber.mended(text, country: country)
      self.init(
        "expected an international number as +49 30 1234567", mended.map { "did you mean \"\($0)\"?" }, mended)
    case "country":
      let guess = CountryCode.nearest(to: text)
      let certain = CountryCode.certain(for: text)
      self.init(
        "expected two letters of ISO 3166-1, such as DE", guess.map { "did you mean \"\($0.code)\" (\($0.name))?" },
        certain?.code)
    case "currency":
      self.init("expected a code of ISO 4217, such as EUR", nil, nil)
    case "money":
      self.init("expected an amount as 1200 or 1200.50 EUR", nil, nil)
    case "timezone":
      self.init(
        "expected an IANA zone, such as Europe/Berlin",
        TimeZoneName.nearest(to: text).map { "did you mean \"\($0)\"?" }, nil)
    case "email": self.init("expected an address as jane@globex.example", nil, nil)
    case "domain": self.init("expected a domain as globex.example", nil, nil)
    case "uri": self.init("expected an address as https://globex.example/", nil, nil)
    case "language": self.init("expected a language of BCP 47, such as de or en-GB", nil, nil)
    case "time": self.init("expected a time as 14:05:00Z", nil, nil)
    case "date-time": self.init("expected a moment as 2026-11-21T14:05:00+01:00", nil, nil)
    case "duration": self.init("expected a duration as 3d, 8h or P1DT12H", nil, nil)
    default: self.init(nil, nil, nil)
    }
  }

  private init(_ expectation: String?, _ help: String?, _ mended: String?) {
    self.expectation = expectation
    self.help = help
    self.mended = mended
  }

  /// The format in plain words.
  public static func noun(_ format: String) -> String {
    switch format {
    case "email": "e-mail address"
    case "phone": "phone number"
    case "country": "country code"
    case "currency": "currency code"
    case "money": "amount"
    case "timezone": "time zone"
    case "language": "language tag"
    case "uri": "address (URI)"
    default: format
    }
  }

  /// The day that `text` must mean: year first with other separators, or day and month where only one order is
  /// possible. `03/04/2026` stays in doubt.
  static func date(_ text: String) -> String? {
    let parts = text.split(omittingEmptySubsequences: false) { "-/. ".contains($0) }.filter { !$0.isEmpty }
    let numbers = parts.compactMap { Int($0) }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    if parts[0].utf8.count == 4 {
      return CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])?.description
    }
    guard parts[2].utf8.count == 4 else { return nil }
    let dayFirst = CivilDate(year: numbers[2], month: numbers[1], day: numbers[0])
    let monthFirst = CivilDate(year: numbers[2], month: numbers[0], day: numbers[1])
    if dayFirst == monthFirst { return dayFirst?.description }
    // A full stop separates day, month and year in that order wherever it is used.
    if text.contains(".") { return dayFirst?.description }
    if let dayFirst, monthFirst == nil { return dayFirst.description }
    if let monthFirst, dayFirst == nil { return monthFirst.description }
    return nil
  }
}
