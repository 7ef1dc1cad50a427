/// A position in the bytes of a text.
struct ByteScanner {
  let bytes: [UInt8]
  var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  var isAtEnd: Bool { position == bytes.count }

  /// The byte at the position.
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Moves past the byte where it is here.
  mutating func skip(_ byte: Unicode.Scalar) -> Bool {
    guard peek.map(UInt32.init) == byte.value else { return false }
    position += 1
    return true
  }

  /// Moves past the byte where it is one of those.
  mutating func skip(anyOf bytes: StaticString) -> Bool {
    guard let peek, bytes.withUTF8Buffer({ $0.contains(peek) }) else { return false }
    position += 1
    return true
  }

  /// Moves past all digits; how many they were.
  mutating func skipDigits() -> Int {
    let start = position
    while let peek, peek.isASCIIDigit { position += 1 }
    return position - start
  }

  /// The number of exactly `count` digits.
  mutating func digits(_ count: Int) -> Int? {
    guard position + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[position..<position + count] {
      guard byte.isASCIIDigit else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    position += count
    return value
  }
}
