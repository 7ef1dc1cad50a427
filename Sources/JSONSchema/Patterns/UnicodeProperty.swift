/// The property names of ECMA-262 (`\p{Letter}`, `\p{Script=Greek}`) in RE2's spelling.
enum UnicodeProperty {
  /// What stands inside a class for a property or its complement.
  static func re2Class(_ expression: String, isNegated: Bool) throws(PatternError) -> String {
    let parts = expression.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    let sign = isNegated ? "P" : "p"
    if parts.count == 2 {
      switch parts[0] {
      case "General_Category", "gc": return try category(parts[1], sign)
      case "Script", "sc":
        guard let script = script(parts[1]) else {
          throw PatternError(reason: "\(parts[1]) is no script that the engine knows", isWellFormed: true)
        }
        return "\\\(sign){\(script)}"
      default:
        throw PatternError(
          reason: "the property \(parts[0]) is not supported by the engine", isWellFormed: true)
      }
    }
    switch expression {
    case "Any": return isNegated ? try empty() : "\\x{0}-\\x{10ffff}"
    case "ASCII": return isNegated ? "\\x{80}-\\x{10ffff}" : "\\x{0}-\\x{7f}"
    case "ASCII_Hex_Digit", "AHex":
      return isNegated
        ? "\\x{0}-\\x{2f}\\x{3a}-\\x{40}\\x{47}-\\x{60}\\x{67}-\\x{10ffff}" : "0-9A-Fa-f"
    default: return try category(expression, sign)
    }
  }

  private static func empty() throws(PatternError) -> String {
    throw PatternError(reason: "\\P{Any} matches nothing")
  }

  private static func category(_ name: String, _ sign: String) throws(PatternError) -> String {
    if let short = categories[name] { return "\\\(sign){\(short)}" }
    if categories.values.contains(name) { return "\\\(sign){\(name)}" }
    if name == "LC" || name == "Cased_Letter" {
      guard sign == "p" else {
        throw PatternError(reason: "\\P{\(name)} is not supported by the engine", isWellFormed: true)
      }
      return "\\p{Lu}\\p{Ll}\\p{Lt}"
    }
    throw PatternError(
      reason: "the property \(name) is unknown or not supported by the engine", isWellFormed: true)
  }

  private static func script(_ name: String) -> String? {
    if let long = scripts[name] { return long }
    // A letter first, then letters and underscores: nothing that could end the class. RE2 refuses what it
    // does not know.
    return name.utf8.allSatisfy { $0.isASCIILetter || $0 == UInt8(ascii: "_") } && name.utf8.count > 1
      ? name : nil
  }

  /// The general categories of Unicode (PropertyValueAliases.txt) that RE2 has; unassigned code points it
  /// lacks.
  private static let categories = [
    "Letter": "L", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Titlecase_Letter": "Lt",
    "Modifier_Letter": "Lm", "Other_Letter": "Lo", "Mark": "M", "Combining_Mark": "M",
    "Nonspacing_Mark": "Mn", "Spacing_Mark": "Mc", "Enclosing_Mark": "Me", "Number": "N",
    "Decimal_Number": "Nd", "digit": "Nd", "Letter_Number": "Nl", "Other_Number": "No",
    "Punctuation": "P", "punct": "P", "Connector_Punctuation": "Pc", "Dash_Punctuation": "Pd",
    "Open_Punctuation": "Ps", "Close_Punctuation": "Pe", "Initial_Punctuation": "Pi",
    "Final_Punctuation": "Pf", "Other_Punctuation": "Po", "Symbol": "S", "Math_Symbol": "Sm",
    "Currency_Symbol": "Sc", "Modifier_Symbol": "Sk", "Other_Symbol": "So", "Separator": "Z",
    "Space_Separator": "Zs", "Line_Separator": "Zl", "Paragraph_Separator": "Zp", "Other": "C",
    "Control": "Cc", "cntrl": "Cc", "Format": "Cf", "Private_Use": "Co", "Surrogate": "Cs",
  ]

  /// Short names of scripts (ISO 15924) that are in wide use.
  private static let scripts = [
    "Arab": "Arabic", "Armn": "Armenian", "Beng": "Bengali", "Bopo": "Bopomofo", "Brai": "Braille",
    "Cyrl": "Cyrillic", "Deva": "Devanagari", "Ethi": "Ethiopic", "Geor": "Georgian", "Grek": "Greek",
    "Gujr": "Gujarati", "Guru": "Gurmukhi", "Hang": "Hangul", "Hani": "Han", "Hebr": "Hebrew",
    "Hira": "Hiragana", "Kana": "Katakana", "Khmr": "Khmer", "Knda": "Kannada", "Laoo": "Lao",
    "Latn": "Latin", "Mlym": "Malayalam", "Mong": "Mongolian", "Mymr": "Myanmar", "Orya": "Oriya",
    "Sinh": "Sinhala", "Taml": "Tamil", "Telu": "Telugu", "Thai": "Thai", "Tibt": "Tibetan",
    "Zinh": "Inherited", "Zyyy": "Common",
  ]
}
