/// Finds the way in a file's bytes around its nodes.
struct SourceText {
  let bytes: [UInt8]

  func isWhite(_ offset: Int) -> Bool {
    offset < bytes.count && (bytes[offset] == 0x20 || bytes[offset] == 0x09)
  }

  /// The begin of the line of `offset`.
  func lineStart(_ offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    return start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : start
  }

  /// The end of the line of `offset`, before its line end.
  func lineEnd(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return end > offset && end < bytes.count && bytes[end - 1] == 0x0D ? end - 1 : end
  }

  /// The begin of the line after that of `offset`; the end of the file for the last one.
  func nextLine(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return min(end + 1, bytes.count)
  }

  /// Whether only white space lies before `offset` on its line.
  func beginsLine(_ offset: Int) -> Bool { (lineStart(offset)..<offset).allSatisfy(isWhite) }

  /// Whether the lines from `line` on cannot be taken for more of a block scalar whose text is in column
  /// `indent`.
  func endsBlock(_ line: Int, indent: Int) -> Bool {
    var line = line
    while line < bytes.count {
      var at = line
      while at < bytes.count, bytes[at] == 0x20 { at += 1 }
      let isBlank = at >= lineEnd(line)
      if isBlank ? at - line > indent : at - line >= indent { return false }
      if !isBlank { return true }
      line = nextLine(line)
    }
    return true
  }

  func skipBlanks(_ offset: Int) -> Int {
    var at = offset
    while isWhite(at) { at += 1 }
    return at
  }

  /// The offset of the next byte that is no white space, line end or comment.
  func skipTrivia(_ offset: Int) -> Int {
    var at = offset
    while at < bytes.count {
      let c = bytes[at]
      if isWhite(at) || c == 0x0A || c == 0x0D {
        at += 1
      } else if c == UInt8(ascii: "#"), at == 0 || isWhite(at - 1) || bytes[at - 1] == 0x0A {
        at = lineEnd(at)
      } else {
        break
      }
    }
    return at
  }

  /// Whether a comment or a line end lies in `range`.
  func hasLineBreakOrComment(_ range: SourceRange) -> Bool {
    bytes[range].contains { $0 == 0x0A || $0 == UInt8(ascii: "#") }
  }
}
