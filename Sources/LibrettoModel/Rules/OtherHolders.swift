/// The holders of something that only one should hold, seen from one of them.
struct OtherHolders {
  private let all: [Int]
  private let own: Int
  /// How many others there are.
  let count: Int

  /// The others than that at `place` in `all`, which is in order and may name a holder several times. It takes no longer
  /// where there are many.
  init(_ all: [Int], but place: Int) {
    (self.all, own) = (all, all[place])
    let before = all[..<place].reversed().prefix { $0 == all[place] }.count
    let after = all[place...].prefix { $0 == all[place] }.count
    count = all.count - before - after
  }

  /// The names of a dozen, and how many more there are.
  func listed(_ name: (Int) -> String) -> String {
    let (own, limit) = (own, 12)
    let names = all.lazy.filter { $0 != own }.prefix(limit).map(name).joined(separator: ", ")
    return count > limit ? "\(names) and \(count - limit) more" : names
  }
}

extension [Int] {
  /// Where a number stands in numbers that are in order.
  func place(of number: Int) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == number ? low : nil
  }
}
