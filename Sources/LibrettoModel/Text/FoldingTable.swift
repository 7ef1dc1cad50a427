/// What scalars become, in two steps as usual for Unicode data: pages of 256 scalars, of which most are one and
/// the same page that changes nothing. Built once, from lines that `tools/generate-unicode-tables.py` wrote.
struct FoldingTable: Sendable {
  /// Search: compatibility decomposition (NFKD), full case folding, marks left out, and letters with strokes and
  /// ligatures as the letters people type for them (`ø` o, `æ` ae, `ß` ss, `ł` l, `đ` d, `þ` th).
  static let search = FoldingTable([alphabets, symbols, forms])
  /// Full case folding where it is not the lower-case mapping of the scalar.
  static let caseFolding = FoldingTable([caseExceptions])

  private static let scalarLimit = 0x30000
  /// For each 256 scalars where their page begins in `entries`.
  private var pages = [Int](repeating: 0, count: scalarLimit / 256)
  /// 0 for no change, a scalar's value, or `sequenceMark` plus an index of `sequences`.
  private var entries = [UInt32](repeating: 0, count: 256)
  private var sequences: [[Unicode.Scalar]] = []
  private static let sequenceMark: UInt32 = 1 << 31

  /// What a scalar becomes.
  enum Entry {
    case unchanged
    case scalar(Unicode.Scalar)
    case sequence([Unicode.Scalar])
  }

  subscript(scalar: Unicode.Scalar) -> Entry {
    guard scalar.value < UInt32(Self.scalarLimit) else { return .unchanged }
    let entry = entries[pages[Int(scalar.value >> 8)] + Int(scalar.value & 0xFF)]
    if entry == 0 { return .unchanged }
    if entry & Self.sequenceMark != 0 { return .sequence(sequences[Int(entry & ~Self.sequenceMark)]) }
    return Unicode.Scalar(entry).map(Entry.scalar) ?? .unchanged
  }

  /// Reads lines of `HEX:` and then, for each scalar from there on, what it becomes: a blank for itself, a scalar,
  /// or braces around any number of them.
  private init(_ texts: [String]) {
    for text in texts {
      for line in text.utf8.split(separator: 0x0A) {
        guard let colon = line.firstIndex(of: 0x3A) else { continue }
        var source = line[..<colon].reduce(0) { $0 * 16 + Int($1 <= 0x39 ? $1 - 0x30 : $1 - 0x37) }
        var scalars = Substring(line[line.index(after: colon)...]).unicodeScalars[...]
        while let scalar = scalars.popFirst() {
          if scalar == "{" {
            let sequence = Array(scalars.prefix { $0 != "}" })
            scalars = scalars.dropFirst(sequence.count + 1)
            sequences.append(sequence)
            set(source, Self.sequenceMark | UInt32(sequences.count - 1))
          } else if scalar != " " {
            set(source, scalar.value)
          }
          source += 1
        }
      }
    }
  }

  private mutating func set(_ source: Int, _ entry: UInt32) {
    if pages[source >> 8] == 0 {
      pages[source >> 8] = entries.count
      entries.append(contentsOf: repeatElement(0, count: 256))
    }
    entries[pages[source >> 8] + (source & 0xFF)] = entry
  }
}
