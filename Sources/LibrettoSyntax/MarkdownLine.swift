/// A line of Markdown, as far as the log and the links need it (CommonMark 0.31: fenced code, ATX headings).
struct MarkdownLine {
  /// Without the line end.
  var range: SourceRange
  /// Whether it lies in a fenced code block or delimits one.
  var isCode: Bool
  /// The level of a heading, 1 to 6; 0 of another line.
  var heading: Int

  /// The lines of `range`.
  static func lines(of bytes: UnsafeBufferPointer<UInt8>, in range: SourceRange) -> [MarkdownLine] {
    var lines: [MarkdownLine] = []
    var fence: (character: UInt8, length: Int)?
    var start = range.lowerBound
    while start < range.upperBound {
      var stop = start
      while stop < range.upperBound, bytes[stop] != 0x0A { stop += 1 }
      var end = stop
      if end > start, bytes[end - 1] == 0x0D { end -= 1 }
      var line = MarkdownLine(range: start..<end, isCode: fence != nil, heading: 0)
      var first = start
      while first < end, bytes[first] == 0x20, first - start < 4 { first += 1 }
      if first - start < 4, first < end {
        let c = bytes[first]
        var run = first
        while run < end, bytes[run] == c { run += 1 }
        if let open = fence {
          if c == open.character, run - first >= open.length, isBlank(bytes, run..<end) { fence = nil }
        } else if c == UInt8(ascii: "`") || c == UInt8(ascii: "~"), run - first >= 3,
          c == UInt8(ascii: "~") || !bytes[run..<end].contains(c)
        {
          fence = (c, run - first)
          line.isCode = true
        } else if c == UInt8(ascii: "#"), run - first <= 6,
          run == end || bytes[run] == 0x20 || bytes[run] == 0x09
        {
          line.heading = run - first
        }
      }
      lines.append(line)
      start = stop + 1
    }
    return lines
  }

  static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ range: SourceRange) -> Bool {
    bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// Whether it is the heading `## Log`.
  func isLogHeading(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard heading == 2, !isCode else { return false }
    var text = bytes[range].drop { $0 == 0x20 || $0 == UInt8(ascii: "#") || $0 == 0x09 }
    while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
    while let last = text.last, last == UInt8(ascii: "#") { text.removeLast() }
    while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
    return text.elementsEqual("Log".utf8)
  }
}
