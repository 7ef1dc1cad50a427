import LibrettoModel

/// What is left of a point after some time: 2^(−age ÷ half-life), in whole numbers, so that every machine computes the
/// same.
enum HalfLife {
  /// What a weight of 1 is.
  static let one = 1_000_000_000_000_000

  /// 2^(−age ÷ halfLife) in units of 10⁻¹⁵, both in seconds; what lies ahead counts as now.
  static func weight(age: Int, halfLife: Int) -> Int {
    guard age > 0, halfLife > 0 else { return one }
    let (whole, rest) = age.quotientAndRemainder(dividingBy: halfLife)
    guard whole < 60 else { return 0 }
    // The fraction in 60 binary digits; each stands for a root of a root of one half.
    let fraction = UInt64(UInt128(rest) << 60 / UInt128(halfLife))
    var product: UInt128 = 1 << 62
    for digit in 0..<60 where fraction & (1 << (59 - digit)) != 0 { product = (product * roots[digit]) >> 62 }
    let scaled = product * UInt128(one)
    return Int((scaled + 1 << (61 + whole)) >> (62 + whole))
  }

  /// The same as an exact decimal.
  static func factor(age: Int, halfLife: Int) -> Number { Number(weight(age: age, halfLife: halfLife)) * unit }

  private static let unit = Number(1).divided(by: Number(one), scale: 15)

  /// 2^(−1/2), 2^(−1/4), 2^(−1/8) and so on, in units of 2⁻⁶².
  private static let roots: [UInt128] = {
    var roots: [UInt128] = []
    var last: UInt128 = 1 << 61
    for _ in 0..<60 {
      last = squareRoot(last << 62)
      roots.append(last)
    }
    return roots
  }()

  /// The greatest whole number whose square is not above `value`.
  private static func squareRoot(_ value: UInt128) -> UInt128 {
    var root: UInt128 = 0
    for bit in stride(from: 63, through: 0, by: -1) {
      let next = root | 1 << UInt128(bit)
      if next * next <= value { root = next }
    }
    return root
  }
}
