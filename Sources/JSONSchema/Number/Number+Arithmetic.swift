extension Number {
  /// The sum.
  public static func + (left: Number, right: Number) -> Number {
    if left.isZero { return right }
    if right.isZero { return left }
    let (high, low) = left.exponent >= right.exponent ? (left, right) : (right, left)
    let shift = high.exponent - low.exponent
    if shift <= 18, high.large == nil, low.large == nil {
      let scaled = Int128(high.small) * Int128(tenToThe(shift))
      return Number(coefficient: scaled + Int128(low.small), exponent: low.exponent)
    }
    // Past the limit of digits the lesser number no longer shows in the sum.
    if high.exponent - (low.digitCount + low.exponent) > digitLimit + 1 { return high }
    let (big, other) = (high.magnitude.timesTen(toThe: shift), low.magnitude)
    if high.isNegative == low.isNegative {
      return Number(negative: high.isNegative, magnitude: big + other, exponent: low.exponent)
    }
    return big >= other
      ? Number(negative: high.isNegative, magnitude: big - other, exponent: low.exponent)
      : Number(negative: low.isNegative, magnitude: other - big, exponent: low.exponent)
  }

  /// The number with its sign turned.
  public static prefix func - (number: Number) -> Number {
    if let large = number.large {
      return Number(negative: !number.isNegative, magnitude: large, exponent: number.exponent)
    }
    return Number(coefficient: -Int128(number.small), exponent: number.exponent)
  }

  /// The difference.
  public static func - (left: Number, right: Number) -> Number { left + -right }

  /// The product.
  public static func * (left: Number, right: Number) -> Number {
    let exponent = left.exponent + right.exponent
    if left.large == nil, right.large == nil {
      return Number(coefficient: Int128(left.small) * Int128(right.small), exponent: exponent)
    }
    return Number(
      negative: left.isNegative != right.isNegative, magnitude: left.magnitude * right.magnitude,
      exponent: exponent)
  }

  /// Adds to the number.
  public static func += (left: inout Number, right: Number) { left = left + right }

  /// Takes away from the number.
  public static func -= (left: inout Number, right: Number) { left = left - right }

  /// The size without the sign.
  public var absoluteValue: Number { isNegative ? -self : self }

  /// The quotient to `scale` decimals, rounded half to even. `divisor` must not be zero.
  public func divided(by divisor: Number, scale: Int) -> Number {
    precondition(!divisor.isZero, "division by zero")
    guard !isZero else { return self }
    // As many digits as the limit allows, even where `scale` asks for more.
    let room = Number.digitLimit + divisor.digitCount - digitCount
    let scale = min(max(scale, -4 * Number.exponentLimit), 4 * Number.exponentLimit)
    let shift = min(exponent - divisor.exponent + scale, room)
    let resultExponent = exponent - divisor.exponent - shift
    guard shift > -digitCount - 1 else { return .zero }
    let dividend = shift > 0 ? magnitude.timesTen(toThe: shift) : magnitude
    let divider = shift < 0 ? divisor.magnitude.timesTen(toThe: -shift) : divisor.magnitude
    var (quotient, rest) = dividend.divided(by: divider)
    let twice = rest + rest
    if twice > divider || (twice == divider && quotient.isOdd) { quotient = quotient + Magnitude(1) }
    return Number(
      negative: isNegative != divisor.isNegative, magnitude: quotient, exponent: resultExponent)
  }

  /// The number to `scale` decimals (a negative scale rounds to tens, hundreds and so on), half to even.
  public func rounded(toScale scale: Int) -> Number {
    let scale = min(max(scale, -2 * Number.exponentLimit), 2 * Number.exponentLimit)
    let excess = -exponent - scale
    guard excess > 0 else { return self }
    return Number(
      negative: isNegative, magnitude: magnitude.dropping(excess, rounding: true), exponent: exponent + excess
    )
  }

  /// Whether this is a whole multiple of `unit`, exactly. Zero is a multiple of all, and nothing else of
  /// zero.
  public func isMultiple(of unit: Number) -> Bool {
    if isZero { return true }
    if unit.isZero { return false }
    // The coefficient does not end in 0, so it has no tens to give to a unit of a higher power of ten.
    let shift = exponent - unit.exponent
    guard shift >= 0 else { return false }
    if large == nil, unit.large == nil {
      let modulus = UInt128(unit.small.magnitude)
      var (result, square, power) = (UInt128(small.magnitude) % modulus, 10 % modulus, shift)
      while power > 0 {
        if power & 1 == 1 { result = result * square % modulus }
        square = square * square % modulus
        power >>= 1
      }
      return result == 0
    }
    let modulus = unit.magnitude
    var result = magnitude.divided(by: modulus).remainder
    var square = Magnitude(10).divided(by: modulus).remainder
    var power = shift
    while power > 0 {
      if power & 1 == 1 { result = (result * square).divided(by: modulus).remainder }
      square = (square * square).divided(by: modulus).remainder
      power >>= 1
    }
    return result.isZero
  }
}
