public import LibrettoModel

/// A part of a whole, both counted.
public struct Share: Sendable, Hashable {
  /// How many of them.
  public let part: Int
  /// How many in all.
  public let whole: Int

  /// `part` of `whole`.
  public init(_ part: Int, of whole: Int) { (self.part, self.whole) = (part, whole) }

  /// In percent, to so many decimals, rounded half to even; nil of nothing.
  public func percent(decimals: Int = 1) -> Number? {
    whole == 0 ? nil : Number(part * 100).divided(by: Number(whole), scale: decimals)
  }

  /// Whether it is at least so many percent, exactly; nil of nothing.
  public func reaches(_ percent: Number) -> Bool? {
    whole == 0 ? nil : percent * Number(whole) <= Number(part * 100)
  }

  var cell: FigureTable.Cell { whole == 0 ? .none : .share(part, of: whole) }
}
