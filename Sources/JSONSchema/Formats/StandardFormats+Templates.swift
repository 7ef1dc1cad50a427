extension StandardFormats {
  /// A URI template of RFC 6570.
  public static func isURITemplate(_ text: String) -> Bool {
    var literal = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "{" {
        guard let end = rest.firstIndex(of: "}"), isExpression(String(rest[..<end])) else { return false }
        rest = rest[rest.index(after: end)...]
      } else {
        literal.append(scalar)
      }
    }
    let others = ":/?#[]@"
    return URICharacters(isInternational: true).allow(
      String(literal.filter { $0 != "'" }), besides: others)
  }

  /// What stands between braces: an operator, then variables with their modifiers.
  private static func isExpression(_ text: String) -> Bool {
    var text = text[...]
    if let first = text.utf8.first, "+#./;?&=,!@|".utf8.contains(first) { text = text.dropFirst() }
    return text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).allSatisfy {
      isVariable(Substring($0))
    }
  }

  private static func isVariable(_ text: Substring) -> Bool {
    var name = text.utf8
    if name.last == UInt8(ascii: "*") {
      name = name.dropLast()
    } else if let colon = name.firstIndex(of: UInt8(ascii: ":")) {
      let length = name[colon...].dropFirst()
      guard 1...4 ~= length.count, length.allSatisfy(\.isASCIIDigit), length.first != UInt8(ascii: "0") else {
        return false
      }
      name = name[..<colon]
    }
    return name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { part in
      var scanner = ByteScanner(part)
      guard !scanner.isAtEnd else { return false }
      while let byte = scanner.peek {
        scanner.position += 1
        if byte == UInt8(ascii: "%") {
          for _ in 0..<2 {
            guard let digit = scanner.peek, digit.isHexDigit else { return false }
            scanner.position += 1
          }
        } else if !byte.isASCIILetter, !byte.isASCIIDigit, byte != UInt8(ascii: "_") {
          return false
        }
      }
      return true
    }
  }
}
