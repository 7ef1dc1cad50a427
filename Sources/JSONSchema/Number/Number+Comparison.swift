extension Number: Comparable {
  /// Compares by value.
  public static func < (left: Number, right: Number) -> Bool {
    if left.small.signum() != right.small.signum() { return left.small.signum() < right.small.signum() }
    if left.isZero { return false }
    if left.exponent == right.exponent, left.large == nil, right.large == nil {
      return left.small < right.small
    }
    let order = left.compareSize(to: right)
    return left.isNegative ? order > 0 : order < 0
  }

  /// -1, 0 or 1 as the size, without the sign, is less than, equal to or greater than the other's. Neither is
  /// zero.
  private func compareSize(to other: Number) -> Int {
    let (top, otherTop) = (digitCount + exponent, other.digitCount + other.exponent)
    if top != otherTop { return top < otherTop ? -1 : 1 }
    // With the highest digit in the same place, the exponents differ by no more than the digits.
    let shift = exponent - other.exponent
    let left = shift > 0 ? magnitude.timesTen(toThe: shift) : magnitude
    let right = shift < 0 ? other.magnitude.timesTen(toThe: -shift) : other.magnitude
    return left < right ? -1 : left == right ? 0 : 1
  }
}
