extension Magnitude {
  static func + (left: Magnitude, right: Magnitude) -> Magnitude {
    var limbs: [UInt32] = []
    var carry: UInt64 = 0
    for index in 0..<max(left.limbs.count, right.limbs.count) {
      carry += UInt64(index < left.limbs.count ? left.limbs[index] : 0)
      carry += UInt64(index < right.limbs.count ? right.limbs[index] : 0)
      limbs.append(UInt32(carry % base))
      carry /= base
    }
    limbs.append(UInt32(carry))
    return Magnitude(limbs: limbs)
  }

  /// `left` must not be less than `right`.
  static func - (left: Magnitude, right: Magnitude) -> Magnitude {
    var limbs = left.limbs
    var borrow: Int64 = 0
    for index in limbs.indices {
      var difference =
        Int64(limbs[index]) - borrow - Int64(index < right.limbs.count ? right.limbs[index] : 0)
      borrow = difference < 0 ? 1 : 0
      if difference < 0 { difference += Int64(base) }
      limbs[index] = UInt32(difference)
    }
    return Magnitude(limbs: limbs)
  }

  static func * (left: Magnitude, right: Magnitude) -> Magnitude {
    guard !left.isZero, !right.isZero else { return Magnitude(0) }
    var limbs = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (offset, factor) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (index, limb) in right.limbs.enumerated() {
        carry += UInt64(factor) * UInt64(limb) + UInt64(limbs[offset + index])
        limbs[offset + index] = UInt32(carry % base)
        carry /= base
      }
      limbs[offset + right.limbs.count] = UInt32(carry)
    }
    return Magnitude(limbs: limbs)
  }

  /// Times 10ⁿ, n not negative.
  func timesTen(toThe power: Int) -> Magnitude {
    guard power > 0, !isZero else { return self }
    let (whole, part) = power.quotientAndRemainder(dividingBy: Magnitude.digitsPerLimb)
    let scaled = part == 0 ? self : self * Magnitude(tenToThe(part))
    return Magnitude(limbs: [UInt32](repeating: 0, count: whole) + scaled.limbs)
  }

  /// Without the lowest `count` decimal digits, which are rounded half to even where `rounding`, else cut
  /// off.
  func dropping(_ count: Int, rounding: Bool) -> Magnitude {
    guard count > 0 else { return self }
    guard count <= digitCount else { return Magnitude(0) }
    let (whole, part) = count.quotientAndRemainder(dividingBy: Magnitude.digitsPerLimb)
    let quotient = Magnitude(limbs: Array(limbs.dropFirst(whole))).divided(bySmall: UInt32(tenToThe(part)))
      .quotient
    guard rounding else { return quotient }
    let rest = self - quotient.timesTen(toThe: count)
    let half = Magnitude(5).timesTen(toThe: count - 1)
    return rest > half || (rest == half && quotient.isOdd) ? quotient + Magnitude(1) : quotient
  }

  private func divided(bySmall divisor: UInt32) -> (quotient: Magnitude, remainder: UInt32) {
    var limbs = limbs
    var rest: UInt64 = 0
    for index in limbs.indices.reversed() {
      rest = rest * Magnitude.base + UInt64(limbs[index])
      limbs[index] = UInt32(rest / UInt64(divisor))
      rest %= UInt64(divisor)
    }
    return (Magnitude(limbs: limbs), UInt32(rest))
  }

  /// Long division (Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D). `divisor` must not be
  /// zero.
  func divided(by divisor: Magnitude) -> (quotient: Magnitude, remainder: Magnitude) {
    precondition(!divisor.isZero, "division by zero")
    if self < divisor { return (Magnitude(0), self) }
    if divisor.limbs.count == 1 {
      let (quotient, remainder) = divided(bySmall: divisor.limbs[0])
      return (quotient, Magnitude(UInt64(remainder)))
    }
    let base = Magnitude.base
    let scale = base / (UInt64(divisor.limbs[divisor.limbs.count - 1]) + 1)
    let low = (divisor * Magnitude(scale)).limbs.map(UInt64.init)
    let size = low.count
    var rest = (self * Magnitude(scale)).limbs.map(UInt64.init)
    rest += [UInt64](repeating: 0, count: limbs.count + 1 - rest.count)
    var quotient = [UInt32](repeating: 0, count: rest.count - size)
    for place in quotient.indices.reversed() {
      let head = rest[place + size] * base + rest[place + size - 1]
      var digit = head / low[size - 1]
      var over = head % low[size - 1]
      while digit >= base || digit * low[size - 2] > over * base + rest[place + size - 2] {
        digit -= 1
        over += low[size - 1]
        if over >= base { break }
      }
      var borrow: Int64 = 0
      var carry: UInt64 = 0
      for index in 0...size {
        carry += index < size ? digit * low[index] : 0
        var difference = Int64(rest[place + index]) - Int64(carry % base) - borrow
        carry /= base
        borrow = difference < 0 ? 1 : 0
        if difference < 0 { difference += Int64(base) }
        rest[place + index] = UInt64(difference)
      }
      if borrow > 0 {
        digit -= 1
        var carry: UInt64 = 0
        for index in 0...size {
          carry += rest[place + index] + (index < size ? low[index] : 0)
          rest[place + index] = carry % base
          carry /= base
        }
      }
      quotient[place] = UInt32(digit)
    }
    let remainder = Magnitude(limbs: rest.prefix(size).map { UInt32($0) })
    return (Magnitude(limbs: quotient), remainder.divided(bySmall: UInt32(scale)).quotient)
  }
}

/// 10ⁿ for n of 0...19.
func tenToThe(_ power: Int) -> UInt64 {
  var result: UInt64 = 1
  for _ in 0..<power { result *= 10 }
  return result
}
