extension StandardFormats {
  /// A URI of RFC 3986 with its scheme; `international` also takes what RFC 3987 adds.
  public static func isURI(_ text: String, international: Bool = false) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = text.utf8[..<colon]
    guard scheme.first?.isASCIILetter == true,
      scheme.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "+-.".utf8.contains($0) })
    else { return false }
    return isURIReference(text, international: international)
  }

  /// A URI or a relative reference of RFC 3986, section 4.1; `international` also takes what RFC 3987 adds.
  public static func isURIReference(_ text: String, international: Bool = false) -> Bool {
    let reference = URIReference(text)
    let characters = URICharacters(isInternational: international)
    if let scheme = reference.scheme {
      guard scheme.utf8.first?.isASCIILetter == true,
        scheme.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "+-.".utf8.contains($0) })
      else { return false }
    }
    if let authority = reference.authority {
      guard isAuthority(authority, characters) else { return false }
      guard reference.path.isEmpty || reference.path.utf8.first == UInt8(ascii: "/") else { return false }
    }
    return characters.allow(reference.path, besides: ":@/")
      && characters.allow(reference.query ?? "", besides: ":@/?")
      && characters.allow(reference.fragment ?? "", besides: ":@/?")
  }

  private static func isAuthority(_ authority: String, _ characters: URICharacters) -> Bool {
    var host = authority[...]
    if let at = host.utf8.firstIndex(of: UInt8(ascii: "@")) {
      guard characters.allow(String(host[..<at]), besides: ":") else { return false }
      host = host[host.utf8.index(after: at)...]
    }
    if host.utf8.first == UInt8(ascii: "[") {
      guard let end = host.utf8.firstIndex(of: UInt8(ascii: "]")) else { return false }
      let literal = String(host[host.utf8.index(after: host.startIndex)..<end])
      guard isIPv6(literal) || isFutureAddress(literal) else { return false }
      let port = host[host.utf8.index(after: end)...]
      return port.isEmpty
        || (port.utf8.first == UInt8(ascii: ":") && port.utf8.dropFirst().allSatisfy(\.isASCIIDigit))
    }
    if let colon = host.utf8.firstIndex(of: UInt8(ascii: ":")) {
      guard host.utf8[colon...].dropFirst().allSatisfy(\.isASCIIDigit) else { return false }
      host = host[..<colon]
    }
    return characters.allow(String(host), besides: "")
  }

  /// `vF.…` of RFC 3986.
  private static func isFutureAddress(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1)
    return parts.count == 2 && parts[0].count > 1 && parts[0].first.map { $0 | 0x20 } == UInt8(ascii: "v")
      && parts[0].dropFirst().allSatisfy(\.isHexDigit)
      && URICharacters(isInternational: false).allow(String(Substring(parts[1])), besides: ":")
  }
}

/// The characters that a URI's parts share: unreserved ones, `sub-delims` and `%XX`.
struct URICharacters {
  let isInternational: Bool

  /// Whether the text holds nothing else, but for `others`.
  func allow(_ text: String, besides others: String) -> Bool {
    var scanner = ByteScanner(text)
    while let byte = scanner.peek {
      scanner.position += 1
      if byte == UInt8(ascii: "%") {
        for _ in 0..<2 {
          guard let digit = scanner.peek, digit.isHexDigit else { return false }
          scanner.position += 1
        }
      } else if !byte.isASCIILetter, !byte.isASCIIDigit, !"-._~!$&'()*+,;=".utf8.contains(byte),
        !others.utf8.contains(byte), !(isInternational && byte >= 0x80)
      {
        return false
      }
    }
    return true
  }
}
