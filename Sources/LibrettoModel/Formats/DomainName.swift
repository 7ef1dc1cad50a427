/// A domain name with at least one dot, such as `globex.example` or `müller.example`: no scheme, port or
/// path.
///
/// Labels have the letters, digits and inner hyphens of RFC 1123, 2.1, or Unicode letters, marks and digits
/// as in RFC 5890; each takes at most 63 bytes and all together 253 (RFC 1035, 2.3.4).
public struct DomainName: Hashable, Sendable {
  /// The normal form: case-folded.
  public let text: String

  /// Reads a domain name; nil for anything else, and where the last label is all digits, as of an address.
  public init?(_ text: some StringProtocol) {
    let folded = caseFolded(String(text))
    let labels = folded.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, folded.utf8.count <= 253, labels.allSatisfy(Self.isLabel),
      let last = labels.last, !last.utf8.allSatisfy({ 0x30...0x39 ~= $0 })
    else { return nil }
    self.text = folded
  }

  private static func isLabel(_ label: Substring) -> Bool {
    guard 1...63 ~= label.utf8.count, label.utf8.first != 0x2D, label.utf8.last != 0x2D,
      let first = label.unicodeScalars.first, !isMark(first)
    else { return false }
    return label.unicodeScalars.allSatisfy { scalar in
      if scalar.isASCII {
        return scalar == "-" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      }
      return scalar.properties.isAlphabetic || isMark(scalar)
        || scalar.properties.generalCategory == .decimalNumber
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}

extension DomainName: CustomStringConvertible {
  /// The normal form.
  public var description: String { text }
}
