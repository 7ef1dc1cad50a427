extension StandardFormats {
  /// A host name of RFC 1123: labels of letters, digits and inner hyphens, at most 63 octets each and 253 in
  /// all. A label that begins with `xn--` must be the encoding of a valid international one.
  public static func isHostname(_ text: String) -> Bool {
    guard text.utf8.count <= 253, isDomain(text.utf8, false) else { return false }
    return text.utf8.split(separator: UInt8(ascii: ".")).allSatisfy { label in
      let label = label.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
      guard label.count >= 4, label[2] == UInt8(ascii: "-"), label[3] == UInt8(ascii: "-") else {
        return true
      }
      return unicodeLabel(label) != nil
    }
  }

  /// A host name that may hold international labels, as IDNA 2008 has them (RFC 5890), the dots also as `。`,
  /// `．` or `｡`.
  public static func isInternationalHostname(_ text: String) -> Bool {
    let separators: [Unicode.Scalar] = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
    var length = 0
    var labels: [[Unicode.Scalar]] = []
    for part in text.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: separators.contains)
    {
      var ascii = Array(String(part).utf8)
      var scalars = Array(part)
      if scalars.allSatisfy(\.isASCII) {
        guard isHostname(String(part)) else { return false }
        if part.count >= 4, scalars[2] == "-", scalars[3] == "-" {
          let lower = ascii.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
          scalars = unicodeLabel(lower) ?? []
        }
      } else {
        // Each character takes an octet at least, so a longer one need not be looked at.
        guard scalars.count <= 63, InternationalLabel.isValid(scalars) else { return false }
        ascii = Array("xn--".utf8) + Punycode.encode(scalars)
      }
      guard 1...63 ~= ascii.count else { return false }
      length += ascii.count + 1
      labels.append(scalars)
    }
    guard length - 1 <= 253 else { return false }
    return !DirectionRule.applies(to: labels.joined()) || labels.allSatisfy(DirectionRule.isValid)
  }

  /// What a lowercase `xn--` label stands for; nil where that is not allowed.
  private static func unicodeLabel(_ label: [UInt8]) -> [Unicode.Scalar]? {
    guard label.starts(with: "xn--".utf8), let scalars = Punycode.decode(label.dropFirst(4)),
      !scalars.allSatisfy(\.isASCII), InternationalLabel.isValid(scalars),
      Punycode.encode(scalars) == Array(label.dropFirst(4))
    else { return nil }
    return !DirectionRule.applies(to: scalars) || DirectionRule.isValid(scalars) ? scalars : nil
  }

  /// Labels of letters, digits and inner hyphens; `international` also takes any UTF-8 in them.
  static func isDomain(_ bytes: some Collection<UInt8>, _ international: Bool) -> Bool {
    guard 1...255 ~= bytes.count else { return false }
    return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
      1...63 ~= label.count && label.first != UInt8(ascii: "-") && Array(label).last != UInt8(ascii: "-")
        && label.allSatisfy {
          $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") || (international && $0 >= 0x80)
        }
    }
  }
}
