public import JSONSchema

/// The formats that a book asserts: the standard ones and those of the book's own format.
public enum Formats {
  /// Every format by its name. `member` is judged by a rule of its own, which knows the nearest name; here it is whether
  /// the name is in `members`, and anything where that is nil.
  static func all(members: [String]?) -> [String: FormatCheck] {
    var formats: [String: FormatCheck] = [:]
    for name in ["date", "date-time", "time", "uri"] { formats[name] = StandardFormats.all[name] }
    formats["email"] = StandardFormats.all["idn-email"]
    formats["phone"] = { PhoneNumber($0) != nil }
    formats["country"] = { CountryCode($0) != nil }
    formats["currency"] = { CurrencyCode($0) != nil }
    formats["money"] = { Money($0) != nil }
    formats["timezone"] = { TimeZoneName.isValid($0) }
    formats["language"] = { LanguageTag($0) != nil }
    formats["domain"] = { DomainName($0) != nil }
    formats["duration"] = { CalendarDuration($0) != nil }
    if let members {
      let known = Set(members)
      formats["member"] = { known.contains($0) }
    }
    return formats
  }

  private static let withoutMembers = all(members: nil)

  /// The check of a format by its name; nil for one that is not asserted. Members are judged by a rule of their own.
  public static func check(_ name: String) -> FormatCheck? { withoutMembers[name] }
}
