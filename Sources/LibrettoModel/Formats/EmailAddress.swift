/// Addresses of electronic mail, whose syntax the format `email` checks (RFC 5321 with RFC 6531).
public enum EmailAddress {
  /// `text` as it is compared for uniqueness: without blanks around it and case-folded. RFC 5321, 2.4 lets a
  /// host tell `Jane@` from `jane@`, but none does, and one person in the book twice is the likelier harm.
  public static func normalForm(_ text: some StringProtocol) -> String {
    // Mostly there is no blank space around.
    if text.utf8.allSatisfy({ 0x21..<0x7F ~= $0 }) { return caseFolded(String(text)) }
    var rest = text.unicodeScalars[...]
    while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
    return caseFolded(String(String.UnicodeScalarView(rest)))
  }
}
