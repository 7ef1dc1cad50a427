/// A label of an international host name, by the rules of IDNA 2008 (RFC 5891, section 4.2; RFC 5892).
enum InternationalLabel {
  typealias Scalars = [Unicode.Scalar]

  /// Whether the label, as Unicode text, may be registered. The right-to-left rule is `DirectionRule`'s.
  static func isValid(_ label: Scalars) -> Bool {
    guard let first = label.first, first != "-", label.last != "-" else { return false }
    if label.count >= 4, label[2] == "-", label[3] == "-" { return false }
    switch first.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return false
    default: break
    }
    return label.indices.allSatisfy { isAllowed(label, at: $0) }
  }

  private static func isAllowed(_ label: Scalars, at index: Int) -> Bool {
    let scalar = label[index]
    let before = index > 0 ? label[index - 1] : nil
    let after = index + 1 < label.count ? label[index + 1] : nil
    switch scalar.value {
    case 0x2D, 0x30...0x39, 0x61...0x7A: return true
    case 0..<0x80: return false
    // RFC 5892, 2.6: exceptions that are valid, and those that are not.
    case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007: return true
    case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
    // RFC 5892, appendix A: by what stands around.
    case 0xB7: return before == "l" && after == "l"
    case 0x375: return after.map(isGreek) ?? false
    case 0x5F3, 0x5F4: return before.map(isHebrew) ?? false
    case 0x30FB: return label.contains { isJapanese($0) }
    case 0x660...0x669: return !label.contains { 0x6F0...0x6F9 ~= $0.value }
    case 0x6F0...0x6F9: return !label.contains { 0x660...0x669 ~= $0.value }
    case 0x200D: return before.map(isVirama) ?? false
    case 0x200C: return before.map(isVirama) ?? false || joins(label, at: index)
    default: return isLetterOrDigit(scalar)
    }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber, .nonspacingMark, .spacingMark:
      // Conjoining Hangul is not valid on its own.
      return !properties.changesWhenNFKCCaseFolded && !properties.isDefaultIgnorableCodePoint
        && !(0x1100...0x11FF ~= scalar.value)
    default: return false
    }
  }

  private static func isVirama(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.canonicalCombiningClass == .virama
  }

  /// A zero-width non-joiner between letters that would join; the joining types are taken from the blocks of
  /// scripts that join, since the standard library does not know them.
  private static func joins(_ label: Scalars, at index: Int) -> Bool {
    func isJoining(_ scalar: Unicode.Scalar) -> Bool {
      0x620...0x7FF ~= scalar.value || 0x840...0x8FF ~= scalar.value || 0x1820...0x18AA ~= scalar.value
        || 0xA840...0xA871 ~= scalar.value
    }
    func isMark(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .nonspacingMark }
    let before = label[..<index].last { !isMark($0) }
    let after = label[(index + 1)...].first { !isMark($0) }
    return before.map(isJoining) ?? false && after.map(isJoining) ?? false
  }

  private static func isGreek(_ scalar: Unicode.Scalar) -> Bool {
    0x370...0x3FF ~= scalar.value || 0x1F00...0x1FFF ~= scalar.value
  }

  private static func isHebrew(_ scalar: Unicode.Scalar) -> Bool {
    0x590...0x5FF ~= scalar.value || 0xFB1D...0xFB4F ~= scalar.value
  }

  private static func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30FB: false
    case 0x3005, 0x3007, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF:
      true
    default: false
    }
  }
}
