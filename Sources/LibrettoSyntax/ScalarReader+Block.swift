extension ScalarReader {
  /// The text of a block scalar (YAML 1.2, chapter 8.1).
  func block(_ node: TapeNode) -> [UInt8] {
    let end = Int(node.extra)
    var i = Int(node.start) + 1
    var chomp: UInt8 = 0
    while i < end, bytes[i] != 0x0A {
      if bytes[i] == UInt8(ascii: "#") { break }
      if bytes[i] == UInt8(ascii: "+") || bytes[i] == UInt8(ascii: "-") { chomp = bytes[i] }
      i += 1
    }
    while i < end, bytes[i] != 0x0A { i += 1 }
    var result: [UInt8] = []
    // The line breaks since the last text, and whether that text was indented more.
    var breaks = 0
    var isFirst = true
    var wasMore = false
    while i < end {
      let line = lineContent(after: i, end: end, indent: Int(node.indent))
      i = line.upperBound
      var stop = line.upperBound
      if stop < end, stop > line.lowerBound, bytes[stop] == 0x0A, bytes[stop - 1] == 0x0D { stop -= 1 }
      if i == end, stop > line.lowerBound, bytes[stop - 1] == 0x0D, i < bytes.count, bytes[i] == 0x0A {
        stop -= 1
      }
      if stop <= line.lowerBound {
        breaks += 1
        continue
      }
      let isMore = node.style == .literal || bytes[line.lowerBound] == 0x20 || bytes[line.lowerBound] == 0x09
      if isFirst {
        result.append(contentsOf: repeatElement(0x0A, count: breaks))
      } else if wasMore || isMore {
        result.append(contentsOf: repeatElement(0x0A, count: breaks + 1))
      } else if breaks == 0 {
        result.append(0x20)
      } else {
        result.append(contentsOf: repeatElement(0x0A, count: breaks))
      }
      result += bytes[line.lowerBound..<stop]
      (isFirst, wasMore, breaks) = (false, isMore, 0)
    }
    // The end of the file ends its last line too.
    switch chomp {
    case UInt8(ascii: "-"): break
    case UInt8(ascii: "+"):
      result.append(contentsOf: repeatElement(0x0A, count: isFirst ? breaks : breaks + 1))
    default:
      if !isFirst { result.append(0x0A) }
    }
    return result
  }

  /// The line after the break at `offset`, without its indentation, to its line feed or `end`.
  private func lineContent(after offset: Int, end: Int, indent: Int) -> SourceRange {
    let start = min(offset + 1, end)
    var content = start
    while content < end, content - start < indent, bytes[content] == 0x20 { content += 1 }
    var stop = content
    while stop < end, bytes[stop] != 0x0A { stop += 1 }
    return content..<stop
  }
}
