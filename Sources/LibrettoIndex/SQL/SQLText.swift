/// The letters of a statement, as far as one has to know them to name a place in it.
struct SQLText {
  /// The bytes of the statement.
  let bytes: [UInt8]

  /// A text in single quotes.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// Whether a byte may stand in a name.
  static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...0xFF: true
    default: false
    }
  }

  /// The next place from `start` on that is neither blank, comment nor, where `semicolons` says so, a semicolon.
  func significant(from start: Int, skippingSemicolons semicolons: Bool = false) -> Int {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09...0x0D: index += 1
      case 0x3B where semicolons: index += 1
      case 0x2D where index + 1 < bytes.count && bytes[index + 1] == 0x2D:
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      case 0x2F where index + 1 < bytes.count && bytes[index + 1] == 0x2A:
        index += 2
        while index + 1 < bytes.count, !(bytes[index] == 0x2A && bytes[index + 1] == 0x2F) { index += 1 }
        index = min(index + 2, bytes.count)
      default: return index
      }
    }
    return index
  }

  /// The token that begins at `start`: a name, a number, something in quotes, or one character.
  func token(at start: Int) -> Range<Int> {
    guard start < bytes.count else { return bytes.count..<bytes.count }
    let first = bytes[start]
    var end = start + 1
    if [0x22, 0x27, 0x60, 0x5B].contains(first) {
      let closing: UInt8 = first == 0x5B ? 0x5D : first
      while end < bytes.count, bytes[end] != closing, bytes[end] != 0x0A { end += 1 }
      return start..<min(end + 1, bytes.count)
    }
    guard Self.isName(first) else { return start..<end }
    while end < bytes.count, Self.isName(bytes[end]) { end += 1 }
    return start..<end
  }

  /// The text of a range.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The first word, in capitals; empty where there is none.
  var firstWord: (text: String, range: Range<Int>) {
    let range = token(at: significant(from: 0, skippingSemicolons: true))
    return (text(range).uppercased(), range)
  }

  /// The first token that is `name`, whatever its letters' case or quotes; in texts and comments nothing is found.
  func first(_ name: String) -> Range<Int>? {
    let wanted = name.lowercased()
    return tokens.first { Self.unquoted(text($0)).lowercased() == wanted && bytes[$0.lowerBound] != 0x27 }
  }

  /// The names in the statement in small letters, without quotes.
  var names: Set<String> { Set(tokens.map { Self.unquoted(text($0)).lowercased() }) }

  private var tokens: [Range<Int>] {
    var result: [Range<Int>] = []
    var index = significant(from: 0)
    while index < bytes.count {
      let range = token(at: index)
      result.append(range)
      index = significant(from: range.upperBound)
    }
    return result
  }

  private static func unquoted(_ token: String) -> String {
    guard let first = token.utf8.first, [0x22, 0x60, 0x5B].contains(first), token.utf8.count > 1 else { return token }
    return String(token.dropFirst().dropLast())
  }
}
