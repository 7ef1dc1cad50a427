import LibrettoModel

/// The stretches of working time of some years, laid out so that sums of them are looked up and not counted anew.
struct BusinessTable: Sendable {
  /// The seconds since 1970 that it knows of.
  let range: Range<Int>
  private let starts: [Int]
  private let ends: [Int]
  /// The working seconds before each stretch.
  private let before: [Int]

  /// Lays out the stretches, which ascend and are apart.
  init(_ windows: [Range<Int>], range: Range<Int>) {
    self.range = range
    (starts, ends) = (windows.map(\.lowerBound), windows.map(\.upperBound))
    var sum = 0
    before = windows.map { window in
      defer { sum += window.count }
      return sum
    }
  }

  /// The working seconds between two moments; nil where it does not know of both.
  func elapsed(_ moments: Range<Int>) -> Int? {
    guard moments.lowerBound >= range.lowerBound, moments.upperBound <= range.upperBound else { return nil }
    return worked(until: moments.upperBound) - worked(until: moments.lowerBound)
  }

  /// The moment by which so many seconds, more than none, were worked since `start`; nil where it does not know of it.
  func deadline(_ seconds: Int, after start: Int) -> Int? {
    guard range.contains(start) else { return nil }
    let wanted = worked(until: start) + seconds
    // The first stretch at whose end so much was worked.
    let index = starts.indices.firstPosition { before[$0] + ends[$0] - starts[$0] >= wanted }
    return index < starts.count ? starts[index] + wanted - before[index] : nil
  }

  private func worked(until moment: Int) -> Int {
    let next = starts.indices.firstPosition { starts[$0] > moment }
    return next == 0 ? 0 : before[next - 1] + min(moment, ends[next - 1]) - starts[next - 1]
  }
}

extension Range<Int> {
  /// The first position from which on `isMet` holds, by halving; the end where it never does.
  fileprivate func firstPosition(_ isMet: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if isMet(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
