extension Number {
  /// Reads a number of JSON's syntax: `-12`, `0.5`, `1e-3`; nil for anything else, and for one past the
  /// type's limits.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let number = text.withUTF8({ Number(utf8: $0[...]) }) else { return nil }
    self = number
  }

  /// Reads a number that may have a leading `+` or zeros, and a dot first or last, as people write them:
  /// `+.5`, `007`.
  public init?(lenient text: some StringProtocol) {
    var text = String(text)
    guard let number = text.withUTF8({ Number(utf8: $0[...], lenient: true) }) else { return nil }
    self = number
  }

  /// Whether a byte can be part of a number.
  static func mayContain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  init?<Bytes: BidirectionalCollection<UInt8>>(utf8 bytes: Bytes, lenient: Bool = false)
  where Bytes.SubSequence == Bytes {
    var rest = bytes
    let negative = rest.first == UInt8(ascii: "-")
    if negative || (lenient && rest.first == UInt8(ascii: "+")) { rest.removeFirst() }
    let whole = rest.prefix(while: Number.isDigit)
    rest = rest[whole.endIndex...]
    var fraction = rest.prefix(0)
    var hasDot = false
    if rest.first == UInt8(ascii: ".") {
      hasDot = true
      rest.removeFirst()
      fraction = rest.prefix(while: Number.isDigit)
      rest = rest[fraction.endIndex...]
    }
    if lenient {
      guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    } else {
      guard let first = whole.first, !hasDot || !fraction.isEmpty else { return nil }
      guard first != UInt8(ascii: "0") || whole.dropFirst().isEmpty else { return nil }
    }
    guard let power = Number.power(rest) else { return nil }
    self.init(negative: negative, whole: whole, fraction: fraction, power: power)
  }

  private init?(
    negative: Bool, whole: some BidirectionalCollection<UInt8>, fraction: some BidirectionalCollection<UInt8>,
    power: Int
  ) {
    let decimals = fraction.count
    if whole.count + decimals <= 18 {
      var coefficient: Int64 = 0
      for digit in whole { coefficient = coefficient * 10 + Int64(digit - UInt8(ascii: "0")) }
      for digit in fraction { coefficient = coefficient * 10 + Int64(digit - UInt8(ascii: "0")) }
      self.init(coefficient: Int128(negative ? -coefficient : coefficient), exponent: power - decimals)
    } else {
      var digits = (Array(whole) + Array(fraction))[...]
      digits = digits.drop { $0 == UInt8(ascii: "0") }
      var zeros = 0
      while digits.last == UInt8(ascii: "0") {
        digits.removeLast()
        zeros += 1
      }
      guard digits.count <= Number.digitLimit else { return nil }
      self.init(negative: negative, magnitude: Magnitude(digits: digits), exponent: power - decimals + zeros)
    }
    guard abs(exponent) < Number.exponentLimit else { return nil }
  }

  /// The exponent written after `e`, 0 where nothing is written, nil where it is malformed; saturated at the
  /// limit.
  private static func power(_ text: some Collection<UInt8>) -> Int? {
    guard let mark = text.first else { return 0 }
    guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return nil }
    var digits = text.dropFirst()
    let negative = digits.first == UInt8(ascii: "-")
    if negative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    var power = 0
    for digit in digits where power < exponentLimit * 10 {
      power = power * 10 + Int(digit - UInt8(ascii: "0"))
    }
    power = min(power, exponentLimit * 10)
    return negative ? -power : power
  }

  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  /// The coefficient's digits, an `e` and the exponent.
  var scientificText: String {
    (isNegative ? "-" : "") + String(decoding: magnitude.digits, as: UTF8.self) + "e\(exponent)"
  }

  /// The number with exactly `scale` decimals, rounded half to even: `1.10` for `1.1` and 2. A number of more
  /// than 10,000 digits before the point is written with an exponent instead.
  public func text(scale: Int) -> String {
    let rounded = rounded(toScale: scale)
    guard rounded.exponent <= Number.digitLimit else { return rounded.description }
    return rounded.plainText(decimals: max(scale, 0))
  }

  /// Digits, with at least `decimals` of them after the point.
  private func plainText(decimals: Int) -> String {
    var digits = isZero ? [] : magnitude.digits
    if exponent > 0 { digits += [UInt8](repeating: UInt8(ascii: "0"), count: exponent) }
    let own = max(-exponent, 0)
    if digits.count <= own {
      digits = [UInt8](repeating: UInt8(ascii: "0"), count: own + 1 - digits.count) + digits
    }
    let split = digits.count - own
    var text = (isNegative ? "-" : "") + String(decoding: digits[..<split], as: UTF8.self)
    if max(own, decimals) > 0 {
      text += "." + String(decoding: digits[split...], as: UTF8.self)
      text += String(repeating: "0", count: max(decimals - own, 0))
    }
    return text
  }
}

extension Number: CustomStringConvertible {
  /// The canonical shortest form: `1.1`, `-20`, `0.001`; with an exponent, as in `1.5e30`, where the plain
  /// form would take over 21 digits, or over 6 zeros before the first one.
  public var description: String {
    let count = digitCount
    let top = count + exponent
    if exponent <= 0 ? top > -6 : top <= 21 { return plainText(decimals: 0) }
    var digits = String(decoding: magnitude.digits, as: UTF8.self)
    if count > 1 { digits.insert(".", at: digits.index(after: digits.startIndex)) }
    return (isNegative ? "-" : "") + digits + "e\(top - 1)"
  }
}
