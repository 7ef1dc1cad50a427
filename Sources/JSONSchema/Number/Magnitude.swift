/// A whole number of any size without a sign, in base 10⁹, the lowest limb first.
///
/// A decimal base makes reading, writing and shifting by powers of ten linear, which is what decimals mostly
/// do.
struct Magnitude: Hashable, Sendable {
  static let base: UInt64 = 1_000_000_000
  static let digitsPerLimb = 9

  /// No zero limb at the high end; empty is 0.
  private(set) var limbs: [UInt32]

  init(limbs: [UInt32]) {
    self.limbs = limbs
    while self.limbs.last == 0 { self.limbs.removeLast() }
  }

  init(_ value: UInt64) {
    var rest = value
    limbs = []
    while rest > 0 {
      limbs.append(UInt32(rest % Magnitude.base))
      rest /= Magnitude.base
    }
  }

  /// From ASCII digits, the highest first.
  init(digits: some BidirectionalCollection<UInt8>) {
    var limbs: [UInt32] = []
    var (limb, weight): (UInt32, UInt32) = (0, 1)
    for digit in digits.reversed() {
      limb += UInt32(digit - UInt8(ascii: "0")) * weight
      weight *= 10
      if weight == 1_000_000_000 {
        limbs.append(limb)
        (limb, weight) = (0, 1)
      }
    }
    limbs.append(limb)
    self.init(limbs: limbs)
  }

  var isZero: Bool { limbs.isEmpty }

  var isOdd: Bool { (limbs.first ?? 0) & 1 == 1 }

  /// The value, where it fits.
  var uint64: UInt64? {
    guard limbs.count <= 3 else { return nil }
    return UInt64(exactly: limbs.reversed().reduce(UInt128(0)) { $0 * UInt128(Magnitude.base) + UInt128($1) })
  }

  /// ASCII digits, the highest first; `0` for zero.
  var digits: [UInt8] {
    guard let top = limbs.last else { return [UInt8(ascii: "0")] }
    var digits = Array(String(top).utf8)
    digits.reserveCapacity(limbs.count * Magnitude.digitsPerLimb)
    for limb in limbs.dropLast().reversed() {
      var divisor: UInt32 = 100_000_000
      while divisor > 0 {
        digits.append(UInt8(ascii: "0") + UInt8(limb / divisor % 10))
        divisor /= 10
      }
    }
    return digits
  }

  /// How many decimal digits; 0 for zero.
  var digitCount: Int {
    guard var top = limbs.last else { return 0 }
    var count = (limbs.count - 1) * Magnitude.digitsPerLimb
    while top > 0 {
      count += 1
      top /= 10
    }
    return count
  }

  /// How many zeros the decimal digits end with; 0 for zero.
  var trailingZeros: Int {
    guard let index = limbs.firstIndex(where: { $0 != 0 }) else { return 0 }
    var count = index * Magnitude.digitsPerLimb
    var limb = limbs[index]
    while limb % 10 == 0 {
      count += 1
      limb /= 10
    }
    return count
  }
}

extension Magnitude: Comparable {
  static func < (left: Magnitude, right: Magnitude) -> Bool {
    if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
    for (left, right) in zip(left.limbs.reversed(), right.limbs.reversed()) where left != right {
      return left < right
    }
    return false
  }
}
