/// The rule for host names with right-to-left labels (RFC 5893, section 2).
///
/// The classes are taken from the blocks of the scripts and the general categories, since the standard
/// library does not know the bidirectional ones.
enum DirectionRule {
  private enum Class { case left, right, arabic, arabicNumber, europeanNumber, mark, separator, other }

  /// Whether the name holds anything written from right to left, so that all its labels must follow the rule.
  static func applies(to scalars: some Sequence<Unicode.Scalar>) -> Bool {
    scalars.contains {
      switch classify($0) {
      case .right, .arabic, .arabicNumber: true
      default: false
      }
    }
  }

  /// Whether the label follows the rule.
  static func isValid(_ label: [Unicode.Scalar]) -> Bool {
    let classes = label.map(classify)
    guard let first = classes.first, let last = classes.last(where: { $0 != .mark }) else { return false }
    switch first {
    case .right, .arabic:
      return !classes.contains(.left)
        && !(classes.contains(.europeanNumber) && classes.contains(.arabicNumber))
        && [.right, .arabic, .europeanNumber, .arabicNumber].contains(last)
    case .left:
      return !classes.contains { [.right, .arabic, .arabicNumber].contains($0) }
        && [.left, .europeanNumber].contains(last)
    default: return false
    }
  }

  private static func classify(_ scalar: Unicode.Scalar) -> Class {
    switch scalar.value {
    case 0x30...0x39, 0x6F0...0x6F9: return .europeanNumber
    case 0x660...0x669, 0x66B, 0x66C, 0x6DD, 0x10D30...0x10D39: return .arabicNumber
    case 0x2D: return .separator
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return .mark
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spacingMark,
      .decimalNumber:
      switch scalar.value {
      case 0x600...0x7BF, 0x860...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF, 0x1EC70...0x1EEFF: return .arabic
      case 0x590...0x5FF, 0x7C0...0x85F, 0xFB1D...0xFB4F, 0x10800...0x10FFF, 0x1E800...0x1EC6F: return .right
      default: return .left
      }
    default: return .other
    }
  }
}
