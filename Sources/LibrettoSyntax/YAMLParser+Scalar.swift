extension YAMLParser {
  /// Reads a plain scalar. Leaves `position` where it stops: at its line's end, a comment, `: ` or a flow
  /// indicator.
  mutating func scanPlain(parent: Int, inFlow: Bool) -> TapeNode {
    let first = position
    var contentEnd = inFlow ? scanPlainFlowLine() : scanPlainLine()
    var folded = false
    // Goes on over every line that is indented more than the parent and no comment.
    while position < end, isBreakOrEnd(position) {
      var i = position
      var line = lineStart
      while i < end, isBreakOrEnd(i) {
        i = afterBreak(i)
        line = i
        while byte(i) == 0x20 { i += 1 }
        if i - line <= parent, !isBreakOrEnd(i), !isWhite(byte(i)) { break }
        if byte(i) == 0x09, i - line <= parent {
          var blank = i
          while isWhite(byte(blank)) { blank += 1 }
          if isBreakOrEnd(blank) { i = blank } else { break }
        } else {
          while isWhite(byte(i)) { i += 1 }
        }
      }
      var spaces = line
      while byte(spaces) == 0x20 { spaces += 1 }
      guard i < end, spaces - line > parent, base[i] != UInt8(ascii: "#") else { break }
      if i == line, isDocumentMarker(at: i) { break }
      let (oldPosition, oldLine) = (position, lineStart)
      position = i
      lineStart = line
      let stop = inFlow ? scanPlainFlowLine() : scanPlainLine()
      if stop == i {
        position = oldPosition
        lineStart = oldLine
        break
      }
      contentEnd = stop
      folded = true
    }
    var node = TapeNode(.scalar, first, contentEnd)
    node.needsDecoding = folded
    return node
  }

  /// Reads a plain scalar's characters on one line; its end without white space.
  @inline(__always)
  private mutating func scanPlainLine() -> Int {
    var i = position
    var last = i
    scan: while i < end {
      let c = base[i]
      if c > 0x3A || c > 0x23 && c < 0x3A {
        i += 1
        last = i
        continue
      }
      switch c {
      case 0x20, 0x09:
        i += 1
        continue
      case 0x0A:
        break scan
      case UInt8(ascii: ":"):
        if isSeparated(i + 1) { break scan }
      case UInt8(ascii: "#"):
        if i > position, isWhite(base[i - 1]) { break scan }
      default:
        if c < 0x20 {
          if c == 0x0D, byte(i + 1) == 0x0A { break scan }
          checkControl(i)
        }
      }
      i += 1
      last = i
    }
    position = i
    return last
  }

  /// The same within brackets, where `,[]{}` end a plain scalar.
  private mutating func scanPlainFlowLine() -> Int {
    var i = position
    var last = i
    scan: while i < end {
      let c = base[i]
      switch c {
      case 0x20, 0x09:
        i += 1
        continue
      case 0x0A:
        break scan
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        break scan
      case UInt8(ascii: ":"):
        if isSeparated(i + 1) || isFlowIndicator(base[i + 1]) { break scan }
      case UInt8(ascii: "#"):
        if i > position, isWhite(base[i - 1]) { break scan }
      default:
        if c < 0x20 {
          if c == 0x0D, byte(i + 1) == 0x0A { break scan }
          checkControl(i)
        }
      }
      i += 1
      last = i
    }
    position = i
    return last
  }

  /// Reads a quoted scalar.
  mutating func scanQuoted(parent: Int) throws(Halt) -> TapeNode {
    let first = position
    let quote = base[first]
    var needsDecoding = false
    var i = first + 1
    while true {
      guard i < end else { throw halt(.unterminatedQuote, line(from: first)) }
      let c = base[i]
      if c == quote {
        if quote == UInt8(ascii: "'"), byte(i + 1) == quote {
          needsDecoding = true
          i += 2
          continue
        }
        break
      }
      if c == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        needsDecoding = true
        i = scanEscape(i)
      } else if c == 0x0A || c == 0x0D && byte(i + 1) == 0x0A {
        needsDecoding = true
        i = try scanQuotedBreak(i, parent: parent, first: first)
      } else {
        if c < 0x20 { checkControl(i) }
        i += 1
      }
    }
    position = i + 1
    var node = TapeNode(.scalar, first, i + 1)
    node.style = quote == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
    node.needsDecoding = needsDecoding
    return node
  }

  /// The offset of the next line's content within quotes.
  private mutating func scanQuotedBreak(_ offset: Int, parent: Int, first: Int) throws(Halt) -> Int {
    var i = offset
    while i < end, isBreakOrEnd(i) {
      i = afterBreak(i)
      lineStart = i
      while byte(i) == 0x20 { i += 1 }
      let spaces = i - lineStart
      while isWhite(byte(i)) { i += 1 }
      if i < end, !isBreakOrEnd(i), spaces <= parent || spaces == 0 && isDocumentMarker(at: i) {
        throw halt(.unterminatedQuote, line(from: first))
      }
    }
    return i
  }

  /// The offset after the escape at `offset`; notes what is none.
  private mutating func scanEscape(_ offset: Int) -> Int {
    if let (_, next) = ScalarReader.escape(at: offset, end: end, base) { return next }
    if isBreakOrEnd(offset + 1) { return offset + 1 }
    let text = UnsafeBufferPointer(start: base + offset, count: end - offset)
    let length = max(1, UTF8Check.wellFormedLength(text, at: 1))
    note(
      .badEscape(String(decoding: text[..<min(1 + length, text.count)], as: UTF8.self)),
      offset..<offset + 1 + length)
    return offset + 1 + length
  }

  /// Reads `*name`, which the profile leaves out.
  mutating func scanAlias(inFlow: Bool) -> TapeNode {
    let first = position
    position += 1
    while !isSeparated(position), !(inFlow && isFlowIndicator(base[position])) { position += 1 }
    let name = UnsafeBufferPointer(start: base + first + 1, count: position - first - 1)
    note(.alias(String(decoding: name, as: UTF8.self)), first..<position)
    return TapeNode(.scalar, first, position)
  }

  /// Passes over `&name` or `!tag`, which the profile leaves out.
  mutating func skipProperty(inFlow: Bool) {
    let first = position
    if byte(first + 1) == UInt8(ascii: "<") {
      while !isSeparated(position), base[position] != UInt8(ascii: ">") { position += 1 }
    }
    while !isSeparated(position), !(inFlow && isFlowIndicator(base[position])) { position += 1 }
    let text = String(
      decoding: UnsafeBufferPointer(start: base + first, count: position - first), as: UTF8.self)
    note(base[first] == UInt8(ascii: "&") ? .anchor(String(text.dropFirst())) : .tag(text), first..<position)
  }
}
