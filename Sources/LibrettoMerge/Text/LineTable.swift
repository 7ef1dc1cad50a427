import LibrettoModel

/// Texts cut into lines, whose lines are numbered so that equal ones, of whichever text, have the same number.
struct LineTable {
  /// A text's lines.
  struct Text {
    let bytes: ArraySlice<UInt8>
    /// Where each line begins; one more than there are lines, the last the text's end.
    fileprivate(set) var starts: [Int]
    /// The number of each line.
    fileprivate(set) var numbers: [Int32] = []

    var count: Int { numbers.count }

    /// The bytes of some lines.
    func bytes(_ lines: Range<Int>) -> ArraySlice<UInt8> {
      bytes[starts[lines.lowerBound]..<starts[lines.upperBound]]
    }
  }

  // A table of our own (open addressing) asks for no allocation a line; the hash is seeded, so no text can be made slow.
  private var slots: [Int32] = Array(repeating: -1, count: 256)
  private var hashes: [Int] = []
  private var known: [(text: Int, line: Int)] = []
  private(set) var texts: [Text] = []

  /// How many different lines there are.
  var distinctCount: Int { known.count }

  /// Cuts a text; a line ends with LF, which is part of it.
  mutating func add(_ bytes: ArraySlice<UInt8>) {
    var text = Text(bytes: bytes, starts: [bytes.startIndex])
    texts.append(text)
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      while start < buffer.count {
        var stop = start
        while stop < buffer.count, buffer[stop] != 0x0A { stop += 1 }
        stop = min(stop + 1, buffer.count)
        text.starts.append(bytes.startIndex + stop)
        text.numbers.append(number(UnsafeBufferPointer(rebasing: buffer[start..<stop]), text, text.numbers.count))
        start = stop
      }
    }
    texts[texts.count - 1] = text
  }

  private mutating func number(_ line: UnsafeBufferPointer<UInt8>, _ current: Text, _ index: Int) -> Int32 {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(line))
    let hash = hasher.finalize()
    var slot = hash & (slots.count - 1)
    while slots[slot] >= 0 {
      let found = Int(slots[slot])
      if hashes[found] == hash, isEqual(line, found, current) { return Int32(found) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(known.count)
    known.append((texts.count - 1, index))
    hashes.append(hash)
    if known.count * 2 > slots.count { grow() }
    return Int32(known.count - 1)
  }

  private func isEqual(_ line: UnsafeBufferPointer<UInt8>, _ found: Int, _ current: Text) -> Bool {
    let (number, index) = known[found]
    let text = number == texts.count - 1 ? current : texts[number]
    let (start, end) = (text.starts[index], text.starts[index + 1])
    guard end - start == line.count else { return false }
    return text.bytes.withUnsafeBufferPointer { buffer in
      let offset = start - text.bytes.startIndex
      for at in 0..<line.count where buffer[offset + at] != line[at] { return false }
      return true
    }
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (index, hash) in hashes.enumerated() {
      var slot = hash & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }
}
