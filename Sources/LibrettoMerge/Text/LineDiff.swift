/// Which lines of two texts differ: a shortest edit script by Myers' algorithm in linear space (Eugene W. Myers, "An
/// O(ND) Difference Algorithm and Its Variations", 1986), cut off where it would take too long, as Git does it.
struct LineDiff {
  /// A run of lines of the old text that a run of the new one replaces; either may be empty.
  struct Change: Equatable {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// Of each line of the old text, whether it is gone.
  private(set) var removed: [Bool]
  /// Of each line of the new text, whether it is new.
  private(set) var added: [Bool]

  /// Compares lines by their numbers, which are below `distinct`.
  init(_ old: [Int32], _ new: [Int32], distinct: Int) {
    removed = Array(repeating: false, count: old.count)
    added = Array(repeating: false, count: new.count)
    var start = 0
    let shorter = min(old.count, new.count)
    while start < shorter, old[start] == new[start] { start += 1 }
    var tail = 0
    while tail < shorter - start, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    let (oldRange, newRange) = (start..<old.count - tail, start..<new.count - tail)
    if oldRange.isEmpty || newRange.isEmpty {
      for index in oldRange { removed[index] = true }
      for index in newRange { added[index] = true }
    } else {
      compareMiddle(old, oldRange, new, newRange, distinct)
    }
    LineSliding.slide(old, &removed, against: added)
    LineSliding.slide(new, &added, against: removed)
  }

  /// Compares what is left between equal begins and ends, without the lines that the other text does not have.
  private mutating func compareMiddle(
    _ old: [Int32], _ oldRange: Range<Int>, _ new: [Int32], _ newRange: Range<Int>, _ distinct: Int
  ) {
    var inOld = [Bool](repeating: false, count: distinct)
    var inNew = inOld
    for index in oldRange { inOld[Int(old[index])] = true }
    for index in newRange { inNew[Int(new[index])] = true }
    var oldIndices: [Int] = []
    var newIndices: [Int] = []
    for index in oldRange {
      if inNew[Int(old[index])] { oldIndices.append(index) } else { removed[index] = true }
    }
    for index in newRange {
      if inOld[Int(new[index])] { newIndices.append(index) } else { added[index] = true }
    }
    let (a, b) = (oldIndices.map { old[$0] }, newIndices.map { new[$0] })
    var search = MiddleSearch(oldCount: a.count, newCount: b.count)
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in search.compare(a, 0..<a.count, b, 0..<b.count) }
    }
    for index in search.removed { removed[oldIndices[index]] = true }
    for index in search.added { added[newIndices[index]] = true }
  }

  /// The differences, in order.
  var changes: [Change] {
    var changes: [Change] = []
    var (i, j) = (0, 0)
    while i < removed.count || j < added.count {
      let (startOld, startNew) = (i, j)
      while i < removed.count, removed[i] { i += 1 }
      while j < added.count, added[j] { j += 1 }
      if i > startOld || j > startNew { changes.append(Change(old: startOld..<i, new: startNew..<j)) }
      // A line that both have.
      i += 1
      j += 1
    }
    return changes
  }
}
