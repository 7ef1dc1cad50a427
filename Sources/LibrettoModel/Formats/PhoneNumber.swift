/// An international telephone number of ITU-T E.164: a calling code that is assigned, and at most 15 digits.
public struct PhoneNumber: Hashable, Sendable {
  /// The normal form: `+` and 7 to 15 digits.
  public let e164: String

  /// Reads a number that begins with `+`; blanks, hyphens, dots, slashes and parentheses are punctuation and
  /// are dropped. Nil for anything else, for calling codes that nobody has, and where the trunk prefix `0`
  /// was left after a calling code whose countries dial without it from abroad: `+49 (0)30 1234567`.
  public init?(_ text: some StringProtocol) {
    guard let (digits, isInternational) = Self.digits(text), isInternational, 7...15 ~= digits.utf8.count,
      let code = CallingCode.length(of: digits)
    else { return nil }
    if digits.dropFirst(code).first == "0", CallingCode.dropsZero(digits.prefix(code)) { return nil }
    e164 = "+" + digits
  }

  /// The number in E.164 that is certainly meant by `text`, where that is another; nil where it is in order
  /// already or where there is doubt.
  ///
  /// Mended are a leading `00`, the zero in `+49 (0)30`, and national numbers of a record with a country:
  /// with that country's trunk prefix (`030 1234567` in Germany; Italy's leading zero stays), or without one
  /// where the country has none or is part of the North American plan, if the number of digits is one the
  /// country uses.
  ///
  /// - Parameter country: the record's country by ISO 3166-1 alpha-2, where it has one.
  public static func mended(_ text: some StringProtocol, country: String?) -> String? {
    guard PhoneNumber(text) == nil, let (digits, isInternational) = digits(text) else { return nil }
    if isInternational || digits.hasPrefix("00") {
      let number = isInternational ? digits : String(digits.dropFirst(2))
      if let phone = PhoneNumber("+" + number) { return phone.e164 }
      guard let length = CallingCode.length(of: number), CallingCode.dropsZero(number.prefix(length)),
        number.dropFirst(length).first == "0"
      else { return nil }
      return PhoneNumber("+" + number.prefix(length) + number.dropFirst(length + 1))?.e164
    }
    guard let country, let plan = CallingCode.plans[country] else { return nil }
    var national = digits[...]
    switch plan.trunk {
    case .dropped(let prefix):
      if national.hasPrefix(prefix), plan.lengths.contains(national.utf8.count - prefix.utf8.count) {
        national = national.dropFirst(prefix.utf8.count)
      } else if prefix != "1" {
        return nil
      }
    case .keptZero: break
    case .none: guard !national.hasPrefix("0") else { return nil }
    }
    guard plan.lengths.contains(national.utf8.count) else { return nil }
    // Without a mark of being national, digits that make a number with the calling code in them are doubtful.
    if national.count == digits.count, !national.hasPrefix("0"), national.hasPrefix(plan.code),
      plan.lengths.contains(national.utf8.count - plan.code.utf8.count)
    {
      return nil
    }
    return PhoneNumber("+" + plan.code + national)?.e164
  }

  /// The digits of `text`, and whether a `+` comes before them; nil where there is anything but punctuation
  /// between.
  private static func digits(_ text: some StringProtocol) -> (digits: String, isInternational: Bool)? {
    var digits = ""
    var isInternational = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9": digits.unicodeScalars.append(scalar)
      case "+":
        guard digits.isEmpty, !isInternational else { return nil }
        isInternational = true
      // Blank, no-break blanks, hyphens and dashes as they come out of word processors.
      case " ", "\u{A0}", "\u{202F}", "\u{2009}", "-", "\u{2010}", "\u{2011}", "\u{2013}", ".", "/", "(", ")":
        continue
      default: return nil
      }
    }
    return digits.isEmpty ? nil : (digits, isInternational)
  }
}

extension PhoneNumber: CustomStringConvertible {
  /// The normal form.
  public var description: String { e164 }
}
