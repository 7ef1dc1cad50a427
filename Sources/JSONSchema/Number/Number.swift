/// An exact decimal: JSON's numbers, money, sums; never binary floating point.
///
/// `1.10` and `1.1` are one number with one hash. A number has at most 10,000 significant digits and an
/// exponent of at most a thousand million million in size, so that no text, however written, takes unbounded
/// memory or time; results past that are rounded half to even. Numbers of up to 18 digits take no allocation.
public struct Number: Hashable, Sendable {
  /// The most significant digits that a number holds.
  public static let digitLimit = 10_000

  /// The largest exponent of ten, in size.
  static let exponentLimit = 1_000_000_000_000_000

  /// The coefficient without trailing zeros; where `large` holds it, its sign: 1 or -1.
  let small: Int64

  /// The power of ten that the coefficient is multiplied by.
  let exponent: Int

  /// The coefficient's size, where it does not fit `small`.
  let large: Magnitude?

  /// Zero.
  public static let zero = Number(0)

  /// A whole number.
  public init(_ value: Int) { self.init(coefficient: Int128(value), exponent: 0) }

  /// `coefficient` · 10^`exponent`, in the canonical form.
  init(coefficient: Int128, exponent: Int) {
    var (coefficient, exponent) = (coefficient, exponent)
    if let small = Int64(exactly: coefficient), small != .min {
      var small = small
      if small == 0 { exponent = 0 }
      while small != 0, small % 10 == 0 {
        small /= 10
        exponent += 1
      }
      self.init(small: small, exponent: exponent, large: nil)
      return
    }
    while coefficient % 10 == 0 {
      coefficient /= 10
      exponent += 1
    }
    let size = coefficient.magnitude
    if size <= Int64.max {
      self.init(small: Int64(coefficient), exponent: exponent, large: nil)
    } else {
      let half = UInt128(1_000_000_000_000_000_000)
      let magnitude =
        Magnitude(UInt64(size / half / half)).timesTen(toThe: 36)
        + Magnitude(UInt64(size / half % half)).timesTen(toThe: 18) + Magnitude(UInt64(size % half))
      self.init(small: coefficient < 0 ? -1 : 1, exponent: exponent, large: magnitude)
    }
  }

  /// ±`magnitude` · 10^`exponent`, in the canonical form, rounded to the limit of digits.
  init(negative: Bool, magnitude: Magnitude, exponent: Int) {
    var (magnitude, exponent) = (magnitude, exponent)
    let excess = magnitude.digitCount - Number.digitLimit
    if excess > 0 {
      magnitude = magnitude.dropping(excess, rounding: true)
      exponent += excess
    }
    let zeros = magnitude.trailingZeros
    if zeros > 0 {
      magnitude = magnitude.dropping(zeros, rounding: false)
      exponent += zeros
    }
    if let size = magnitude.uint64, size <= Int64.max {
      self.init(small: negative ? -Int64(size) : Int64(size), exponent: size == 0 ? 0 : exponent, large: nil)
    } else {
      self.init(small: negative ? -1 : 1, exponent: exponent, large: magnitude)
    }
  }

  private init(small: Int64, exponent: Int, large: Magnitude?) {
    self.small = small
    self.exponent = min(max(exponent, -Number.exponentLimit), Number.exponentLimit)
    self.large = large
  }

  /// The coefficient's size.
  var magnitude: Magnitude { large ?? Magnitude(small.magnitude) }

  /// How many significant digits; 0 for zero.
  var digitCount: Int {
    if let large { return large.digitCount }
    var (count, rest) = (0, small.magnitude)
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }

  /// Below zero.
  public var isNegative: Bool { small < 0 }

  /// Zero.
  public var isZero: Bool { small == 0 }

  /// Without a fraction, however it is written: `1.0` and `1e3` are.
  public var isInteger: Bool { exponent >= 0 }

  /// The value as an `Int`; nil where it has a fraction or does not fit.
  public var intValue: Int? {
    guard exponent >= 0, exponent <= 19 else { return nil }
    let size: UInt64
    if let large {
      guard let value = large.uint64 else { return nil }
      size = value
    } else {
      size = small.magnitude
    }
    let scaled = UInt128(size) * UInt128(tenToThe(exponent))
    return Int(exactly: isNegative ? -Int128(scaled) : Int128(scaled))
  }

  /// The nearest binary floating-point number, infinite where it is too large.
  public var doubleValue: Double { Double(scientificText) ?? 0 }
}
