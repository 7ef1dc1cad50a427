extension YAMLParser {
  /// Reads `|` or `>`, its header and its lines (YAML 1.2, chapter 8.1).
  mutating func parseBlockScalar(parent: Int) throws(Halt) {
    let first = position
    var explicit = 0
    var keeps = false
    var chomped = false
    position += 1
    while position < end {
      let c = base[position]
      if c >= 0x31, c <= 0x39, explicit == 0 {
        explicit = Int(c - 0x30)
      } else if c == UInt8(ascii: "+") || c == UInt8(ascii: "-"), !chomped {
        chomped = true
        keeps = c == UInt8(ascii: "+")
      } else {
        break
      }
      position += 1
    }
    let headerEnd = position
    skipBlanks()
    if byte(position) == UInt8(ascii: "#"), position > headerEnd {
      while !isBreakOrEnd(position) {
        if base[position] < 0x20 { checkControl(position) }
        position += 1
      }
    }
    guard isBreakOrEnd(position) else { throw halt(.badBlockHeader, line(from: position)) }
    var indent = explicit > 0 ? max(parent, 0) + explicit : -1
    var contentEnd = headerEnd
    var lastBreak = position
    var deepestBlank = -1
    var deepestBlankLine = 0
    var i = position
    // `i` is at a line break or the end; a line of the text follows, or what comes after it.
    while i < end {
      let line = afterBreak(i)
      var at = line
      while byte(at) == 0x20, indent < 0 || at - line < indent { at += 1 }
      let spaces = at - line
      if isBreakOrEnd(at) {
        if line >= end { break }
        if indent < 0, spaces > deepestBlank { (deepestBlank, deepestBlankLine) = (spaces, line) }
        lastBreak = at
        i = at
        continue
      }
      if byte(at) == 0x09, spaces < max(indent, parent + 1) { throw halt(.tabIndentation, at..<at + 1) }
      if indent < 0 {
        if spaces <= parent { break }
        if deepestBlank > spaces {
          throw halt(.badIndentation, deepestBlankLine..<deepestBlankLine + deepestBlank)
        }
        indent = spaces
      }
      if spaces < indent || spaces == 0 && isDocumentMarker(at: at) { break }
      while at < end, base[at] != 0x0A {
        if base[at] < 0x20 { checkControl(at) }
        at += 1
      }
      if at < end, base[at - 1] == 0x0D { at -= 1 }
      contentEnd = at
      lastBreak = at
      i = at
    }
    if indent < 0 { indent = max(parent + 1, deepestBlank) }
    if contentEnd == headerEnd && !keeps { lastBreak = max(lastBreak, position) }
    var node = TapeNode(.scalar, first, keeps ? max(lastBreak, headerEnd) : contentEnd)
    node.style = base[first] == UInt8(ascii: "|") ? .literal : .folded
    node.needsDecoding = true
    node.indent = Int32(truncatingIfNeeded: indent)
    node.extra = Int32(truncatingIfNeeded: lastBreak)
    append(node)
    // At the end of the last line, so that the next trivia begins with its line break.
    position = lastBreak
    lineStart = lastBreak
    consumed()
  }
}
