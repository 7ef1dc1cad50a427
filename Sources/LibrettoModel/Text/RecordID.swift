/// The rules for ids of records: the stems of their files, `[a-z0-9][a-z0-9-]*`.
public enum RecordID {
  /// The longest id, in bytes, that ``slug(from:)`` makes.
  public static let slugLimit = 64

  /// Whether `id` is one: a lower-case ASCII letter or a digit, then any of these and hyphens.
  public static func isValid(_ id: String) -> Bool {
    var isFirst = true
    for byte in id.utf8 {
      guard isLetterOrDigit(byte) || byte == UInt8(ascii: "-") && !isFirst else { return false }
      isFirst = false
    }
    return !isFirst
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte || 0x30...0x39 ~= byte }

  /// The id that a record titled `title` gets: `Jürgen Müller` gives `juergen-mueller`. Greek and Cyrillic
  /// are transliterated letter by letter; apostrophes vanish, everything else becomes one hyphen. Longer ones
  /// are cut at a hyphen. Nil where nothing remains, as of a title in Chinese.
  public static func slug(from title: String) -> String? {
    var bytes: [UInt8] = []
    for character in title {
      let text = Transliteration.latin(character)
      for byte in text.utf8 {
        if isLetterOrDigit(byte) {
          bytes.append(byte)
        } else if byte != UInt8(ascii: "'"), bytes.last != UInt8(ascii: "-"), !bytes.isEmpty {
          bytes.append(UInt8(ascii: "-"))
        }
      }
    }
    if bytes.count > slugLimit {
      let cutsWord = bytes[slugLimit] != UInt8(ascii: "-")
      bytes.removeSubrange(slugLimit...)
      if cutsWord, let hyphen = bytes.lastIndex(of: UInt8(ascii: "-")), hyphen >= slugLimit / 2 {
        bytes.removeSubrange(hyphen...)
      }
    }
    while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// An id that names nobody, such as `k7f3-9qpm`: eight of 27 digits and letters, none of them a vowel (so
  /// that no words arise) and none that is easily taken for another (0, 1, l). About 38 bits: whoever makes
  /// one looks whether it is taken.
  public static func random(using generator: inout some RandomNumberGenerator) -> String {
    let alphabet = Array("23456789bcdfghjkmnpqrstvwxz".utf8)
    var bytes = (0..<8).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
    bytes.insert(UInt8(ascii: "-"), at: 4)
    return String(decoding: bytes, as: UTF8.self)
  }
}
