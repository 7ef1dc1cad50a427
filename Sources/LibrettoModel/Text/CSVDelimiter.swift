/// What stands between two fields of a CSV file.
public enum CSVDelimiter: UInt8, CaseIterable, Sendable {
  /// `,`.
  case comma = 0x2C
  /// `;`.
  case semicolon = 0x3B
  /// A tab.
  case tab = 0x09
  /// `|`.
  case pipe = 0x7C

  /// The delimiter that a user names: itself (`;`), or the words `comma`, `semicolon`, `tab`, `pipe`; nil for anything else.
  public init?(name: String) {
    switch name {
    case ",", "comma": self = .comma
    case ";", "semicolon": self = .semicolon
    case "\t", "\\t", "tab": self = .tab
    case "|", "pipe": self = .pipe
    default: return nil
    }
  }

  /// The delimiter that occurs most often, outside quotes, in the first record of `bytes`; the earlier case on a tie, and
  /// the comma where there is none.
  public static func detected(in bytes: [UInt8]) -> CSVDelimiter {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes {
      if byte == 0x22 { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      counts[byte, default: 0] += 1
    }
    var best = CSVDelimiter.comma
    for candidate in allCases where counts[candidate.rawValue, default: 0] > counts[best.rawValue, default: 0] {
      best = candidate
    }
    return best
  }
}
