extension Document {
  /// Every line under `## Log` that is not blank, up to the next heading of the first or second level, in the
  /// order of the file.
  public var log: [LogLine] { logSection?.lines ?? [] }

  /// The first `## Log` and what lies under it.
  var logSection: LogSection? {
    bytes.withUnsafeBufferPointer { bytes in
      let lines = MarkdownLine.lines(of: bytes, in: bodyRange)
      guard let start = lines.firstIndex(where: { $0.isLogHeading(bytes) }) else { return nil }
      let rest = lines[(start + 1)...]
      let end = rest.firstIndex { !$0.isCode && ($0.heading == 1 || $0.heading == 2) } ?? lines.endIndex
      let read = lines[start + 1..<end].compactMap { line -> LogLine? in
        if MarkdownLine.isBlank(bytes, line.range) { return nil }
        var reader = LogLineReader(bytes: bytes, position: line.range.lowerBound, range: line.range)
        return reader.read()
      }
      let next = end < lines.endIndex ? lines[end].range.lowerBound : bodyRange.upperBound
      return LogSection(heading: lines[start].range, lines: read, end: next)
    }
  }
}

/// `## Log` and what lies under it.
struct LogSection {
  var heading: SourceRange
  var lines: [LogLine]
  /// Where the next heading begins, or the file ends.
  var end: Int
}
