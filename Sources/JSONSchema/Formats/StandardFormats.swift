/// Whether a string has a format. A format says nothing of values that are not strings.
public typealias FormatCheck = @Sendable (String) -> Bool

/// The formats of JSON Schema Validation 2020-12, section 7.3.
public enum StandardFormats {
  /// The checks by the names of the formats.
  public static let all: [String: FormatCheck] = [
    "date": { isDate($0) },
    "date-time": { isDateTime($0) },
    "time": { isTime($0) },
    "duration": { isDuration($0) },
    "email": { isEmail($0) },
    "idn-email": { isEmail($0, international: true) },
    "hostname": { isHostname($0) },
    "idn-hostname": { isInternationalHostname($0) },
    "ipv4": { isIPv4($0) },
    "ipv6": { isIPv6($0) },
    "uri": { isURI($0) },
    "uri-reference": { isURIReference($0) },
    "iri": { isURI($0, international: true) },
    "iri-reference": { isURIReference($0, international: true) },
    "uri-template": { isURITemplate($0) },
    "uuid": { isUUID($0) },
    "json-pointer": { isJSONPointer($0) },
    "relative-json-pointer": { isRelativeJSONPointer($0) },
    "regex": { isRegularExpression($0) },
  ]

  /// 32 hexadecimal digits in five groups (RFC 9562), of any version.
  public static func isUUID(_ text: String) -> Bool {
    let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(\.isHexDigit) }
  }

  /// A JSON Pointer (RFC 6901).
  public static func isJSONPointer(_ text: String) -> Bool { JSONPointer.tokens(text) != nil }

  /// A relative JSON Pointer (draft-bhutton-relative-json-pointer-00).
  public static func isRelativeJSONPointer(_ text: String) -> Bool {
    let digits = text.utf8.prefix { $0.isASCIIDigit }
    guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1 else { return false }
    let rest = text[digits.endIndex...]
    return rest == "#" || JSONPointer.tokens(String(rest)) != nil
  }

  /// A regular expression of ECMA-262; look-around and back-references, which `pattern` refuses, are allowed
  /// here.
  public static func isRegularExpression(_ text: String) -> Bool {
    do {
      _ = try PatternTranslator.translate(text)
      return true
    } catch {
      return error.isWellFormed
    }
  }
}
