/// From the regular expressions of ECMA-262 (in their Unicode mode, as JSON Schema recommends) to RE2's.
///
/// What RE2 lacks because it cannot be matched in linear time (look-around, back-references), and repetition
/// past what it allows, is refused with the reason. More lenient than ECMA-262 only in escaped punctuation
/// (`\-`, `\@`) and lone braces and brackets, which people write and engines take.
struct PatternTranslator {
  let scalars: [Unicode.Scalar]
  var position = 0
  var output = ""
  private var openGroups = 0
  /// Whether a quantifier may follow.
  private var isQuantifiable = false

  /// RE2's largest repetition count.
  static let repetitionLimit = 1000

  static func translate(_ pattern: String) throws(PatternError) -> String {
    var translator = PatternTranslator(scalars: Array(pattern.unicodeScalars))
    try translator.run()
    return translator.output
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  func starts(with text: String) -> Bool { scalars[position...].starts(with: text.unicodeScalars) }

  private mutating func run() throws(PatternError) {
    while let scalar = next {
      position += 1
      switch scalar {
      case "\\": try escape()
      case "[": try characterClass()
      case "(": try openGroup()
      case ")":
        guard openGroups > 0 else { throw PatternError(reason: "a ) without its (") }
        openGroups -= 1
        emit(")")
      case "|":
        output += "|"
        isQuantifiable = false
      case "*", "+", "?": try quantify(String(scalar))
      case "{":
        if let bounds = try repetition() { try quantify(bounds) } else { emit("\\{") }
      case "^": assert("\\A")
      case "$": assert("\\z")
      case ".": emit("[^\\n\\r\\x{2028}\\x{2029}]")
      default: emit(PatternTranslator.literal(scalar))
      }
    }
    guard openGroups == 0 else { throw PatternError(reason: "a ( without its )") }
  }

  mutating func emit(_ text: String) {
    output += text
    isQuantifiable = true
  }

  private mutating func assert(_ text: String) {
    output += text
    isQuantifiable = false
  }

  private mutating func quantify(_ text: String) throws(PatternError) {
    guard isQuantifiable else { throw PatternError(reason: "nothing to repeat before \(text)") }
    output += text
    if next == "?" {
      position += 1
      output += "?"
    }
    isQuantifiable = false
  }

  /// The bounds of `{n}`, `{n,}` or `{n,m}` after the brace; nil, with the position unmoved, where it is
  /// none.
  private mutating func repetition() throws(PatternError) -> String? {
    guard let end = scalars[position...].firstIndex(of: "}") else { return nil }
    let text = String(String.UnicodeScalarView(scalars[position..<end]))
    let parts = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { $0.utf8.allSatisfy(\.isASCIIDigit) }
    guard areDigits, parts.first?.isEmpty == false else { return nil }
    let bounds = parts.filter { !$0.isEmpty }.map { Int($0) ?? .max }
    if bounds.count == 2, bounds[0] > bounds[1] {
      throw PatternError(reason: "{\(text)} has its bounds reversed")
    }
    if let bound = bounds.max(), bound > PatternTranslator.repetitionLimit {
      throw PatternError(
        reason:
          "{\(text)} repeats over \(PatternTranslator.repetitionLimit) times, more than the engine allows",
        isWellFormed: true)
    }
    position = end + 1
    return "{\(text)}"
  }

  /// A group, the position after its parenthesis. Nothing is captured, so all groups become plain ones.
  private mutating func openGroup() throws(PatternError) {
    openGroups += 1
    output += "(?:"
    isQuantifiable = false
    guard next == "?" else { return }
    if starts(with: "?:") {
      position += 2
    } else if starts(with: "?=") || starts(with: "?!") {
      throw PatternError(
        reason: "look-ahead is not supported, since it cannot be matched in linear time", isWellFormed: true)
    } else if starts(with: "?<=") || starts(with: "?<!") {
      throw PatternError(
        reason: "look-behind is not supported, since it cannot be matched in linear time", isWellFormed: true)
    } else if starts(with: "?<"), let end = scalars[position...].firstIndex(of: ">"), end > position + 2 {
      position = end + 1
    } else {
      throw PatternError(reason: "a group that ECMA-262 does not have, or that is not supported: (?")
    }
  }

  /// An escape outside a class, the position after its backslash.
  private mutating func escape() throws(PatternError) {
    switch next {
    case "b"?, "B"?:
      assert(next == "b" ? "\\b" : "\\B")
      position += 1
    case let kind? where kind == "k" || ("1"..."9").contains(kind):
      throw PatternError(
        reason: "back-references are not supported, since they cannot be matched in linear time",
        isWellFormed: true)
    default:
      switch try classEscape() {
      case .scalar(let scalar): emit(PatternTranslator.literal(scalar))
      case .set(let set): emit("[" + set + "]")
      }
    }
  }

  /// A scalar that stands for itself, for RE2 in and outside a class.
  static func literal(_ scalar: Unicode.Scalar) -> String {
    if scalar.isASCII, let byte = UInt8(exactly: scalar.value), byte.isASCIILetter || byte.isASCIIDigit {
      return String(scalar)
    }
    return "\\x{" + String(scalar.value, radix: 16) + "}"
  }
}
