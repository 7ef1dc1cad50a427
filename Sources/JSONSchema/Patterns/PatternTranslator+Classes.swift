extension PatternTranslator {
  /// What an escape stands for: a scalar, or the inside of a class.
  enum Escaped {
    case scalar(Unicode.Scalar)
    case set(String)
  }

  /// ECMA-262's white space and line ends, which are more than RE2's `\s`.
  private static let space =
    "\\t-\\r\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}"

  private static let notSpace =
    "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}"
    + "\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}"

  /// A class, the position after its bracket.
  mutating func characterClass() throws(PatternError) {
    let isNegated = next == "^"
    if isNegated { position += 1 }
    var inside = ""
    while let scalar = next, scalar != "]" {
      position += 1
      let first = try classAtom(scalar)
      guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        inside += text(first)
        continue
      }
      position += 2
      let last = try classAtom(scalars[position - 1])
      guard case .scalar(let low) = first, case .scalar(let high) = last else {
        // `[\d-x]` is no range: the hyphen stands for itself.
        inside += text(first) + "\\x{2d}" + text(last)
        continue
      }
      guard low <= high else { throw PatternError(reason: "a range in a class has its bounds reversed") }
      inside += text(first) + "-" + text(last)
    }
    guard next == "]" else { throw PatternError(reason: "a [ without its ]") }
    position += 1
    if inside.isEmpty {
      emit(isNegated ? "[\\x{0}-\\x{10ffff}]" : "[^\\x{0}-\\x{10ffff}]")
    } else {
      emit((isNegated ? "[^" : "[") + inside + "]")
    }
  }

  private func text(_ atom: Escaped) -> String {
    switch atom {
    case .scalar(let scalar): PatternTranslator.literal(scalar)
    case .set(let set): set
    }
  }

  private mutating func classAtom(_ scalar: Unicode.Scalar) throws(PatternError) -> Escaped {
    guard scalar == "\\" else { return .scalar(scalar) }
    if next == "b" {
      position += 1
      return .scalar("\u{8}")
    }
    return try classEscape()
  }

  /// An escape that a class may hold too, the position after its backslash.
  mutating func classEscape() throws(PatternError) -> Escaped {
    guard let kind = next else { throw PatternError(reason: "a backslash at the end") }
    position += 1
    switch kind {
    case "d": return .set("0-9")
    case "D": return .set("\\x{0}-\\x{2f}\\x{3a}-\\x{10ffff}")
    case "w": return .set("0-9A-Za-z_")
    case "W": return .set("\\x{0}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{5e}\\x{60}\\x{7b}-\\x{10ffff}")
    case "s": return .set(PatternTranslator.space)
    case "S": return .set(PatternTranslator.notSpace)
    case "t": return .scalar("\t")
    case "n": return .scalar("\n")
    case "v": return .scalar("\u{B}")
    case "f": return .scalar("\u{C}")
    case "r": return .scalar("\r")
    case "0":
      guard next.map({ !("0"..."9" ~= $0) }) ?? true else {
        throw PatternError(reason: "octal escapes are not ECMA-262's")
      }
      return .scalar("\0")
    case "c":
      guard let letter = next, let byte = UInt8(exactly: letter.value), byte.isASCIILetter else {
        throw PatternError(reason: "\\c without a letter")
      }
      position += 1
      return .scalar(Unicode.Scalar(byte & 0x1F))
    case "x": return .scalar(try unit(digits: 2))
    case "u": return .scalar(try unicodeEscape())
    case "p", "P": return .set(try property(isNegated: kind == "P"))
    default:
      guard kind.isASCII, let byte = UInt8(exactly: kind.value), !byte.isASCIILetter, !byte.isASCIIDigit,
        byte > 0x20, byte != 0x7F
      else { throw PatternError(reason: "\\\(kind) is no escape of ECMA-262") }
      return .scalar(kind)
    }
  }

  private mutating func hexadecimal(_ digits: Int) throws(PatternError) -> UInt32 {
    let end = position + digits
    guard end <= scalars.count,
      let value = UInt32(String(String.UnicodeScalarView(scalars[position..<end])), radix: 16),
      scalars[position..<end].allSatisfy({ $0 != "+" && $0 != "-" })
    else { throw PatternError(reason: "an escape without its \(digits) hexadecimal digits") }
    position = end
    return value
  }

  private mutating func unit(digits: Int) throws(PatternError) -> Unicode.Scalar {
    guard let scalar = Unicode.Scalar(try hexadecimal(digits)) else {
      throw PatternError(reason: "half a surrogate pair, which no text holds")
    }
    return scalar
  }

  private mutating func unicodeEscape() throws(PatternError) -> Unicode.Scalar {
    if next == "{", let end = scalars[position...].firstIndex(of: "}") {
      position += 1
      let digits = end - position
      guard 1...8 ~= digits, let scalar = Unicode.Scalar(try hexadecimal(digits)) else {
        throw PatternError(reason: "\\u{…} is no code point")
      }
      position = end + 1
      return scalar
    }
    let start = position
    let high = try hexadecimal(4)
    if 0xD800..<0xDC00 ~= high, starts(with: "\\u") {
      position += 2
      let low = try hexadecimal(4)
      if 0xDC00..<0xE000 ~= low, let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) {
        return scalar
      }
    }
    position = start
    return try unit(digits: 4)
  }

  private mutating func property(isNegated: Bool) throws(PatternError) -> String {
    guard next == "{", let end = scalars[position...].firstIndex(of: "}") else {
      throw PatternError(reason: "\\p without a property in braces")
    }
    let name = String(String.UnicodeScalarView(scalars[position + 1..<end]))
    position = end + 1
    return try UnicodeProperty.re2Class(name, isNegated: isNegated)
  }
}
