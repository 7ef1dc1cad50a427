/// Whole numbers in their order, of which percentiles are asked.
///
/// Percentiles are by nearest rank: the p-th of n values is the ⌈p · n ÷ 100⌉-th smallest. So each one is a value that
/// was observed, and a record can be shown for it; the median of an even number of values is the lower of the middle two.
public struct Distribution: Sendable, Hashable {
  /// The values, ascending.
  public let values: [Int]

  /// Puts values into order.
  public init(_ values: some Sequence<Int>) { self.values = values.sorted() }

  /// The value at or below which so many percent lie, 1…100; nil where there are no values.
  public func percentile(_ percent: Int) -> Int? {
    guard !values.isEmpty else { return nil }
    let rank = (min(max(percent, 1), 100) * values.count + 99) / 100
    return values[rank - 1]
  }

  /// The value in the middle; the lower of two.
  public var median: Int? { percentile(50) }
  /// The value that nine in ten do not exceed.
  public var p90: Int? { percentile(90) }
}
