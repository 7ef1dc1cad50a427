/// A well-formed language tag of BCP 47 (RFC 5646, 2.1): `de`, `zh-Hant-TW`, `de-CH-1996`, `x-private`.
/// Whether its parts are registered is not asked.
public struct LanguageTag: Hashable, Sendable {
  /// The tag as RFC 5646, 2.1.1 recommends to write it: languages small, scripts as titles, regions in
  /// capitals.
  public let text: String

  /// Reads a tag; nil where it is not well-formed, or has a variant or an extension twice (2.2.9).
  public init?(_ text: some StringProtocol) {
    let lower = text.lowercased()
    if let grandfathered = Self.grandfathered.first(where: { $0.lowercased() == lower }) {
      self.text = grandfathered
      return
    }
    guard text.utf8.allSatisfy({ $0 == 0x2D || Self.isAlphanumeric($0) }) else { return nil }
    var subtags = Subtags(lower.split(separator: "-", omittingEmptySubsequences: false))
    guard !subtags.rest.contains(where: { $0.isEmpty || $0.utf8.count > 8 }) else { return nil }
    guard subtags.rest.first == "x" || subtags.takeLanguage() else { return nil }
    guard subtags.takeExtensions() else { return nil }
    self.text = subtags.taken.joined(separator: "-")
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
  }

  /// The tags that were registered before the grammar was, and do not follow it or look as if they had
  /// extended languages: RFC 5646, 2.1, `irregular` and `regular`.
  private static let grandfathered = [
    "en-GB-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo",
    "i-navajo",
    "i-pwn", "i-tao", "i-tay", "i-tsu", "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE", "art-lojban", "cel-gaulish",
    "no-bok",
    "no-nyn", "zh-guoyu", "zh-hakka", "zh-min", "zh-min-nan", "zh-xiang",
  ]

  /// The parts between the hyphens, taken one after the other.
  private struct Subtags {
    var rest: ArraySlice<Substring>
    var taken: [String] = []

    init(_ parts: [Substring]) { rest = parts[...] }

    private mutating func take(
      _ lengths: ClosedRange<Int>, _ write: (Substring) -> String = { String($0) },
      where isRight: (Substring) -> Bool = { _ in true }
    ) -> Bool {
      guard let next = rest.first, lengths ~= next.utf8.count, isRight(next) else { return false }
      taken.append(write(next))
      rest.removeFirst()
      return true
    }

    private static func isAlphabetic(_ subtag: Substring) -> Bool { subtag.utf8.allSatisfy { $0 > 0x39 } }
    private static func isNumeric(_ subtag: Substring) -> Bool { subtag.utf8.allSatisfy { $0 <= 0x39 } }

    /// Language, up to three extended languages, script, region and variants.
    mutating func takeLanguage() -> Bool {
      let length = rest.first?.utf8.count ?? 0
      guard take(2...8, where: Self.isAlphabetic) else { return false }
      if length <= 3 { for _ in 0..<3 where !take(3...3, where: Self.isAlphabetic) { break } }
      _ = take(4...4, { $0.prefix(1).uppercased() + $0.dropFirst() }, where: Self.isAlphabetic)
      if !take(2...2, { $0.uppercased() }, where: Self.isAlphabetic) {
        _ = take(3...3, where: Self.isNumeric)
      }
      let variants = taken.count
      while take(5...8) || take(4...4, where: { Self.isNumeric($0.prefix(1)) }) {}
      return Set(taken[variants...]).count == taken.count - variants
    }

    /// Extensions, each a letter or digit and what belongs to it, and what is for private use, to the end.
    mutating func takeExtensions() -> Bool {
      var singletons: Set<Substring> = []
      while let singleton = rest.first {
        guard singleton.utf8.count == 1, singletons.insert(singleton).inserted, take(1...1) else {
          return false
        }
        let isPrivate = singleton == "x"
        guard take(isPrivate ? 1...8 : 2...8) else { return false }
        while take(isPrivate ? 1...8 : 2...8) {}
      }
      return true
    }
  }
}

extension LanguageTag: CustomStringConvertible {
  /// The tag as recommended to write it.
  public var description: String { text }
}
