/// What scalars become, in two steps as usual for Unicode data: pages of 256 scalars, of which most are one
/// and the same page that changes nothing. Built once, from lines that `tools/generate-unicode-tables.py`
/// wrote.
struct FoldingTable: Sendable {
  /// Search: compatibility decomposition (NFKD), full case folding, marks left out, and letters with strokes
  /// and ligatures as the letters people type for them (`ø` o, `æ` ae, `ß` ss, `ł` l, `đ` d, `þ` th).
  static let search = FoldingTable([alphabets, symbols, forms])
  /// Full case folding where it is not the lower-case mapping of the scalar.
  static let caseFolding = FoldingTable([caseExceptions])

  private static let scalarLimit = 0x30000
  /// For each 256 scalars where their page begins in `entries`.
  private var pages = [UInt16](repeating: 0, count: scalarLimit / 256)
  /// 0 for no change, else one more than where in `pool` the bytes begin, times 256, plus how many there are.
  private var entries = [UInt32](repeating: 0, count: 256)
  /// UTF-8 of all that scalars become.
  private var pool: [UInt8] = []

  /// What `scalar` becomes, as UTF-8, empty where it is left out; nil where it stays.
  func replacement(of scalar: UInt32) -> ArraySlice<UInt8>? {
    guard scalar < UInt32(Self.scalarLimit) else { return nil }
    let entry = entries[Int(pages[Int(scalar >> 8)]) * 256 + Int(scalar & 0xFF)]
    guard entry != 0 else { return nil }
    let start = Int(entry >> 8) - 1
    return pool[start..<(start + Int(entry & 0xFF))]
  }

  /// Reads lines of `HEX:` and then, for each scalar from there on, what it becomes: a blank for itself, a
  /// scalar, or braces around any number of them.
  private init(_ texts: [String]) {
    pool.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count })
    for text in texts {
      let bytes = Array(text.utf8)
      for line in bytes.split(separator: UInt8(ascii: "\n")) { readLine(line) }
    }
  }

  private mutating func readLine(_ line: ArraySlice<UInt8>) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    var source = line[..<colon].reduce(0) { $0 * 16 + Int($1 <= 0x39 ? $1 - 0x30 : $1 - 0x37) }
    var position = colon + 1
    while position < line.endIndex {
      let byte = line[position]
      if byte == UInt8(ascii: "{") {
        let end = line[position...].firstIndex(of: UInt8(ascii: "}")) ?? line.endIndex
        set(source, line[(position + 1)..<end])
        position = end + 1
      } else {
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        if byte != UInt8(ascii: " ") { set(source, line[position..<(position + length)]) }
        position += length
      }
      source += 1
    }
  }

  private mutating func set(_ source: Int, _ replacement: ArraySlice<UInt8>) {
    if pages[source >> 8] == 0 {
      pages[source >> 8] = UInt16(entries.count / 256)
      entries.append(contentsOf: repeatElement(0, count: 256))
    }
    let entry = UInt32(pool.count + 1) << 8 | UInt32(replacement.count)
    entries[Int(pages[source >> 8]) * 256 + (source & 0xFF)] = entry
    pool += replacement
  }
}
