import LibrettoModel

extension Number {
  /// Shares out a whole number of units by weights so that the parts make the whole: each part is rounded down, and what
  /// is left goes one by one to the largest remainders, the first of equal ones first (Hamilton's method).
  ///
  /// - Parameter weights: whole numbers, none below zero and not all zero
  func apportioned(by weights: [Number]) -> [Number] {
    if isNegative { return (-self).apportioned(by: weights).map { -$0 } }
    let sum = weights.reduce(Number.zero, +)
    guard !sum.isZero else { return weights.map { _ in .zero } }
    var parts: [Number] = []
    var remainders: [Number] = []
    for weight in weights {
      let product = self * weight
      var part = product.divided(by: sum, scale: 0)
      if product < part * sum { part -= Number(1) }
      parts.append(part)
      remainders.append(product - part * sum)
    }
    let left = (self - parts.reduce(Number.zero, +)).intValue ?? 0
    let order = weights.indices.sorted { a, b in
      remainders[a] == remainders[b] ? a < b : remainders[b] < remainders[a]
    }
    for index in order.prefix(left) { parts[index] += Number(1) }
    return parts
  }

  /// An amount shared out to the smallest unit of its currency, or finer where it is itself finer.
  func apportioned(by weights: [Number], decimals: Int) -> [Number] {
    var scale = max(decimals, 0)
    while scale < 30, rounded(toScale: scale) != self { scale += 1 }
    let unit = Number("1e\(scale)") ?? Number(1)
    return (self * unit).rounded(toScale: 0).apportioned(by: weights).map { $0.divided(by: unit, scale: scale) }
  }
}
