/// A record's text in pieces, so that a test knows which bytes an edit of one field may touch.
public struct GeneratedDocument {
  /// The text before the front matter's content: a byte-order mark, `---`.
  public var head = ""
  /// The front matter: fields with their key, comments and blank lines with nil.
  public var pieces: [(key: String?, text: String)] = []
  /// The text from the second `---` on.
  public var tail = ""

  public var frontMatter: String { pieces.map(\.text).joined() }
  public var text: String { head + frontMatter + tail }
}

/// Makes documents with every way of writing a value.
public struct DocumentGenerator {
  public var random: SeededGenerator
  private var endsInBlock = false

  public init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  public static let words = [
    "Jane", "Müller", "Ærø", "東京", "🎉", "NO", "0049123", "1.10", "12:30", "true", "a-b", "x#y",
    "http://a.example/b",
    "it's", "null", "72", "-3", "2026-11-25", "naïve", "a:b", "50%", "@", "e.g.", "[[jane]]", "\u{2028}",
  ]

  public mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
  public mutating func pick<T>(_ list: [T]) -> T { list.randomElement(using: &random)! }
  public mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  public mutating func document() -> GeneratedDocument {
    var result = GeneratedDocument()
    if chance(10) { result.head = "\u{FEFF}" }
    let kind = count(0...19)
    if kind > 0 {
      result.head += "---\n"
      if chance(30) { result.pieces.append((nil, "# Café\n")) }
      if kind > 1 {
        for number in 1...count(1...6) {
          let name = pick(["name", "stage", "x y", "größe", "\"q k\"", "'s k'", "no"])
          let key =
            name.hasSuffix("\"") || name.hasSuffix("'")
            ? String(name.dropLast()) + "\(number)" + String(name.last!) : name + "\(number)"
          let bare = key.filter { $0 != "\"" && $0 != "'" }
          result.pieces.append(
            (bare, key + (chance(5) ? " :" : ":") + value(parent: 0, depth: 0, inSequence: false)))
          // What is indented or blank after a block may be its text.
          if chance(25) {
            result.pieces.append(
              (nil, pick(endsInBlock ? ["# note: x\n"] : ["# note: x\n", "\n", "  # indented\n", "#\n"])))
          }
        }
      }
      result.tail = chance(10) ? "--- \n" : "---\n"
    }
    if chance(80) { result.tail += "\n# Title\n\nBody with [[link]] – ünïcode: x\n" }
    if chance(20) { result.tail += "no final newline" }
    if chance(30) {
      result.head = crlf(result.head)
      result.tail = crlf(result.tail)
      result.pieces = result.pieces.map { ($0.key, crlf($0.text)) }
    }
    return result
  }

  private func crlf(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n" { result.append("\r") }
      result.append(scalar)
    }
    return String(result)
  }

  private mutating func comment() -> String {
    chance(25)
      ? pick(["  # why", " # a: b", " #", "    # it's [x] é"]) + "\n" : pick(["\n", "\n", "\n", "  \n"])
  }

  private mutating func plain(flow: Bool) -> String {
    let usable = Self.words.filter { $0 != "\u{2028}" && !$0.hasPrefix("@") && !$0.hasPrefix("[") }
    var text = pick(usable)
    for _ in 0..<count(0...2) { text += " " + pick(usable + ["-", "&x", "*y", "!z"]) }
    return text
  }

  private mutating func single() -> String {
    "'" + pick(["it''s", "a # b", "", "x: y", " lead", "\\n", "é"]) + "'"
  }

  private mutating func double() -> String {
    "\"" + pick(["a\\\"b", "\\u00e9", "a\\nb", "", "x: y # z", "tab\\t", "\\\\", "🎉", "{[", "\\x41"]) + "\""
  }

  private mutating func scalar(flow: Bool) -> String {
    switch count(0...5) {
    case 0: single()
    case 1: double()
    default: plain(flow: flow)
    }
  }

  /// What follows an indicator, with its line end; `parent` is the column of the collection it lies in.
  public mutating func value(parent: Int, depth: Int, inSequence: Bool) -> String {
    let inner = spaces(parent + count(1...3))
    endsInBlock = false
    switch count(0...(depth < 3 ? 15 : 10)) {
    case 0: return comment()
    case 1: return pick(inSequence ? [" ", "  "] : [" ", "   ", "\t"]) + single() + comment()
    case 2: return " " + double() + comment()
    case 3:
      return " " + plain(flow: false) + "\n" + (chance(30) ? "\n" : "") + inner + plain(flow: false)
        + comment()
    case 4:
      return chance(50)
        ? " \"first \\\n" + inner + "  second\n\n" + inner + "third\"" + comment()
        : " 'first\n" + inner + "second ''x'' \n\n\n" + inner + "third'" + comment()
    case 5, 6: return block(parent: parent)
    case 7: return " " + flow(depth: depth) + comment()
    case 8: return " " + longFlow(inner: inner) + comment()
    case 11, 12:
      return comment() + sequence(column: parent + (inSequence || chance(70) ? 2 : 0), depth: depth + 1)
    case 13, 14: return comment() + mapping(column: parent + count(1...4), depth: depth + 1)
    default: return " " + plain(flow: false) + comment()
    }
  }

  private mutating func block(parent: Int) -> String {
    let column = parent + count(1...4)
    endsInBlock = true
    let explicit = chance(20)
    var text = " " + pick(["|", ">"]) + (explicit ? "\(column - parent)" : "") + pick(["", "-", "+"])
    text += chance(20) ? "  # c\n" : "\n"
    for line in 0..<count(1...4) {
      let content = pick([
        "text é", "# no comment", "key: value", "- x", "  more", "tab\there", "---", "<<", "'",
      ])
      if line > 0, chance(25) { text += pick(["\n", spaces(column) + "\n", " \n"].filter { _ in true }) }
      text += spaces(column) + (line == 0 && !explicit ? "first" : content) + "\n"
    }
    if chance(20) { text += "\n" }
    return text
  }

  private mutating func flow(depth: Int) -> String {
    let gap = chance(20) ? " " : ""
    let size = count(0...3)
    var parts: [String] = []
    if chance(50) {
      for _ in 0..<size {
        parts.append(
          depth < 2 && chance(20)
            ? flow(depth: depth + 1) : chance(8) ? "p: " + plain(flow: true) : scalar(flow: true))
      }
      return "[" + gap + parts.joined(separator: ", ") + (size > 0 && chance(15) ? ", " : "") + gap + "]"
    }
    for number in 0..<size {
      let value = depth < 2 && chance(20) ? flow(depth: depth + 1) : chance(10) ? "" : scalar(flow: true)
      parts.append(pick(["k", "ö", "due"]) + "\(number): " + value)
    }
    return "{" + gap + parts.joined(separator: " , ") + gap + "}"
  }

  private mutating func longFlow(inner: String) -> String {
    let size = count(1...3)
    var text = "[" + (chance(30) ? " # open\n" : "\n")
    for number in 1...size {
      text +=
        inner + scalar(flow: true) + (number < size || chance(40) ? "," : "")
        + (chance(40) ? " # c\(number)" : "") + "\n"
      if chance(15) { text += inner + "# own line\n" }
    }
    return text + inner + "]"
  }

  private mutating func sequence(column: Int, depth: Int) -> String {
    var text = ""
    for _ in 0..<count(1...3) {
      text += spaces(column) + "-"
      if chance(25) {
        let entries = mapping(column: column + 2, depth: depth + 1)
        text += " " + entries.drop { $0 == " " }
      } else {
        text += value(parent: column, depth: depth, inSequence: true)
      }
      if chance(15) { text += spaces(column) + "# between\n" }
    }
    return text
  }

  private mutating func mapping(column: Int, depth: Int) -> String {
    var text = ""
    for number in 0..<count(1...3) {
      text +=
        spaces(column) + pick(["what", "due", "ü"]) + "\(number):"
        + value(parent: column, depth: depth, inSequence: false)
      if chance(15), number == 0 { text += spaces(column) + "# inner\n" }
    }
    return text
  }
}
