/// Myers' search from both ends for the middle of a shortest edit script, again and again in the halves.
struct MiddleSearch {
  /// The numbers of the lines that are gone and new, in no order.
  private(set) var removed: [Int] = []
  private(set) var added: [Int] = []
  /// How far the searches from the begin and from the end came on each diagonal, counted from `-offset`.
  private var forward: [Int]
  private var backward: [Int]
  private let offset: Int
  /// After how many steps a search takes the best it has, so that texts without likeness take no quadratic time.
  private let patience: Int

  init(oldCount: Int, newCount: Int) {
    let count = oldCount + newCount + 3
    offset = newCount + 1
    forward = Array(repeating: 0, count: count)
    backward = Array(repeating: 0, count: count)
    var root = 1
    while root * root < count { root *= 2 }
    patience = max(root, 256)
  }

  mutating func compare(
    _ a: UnsafeBufferPointer<Int32>, _ old: Range<Int>, _ b: UnsafeBufferPointer<Int32>, _ new: Range<Int>
  ) {
    // The halves yet to do lie on a stack of our own: a hostile text makes them many.
    var tasks = [(old, new)]
    while let task = tasks.popLast() {
      var (oldStart, oldEnd) = (task.0.lowerBound, task.0.upperBound)
      var (newStart, newEnd) = (task.1.lowerBound, task.1.upperBound)
      while oldStart < oldEnd, newStart < newEnd, a[oldStart] == b[newStart] {
        oldStart += 1
        newStart += 1
      }
      while oldStart < oldEnd, newStart < newEnd, a[oldEnd - 1] == b[newEnd - 1] {
        oldEnd -= 1
        newEnd -= 1
      }
      if oldStart == oldEnd {
        added += newStart..<newEnd
      } else if newStart == newEnd {
        removed += oldStart..<oldEnd
      } else {
        let (i, j) = middle(a, oldStart..<oldEnd, b, newStart..<newEnd)
        tasks.append((i..<oldEnd, j..<newEnd))
        tasks.append((oldStart..<i, newStart..<j))
      }
    }
  }

  /// A point through which a short edit script goes.
  private mutating func middle(
    _ a: UnsafeBufferPointer<Int32>, _ old: Range<Int>, _ b: UnsafeBufferPointer<Int32>, _ new: Range<Int>
  ) -> (Int, Int) {
    let (low, high) = (old.lowerBound - new.upperBound, old.upperBound - new.lowerBound)
    let (fromStart, fromEnd) = (old.lowerBound - new.lowerBound, old.upperBound - new.upperBound)
    let isOdd = (fromStart - fromEnd) & 1 != 0
    var (forwardLow, forwardHigh) = (fromStart, fromStart)
    var (backwardLow, backwardHigh) = (fromEnd, fromEnd)
    forward[offset + fromStart] = old.lowerBound
    backward[offset + fromEnd] = old.upperBound
    var steps = 0
    while true {
      steps += 1
      if forwardLow > low {
        forwardLow -= 1
        if offset + forwardLow > 0 { forward[offset + forwardLow - 1] = -1 }
      } else {
        forwardLow += 1
      }
      if forwardHigh < high {
        forwardHigh += 1
        if offset + forwardHigh + 1 < forward.count { forward[offset + forwardHigh + 1] = -1 }
      } else {
        forwardHigh -= 1
      }
      var d = forwardHigh
      while d >= forwardLow {
        let (left, right) = (forward[offset + d - 1], forward[offset + d + 1])
        var i = left >= right ? left + 1 : right
        var j = i - d
        while i < old.upperBound, j < new.upperBound, a[i] == b[j] {
          i += 1
          j += 1
        }
        forward[offset + d] = i
        if isOdd, backwardLow <= d, d <= backwardHigh, backward[offset + d] <= i { return (i, j) }
        d -= 2
      }
      if backwardLow > low {
        backwardLow -= 1
        if offset + backwardLow > 0 { backward[offset + backwardLow - 1] = .max }
      } else {
        backwardLow += 1
      }
      if backwardHigh < high {
        backwardHigh += 1
        if offset + backwardHigh + 1 < backward.count { backward[offset + backwardHigh + 1] = .max }
      } else {
        backwardHigh -= 1
      }
      d = backwardHigh
      while d >= backwardLow {
        let (left, right) = (backward[offset + d - 1], backward[offset + d + 1])
        var i = left < right ? left : right - 1
        var j = i - d
        while i > old.lowerBound, j > new.lowerBound, a[i - 1] == b[j - 1] {
          i -= 1
          j -= 1
        }
        backward[offset + d] = i
        if !isOdd, forwardLow <= d, d <= forwardHigh, i <= forward[offset + d] { return (i, j) }
        d -= 2
      }
      if steps >= patience {
        return farthest(
          old, new, forwardLow..<forwardHigh + 1, backwardLow..<backwardHigh + 1)
      }
    }
  }

  /// The point to which either search came farthest.
  private func farthest(
    _ old: Range<Int>, _ new: Range<Int>, _ forwards: Range<Int>, _ backwards: Range<Int>
  ) -> (Int, Int) {
    var (best, bestPoint) = (-1, (old.lowerBound, new.lowerBound))
    for d in stride(from: forwards.upperBound - 1, through: forwards.lowerBound, by: -2) {
      var i = min(forward[offset + d], old.upperBound)
      if i - d > new.upperBound { i = new.upperBound + d }
      if i + i - d > best { (best, bestPoint) = (i + i - d, (i, i - d)) }
    }
    var (least, leastPoint) = (Int.max, (old.upperBound, new.upperBound))
    for d in stride(from: backwards.upperBound - 1, through: backwards.lowerBound, by: -2) {
      var i = max(backward[offset + d], old.lowerBound)
      if i - d < new.lowerBound { i = new.lowerBound + d }
      if i + i - d < least { (least, leastPoint) = (i + i - d, (i, i - d)) }
    }
    let whole = old.upperBound + new.upperBound
    return whole - least < best - old.lowerBound - new.lowerBound ? bestPoint : leastPoint
  }
}
