import LibrettoModel

extension QueryParser {
  /// The values after an operator, with commas between them.
  mutating func values(of path: PathSyntax) throws(Fault) -> [ValueSyntax] {
    let start = position
    var values: [ValueSyntax] = []
    repeat {
      values.append(try value(of: path))
      guard next == UInt8(ascii: ",") else { break }
      position += 1
    } while true
    lastValue = (path.name, text(start..<position))
    return values
  }

  private mutating func value(of path: PathSyntax) throws(Fault) -> ValueSyntax {
    let start = position
    var (text, isQuoted) = ([UInt8](), false)
    var low: ValueSyntax.Part?
    var (high, highStart, isHighQuoted) = ([UInt8](), 0, false)
    func append(_ new: some Sequence<UInt8>) {
      text += new
      if low != nil { high += new }
    }
    scan: while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        append(try quoted().utf8)
        isQuoted = true
        isHighQuoted = low != nil
      case UInt8(ascii: ","), UInt8(ascii: ")"): break scan
      case UInt8(ascii: "("):
        throw Fault(
          position..<position + 1, "a parenthesis inside a value must be quoted",
          help: "write \(path.name):\"…(…)\"")
      case UInt8(ascii: ".") where low == nil && bytes[position...].starts(with: "..".utf8):
        low = ValueSyntax.Part(
          text: String(decoding: text, as: UTF8.self), range: start..<position, isQuoted: isQuoted)
        text += "..".utf8
        position += 2
        highStart = position
      default:
        if isBlank(byte) { break scan }
        append(CollectionOfOne(byte))
        position += 1
      }
    }
    let range = start..<position
    guard !range.isEmpty else {
      throw Fault(
        start > 0 && next != nil ? start - 1..<start : start..<start, "a value is missing here",
        help: "to find what has none, write no:\(path.name)")
    }
    let whole = ValueSyntax.Part(
      text: String(decoding: text, as: UTF8.self), range: range, isQuoted: isQuoted)
    return ValueSyntax(
      whole: whole,
      ends: low.map { low in
        (
          low,
          ValueSyntax.Part(
            text: String(decoding: high, as: UTF8.self), range: highStart..<range.upperBound,
            isQuoted: isHighQuoted)
        )
      })
  }

  /// A text in quotes, in which `\"` and `\\` stand for the second character. The position is past the
  /// closing quote.
  mutating func quoted() throws(Fault) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\") where next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\"):
        text.append(bytes[position])
        position += 1
      default: text.append(byte)
      }
    }
    throw Fault(
      start..<bytes.count, "this quote is not closed",
      help: "the shell takes quotes away, so quote the whole term: 'name:\"Jane Doe\"'")
  }

  /// The error about a word without an operator, which shows how the shell must be told.
  func bareWord(_ path: PathSyntax) -> Fault {
    let word = path.name
    var help = "a term is field:value; a value with blanks is quoted, for the shell too: 'name:\"Jane Doe\"'"
    if ["or", "and"].contains(word.lowercased()) {
      help = "write it in small letters: \(word.lowercased())"
    } else if ["not", "has", "no"].contains(word) {
      help = "write \(word):\(word == "not" ? "TERM" : "FIELD"), without a blank after the colon"
    } else if let lastValue, !lastValue.value.contains("\"") {
      help =
        "a value with blanks is quoted, for the shell too: '\(lastValue.name):\"\(lastValue.value) \(word)\"'"
    }
    return Fault(path.range, "\"\(word)\" has no operator", help: help)
  }

  /// The error about `=`, `<`, `>` and the like.
  func strangeOperator(_ path: PathSyntax) -> Fault {
    var end = position
    while end < bytes.count, "=<>!,(".utf8.contains(bytes[end]) { end += 1 }
    let written = text(position..<max(end, position + 1))
    let help =
      switch written {
      case "=", "==": "write \(path.name):value"
      case "<", "<=": "write \(path.name):..value, which has both ends inside"
      case ">", ">=": "write \(path.name):value.., which has both ends inside"
      case "!", "<>": "write \(path.name)!=value"
      case "(": "write \(path.name).(…) to bind several terms to one record"
      default: "the operators are : != and ~"
      }
    let range = position..<min(bytes.count, max(end, position + 1))
    return Fault(range, "there is no operator \"\(visible(written))\"", help: help)
  }
}
