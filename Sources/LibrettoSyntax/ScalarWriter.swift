/// Writes scalars so that they read back as the same text.
enum ScalarWriter {
  /// A scalar in one line, in `style` where that can carry it; nil where a plain value cannot be written.
  static func text(_ value: NewValue, style: YAMLNode.ScalarStyle, inFlow: Bool) -> String? {
    switch value {
    case .plain(let text):
      return text.isEmpty && !inFlow || canBePlain(text, inFlow: inFlow) ? text : nil
    case .string(let text, let declaredString):
      switch style {
      case .singleQuoted where isPrintable(text): return singleQuoted(text)
      case .doubleQuoted: return doubleQuoted(text)
      default:
        if canBePlain(text, inFlow: inFlow), declaredString ? text != "~" : isString(text) { return text }
        let prefersSingle = text.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        return prefersSingle && isPrintable(text) ? singleQuoted(text) : doubleQuoted(text)
      }
    case .sequence, .mapping:
      return nil
    }
  }

  /// A key; plain where it can be.
  static func key(_ key: String, inFlow: Bool) -> String {
    let isPlain = canBePlain(key, inFlow: inFlow) && key != "<<"
    return isPlain ? key : doubleQuoted(key)
  }

  private static func isString(_ text: String) -> Bool {
    if case .string = CoreScalar(plain: text) { return true }
    return false
  }

  /// Whether a plain scalar of that text reads back as it is.
  static func canBePlain(_ text: String, inFlow: Bool) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, isPrintable(text) else { return false }
    let isWhite: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    if isWhite(first) || isWhite(last) || last == UInt8(ascii: ":") { return false }
    if ",[]{}#&*!|>'\"%@`?:".utf8.contains(first) { return false }
    if text.hasPrefix("---") || text.hasPrefix("...") { return false }
    var previous: UInt8 = 0
    for (index, byte) in text.utf8.enumerated() {
      if isWhite(byte), previous == UInt8(ascii: ":") || index == 1 && previous == UInt8(ascii: "-") {
        return false
      }
      if byte == UInt8(ascii: "#"), isWhite(previous) { return false }
      if inFlow, ",[]{}".utf8.contains(byte) { return false }
      previous = byte
    }
    return !(text == "-")
  }

  /// Whether a text holds only what YAML prints (chapter 5.1), without line breaks of any version of YAML.
  static func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0 == "\t" || isPrintable($0) }
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
    default: scalar.value >= 0x10000
    }
  }

  static func singleQuoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars { result += scalar == "'" ? "''" : String(scalar) }
    return result + "'"
  }

  static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default:
        if isPrintable(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        }
      }
    }
    return result + "\""
  }

  /// A literal block of a text with line breaks, from its `|` to its last line without line end; nil where
  /// the text needs quotes. `indent` is the column of its lines, `parent` that of the collection it lies in.
  static func literal(
    _ text: String, indent: Int, parent: Int, comment: String, lineEnding: String
  ) -> String? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count > 1, lines.allSatisfy(isPrintable) else { return nil }
    let isBlank: (String) -> Bool = { $0.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
    guard let first = lines.first(where: { !isBlank($0) }), !first.hasPrefix("\t") else { return nil }
    if lines.prefix(while: isBlank).contains(where: { !$0.isEmpty }) { return nil }
    var header = "|"
    if first.hasPrefix(" ") {
      let step = indent - max(parent, 0)
      guard (1...9).contains(step) else { return nil }
      header += String(step)
    }
    if lines.last != "" {
      header += "-"
    } else {
      lines.removeLast()
      // `+` would also take the blank lines that may follow.
      if lines.last.map(isBlank) == true { return nil }
    }
    let spaces = String(repeating: " ", count: indent)
    for line in lines { header += lineEnding + (line.isEmpty ? "" : spaces + line) }
    guard !comment.isEmpty else { return header }
    let end = header.utf8.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? header.endIndex
    return header[..<end] + " " + comment + header[end...]
  }
}
