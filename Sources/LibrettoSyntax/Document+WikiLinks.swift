extension Document {
  /// Every link in the front matter's scalars, as they are written, and in the body outside code, in the
  /// order of the file.
  public var wikiLinks: [WikiLink] {
    var links: [WikiLink] = []
    bytes.withUnsafeBufferPointer { bytes in
      // Most files have none, which is soon seen.
      guard Self.mayHoldLinks(bytes) else { return }
      if let root = frontMatter?.root {
        for node in root.storage.nodes where node.kind == .scalar {
          Self.findLinks(bytes, Int(node.start)..<Int(node.end), code: false, &links)
        }
      }
      // Code spans may go over lines, but not over blank lines.
      var paragraph: SourceRange?
      func flush() {
        if let range = paragraph { Self.findLinks(bytes, range, code: true, &links) }
        paragraph = nil
      }
      for line in MarkdownLine.lines(of: bytes, in: bodyRange) {
        if line.isCode || MarkdownLine.isBlank(bytes, line.range) {
          flush()
        } else {
          paragraph = (paragraph?.lowerBound ?? line.range.lowerBound)..<line.range.upperBound
        }
      }
      flush()
    }
    return links
  }

  private static func mayHoldLinks(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 1
    // Every second byte: one of the two brackets is among them.
    while i < bytes.count {
      if bytes[i] == UInt8(ascii: "["),
        bytes[i - 1] == UInt8(ascii: "[") || i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "[")
      {
        return true
      }
      i += 2
    }
    return false
  }

  private static func findLinks(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: SourceRange, code: Bool, _ links: inout [WikiLink]
  ) {
    var i = range.lowerBound
    while i < range.upperBound {
      switch bytes[i] {
      case UInt8(ascii: "\\") where code:
        i += 2
      case UInt8(ascii: "`") where code:
        i = afterCodeSpan(bytes, i, range.upperBound)
      case UInt8(ascii: "[") where i + 1 < range.upperBound && bytes[i + 1] == UInt8(ascii: "["):
        if let link = link(bytes, i, range.upperBound) {
          links.append(link)
          i = link.range.upperBound
        } else {
          i += 1
        }
      default:
        i += 1
      }
    }
  }

  /// The offset after the code span that begins at `start`, or after its backquotes where it does not end.
  private static func afterCodeSpan(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var open = start
    while open < end, bytes[open] == UInt8(ascii: "`") { open += 1 }
    var i = open
    while i < end {
      guard bytes[i] == UInt8(ascii: "`") else {
        i += 1
        continue
      }
      let run = i
      while i < end, bytes[i] == UInt8(ascii: "`") { i += 1 }
      if i - run == open - start { return i }
    }
    return open
  }

  private static func link(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> WikiLink? {
    var stop = start + 2
    var bar: Int?
    while stop < end, bytes[stop] != UInt8(ascii: "]") {
      let c = bytes[stop]
      if c == UInt8(ascii: "[") || c == 0x0A || c == 0x0D { return nil }
      if c == UInt8(ascii: "|"), bar == nil { bar = stop }
      stop += 1
    }
    guard stop + 1 < end, bytes[stop + 1] == UInt8(ascii: "]") else { return nil }
    let target = trimmed(bytes, start + 2..<(bar ?? stop))
    let slash = target.last { bytes[$0] == UInt8(ascii: "/") }
    let id = trimmed(bytes, (slash.map { $0 + 1 } ?? target.lowerBound)..<target.upperBound)
    guard !id.isEmpty else { return nil }
    func text(_ range: SourceRange) -> String { String(decoding: bytes[range], as: UTF8.self) }
    return WikiLink(
      range: start..<stop + 2, qualifier: slash.map { text(trimmed(bytes, target.lowerBound..<$0)) },
      id: text(id),
      idRange: id, label: bar.map { text(trimmed(bytes, $0 + 1..<stop)) })
  }

  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ range: SourceRange) -> SourceRange {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == 0x20 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    return start..<end
  }
}
