/// Which members or elements of one value a schema has evaluated, by their index: what
/// `unevaluatedProperties` and `unevaluatedItems` need to know.
struct Marks {
  private var low: UInt64 = 0
  /// From index 64 on.
  private var high: [UInt64] = []

  subscript(index: Int) -> Bool {
    if index < 64 { return low & (1 << UInt64(index)) != 0 }
    let word = index / 64 - 1
    return word < high.count && high[word] & (1 << UInt64(index % 64)) != 0
  }

  mutating func insert(_ index: Int) {
    if index < 64 {
      low |= 1 << UInt64(index)
    } else {
      let word = index / 64 - 1
      if word >= high.count { high += [UInt64](repeating: 0, count: word + 1 - high.count) }
      high[word] |= 1 << UInt64(index % 64)
    }
  }

  mutating func formUnion(_ other: Marks) {
    low |= other.low
    if high.count < other.high.count {
      high += [UInt64](repeating: 0, count: other.high.count - high.count)
    }
    for (index, word) in other.high.enumerated() { high[index] |= word }
  }
}
