/// The keys of the mapping that is being read, to find one that is there twice.
struct KeySet {
  var count = 0
  /// A bit for each hash, so that most keys need no comparison.
  fileprivate var bits: UInt64 = 0
  /// Keys by their hash, once there are many.
  fileprivate var table: [UInt64: Int32] = [:]
}

extension YAMLParser {
  /// Appends a key of the mapping at `index` and notes `<<` and keys that are there twice.
  mutating func appendKey(_ key: TapeNode, of mapping: Int, _ keys: inout KeySet) throws(Halt) {
    let range = Int(key.start)..<Int(key.end)
    if range.count > 1024 { throw halt(.keyTooLong, range) }
    let index = nodes.count
    append(key)
    keys.count += 1
    if key.style == .plain, range.count == 2, base[range.lowerBound] == 0x3C,
      base[range.lowerBound + 1] == 0x3C
    {
      note(.mergeKey, range)
    }
    let hash = key.needsDecoding ? hash(of: decoded(key)) : hash(of: content(key))
    let bit: UInt64 = 1 << (hash >> 58)
    if keys.count <= 24 {
      if keys.bits & bit != 0, findKey(key, from: mapping + 1, to: index) { noteDuplicate(key) }
      keys.bits |= bit
      return
    }
    if keys.table.isEmpty { fillTable(&keys, from: mapping + 1, to: index) }
    if let other = keys.table[hash] {
      let isSame = equal(nodes[Int(other)], key)
      // Two keys of one hash: compare with every one.
      if isSame || findKey(key, from: mapping + 1, to: index) { noteDuplicate(key) }
    } else {
      keys.table[hash] = Int32(truncatingIfNeeded: index)
    }
  }

  private func findKey(_ key: TapeNode, from first: Int, to last: Int) -> Bool {
    var at = first
    while at < last {
      if equal(nodes[at], key) { return true }
      at = Int(nodes[Int(nodes[at].next)].next)
    }
    return false
  }

  private mutating func fillTable(_ keys: inout KeySet, from first: Int, to last: Int) {
    var at = first
    while at < last {
      let node = nodes[at]
      let hash = node.needsDecoding ? hash(of: decoded(node)) : hash(of: content(node))
      keys.table[hash] = Int32(truncatingIfNeeded: at)
      at = Int(nodes[Int(node.next)].next)
    }
  }

  @inline(never)
  private mutating func noteDuplicate(_ key: TapeNode) {
    note(
      .duplicateKey(String(decoding: decoded(key), as: UTF8.self)), Int(key.start)..<Int(key.end))
  }

  /// A scalar's bytes between its quotes.
  @inline(__always)
  private func content(_ node: TapeNode) -> UnsafeBufferPointer<UInt8> {
    let quote = node.style == .plain ? 0 : 1
    return UnsafeBufferPointer(
      start: base + Int(node.start) + quote, count: Int(node.end - node.start) - 2 * quote)
  }

  private func decoded(_ node: TapeNode) -> [UInt8] {
    node.needsDecoding
      ? ScalarReader(UnsafeBufferPointer(start: base, count: end)).read(node) : Array(content(node))
  }

  private func equal(_ a: TapeNode, _ b: TapeNode) -> Bool {
    if a.needsDecoding || b.needsDecoding { return decoded(a) == decoded(b) }
    let (x, y) = (content(a), content(b))
    guard x.count == y.count else { return false }
    for index in 0..<x.count where x[index] != y[index] { return false }
    return true
  }

  /// FNV-1a, mixed so that its upper bits serve too.
  @inline(__always)
  private func hash(of bytes: some Collection<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash &* 0x9E37_79B9_7F4A_7C15
  }
}
