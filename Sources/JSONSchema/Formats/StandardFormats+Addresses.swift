extension StandardFormats {
  /// A mailbox of RFC 5321, section 4.1.2: dot-separated atoms or a quoted string, `@`, a domain or an
  /// address in brackets; `international` also takes UTF-8 in both, as RFC 6531 has it. At most 64 octets
  /// before and 255 after the `@`.
  public static func isEmail(_ text: String, international: Bool = false) -> Bool {
    let bytes = Array(text.utf8)
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")), 1...64 ~= at else { return false }
    let (local, domain) = (bytes[..<at], bytes[(at + 1)...])
    let isLocal =
      local.first == UInt8(ascii: "\"")
      ? isQuoted(local, international)
      : local.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
        !atom.isEmpty && atom.allSatisfy { isAtomText($0, international) }
      }
    guard isLocal else { return false }
    if domain.first == UInt8(ascii: "["), domain.last == UInt8(ascii: "]") {
      let literal = String(decoding: domain.dropFirst().dropLast(), as: UTF8.self)
      let tag = "ipv6:"
      return literal.lowercased().hasPrefix(tag)
        ? isIPv6(String(literal.dropFirst(tag.count))) : isIPv4(literal)
    }
    return isDomain(domain, international)
  }

  /// `atext` of RFC 5322.
  private static func isAtomText(_ byte: UInt8, _ international: Bool) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
      || (international && byte >= 0x80)
  }

  private static func isQuoted(_ bytes: ArraySlice<UInt8>, _ international: Bool) -> Bool {
    guard bytes.count >= 2, bytes.last == UInt8(ascii: "\"") else { return false }
    var escaped = false
    for byte in bytes.dropFirst().dropLast() {
      guard byte >= 0x20, byte != 0x7F, byte < 0x80 || international else { return false }
      if !escaped, byte == UInt8(ascii: "\"") { return false }
      escaped = !escaped && byte == UInt8(ascii: "\\")
    }
    return !escaped
  }

  /// Four decimal numbers of 0...255 without leading zeros (RFC 2673, section 3.2).
  public static func isIPv4(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        1...3 ~= part.count && part.allSatisfy(\.isASCIIDigit)
          && (part.count == 1 || part.first != UInt8(ascii: "0"))
          && part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } < 256
      }
  }

  /// An address of RFC 4291, section 2.2, without a zone.
  public static func isIPv6(_ text: String) -> Bool {
    var groups = 0
    var isCompressed = false
    var parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)[...]
    guard parts.count >= 3 else { return false }
    if parts.first?.isEmpty == true {
      guard parts.dropFirst().first?.isEmpty == true else { return false }
      parts = parts.dropFirst()
    }
    if parts.last?.isEmpty == true {
      guard parts.dropLast().last?.isEmpty == true else { return false }
      parts = parts.dropLast()
    }
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        guard !isCompressed else { return false }
        isCompressed = true
      } else if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard isIPv4(String(Substring(part))) else { return false }
        groups += 2
      } else {
        guard part.count <= 4, part.allSatisfy(\.isHexDigit) else { return false }
        groups += 1
      }
    }
    return isCompressed ? groups <= 7 : groups == 8
  }
}
