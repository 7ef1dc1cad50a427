extension Document {
  /// Reads a file. Never fails: what is wrong is in `issues`.
  public static func parse(_ bytes: [UInt8], limits: Limits = .standard) -> Document {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let start = hasMark ? 3 : 0
    guard bytes.count <= limits.fileSize, bytes.count < Int(Int32.max) else {
      return Document(
        bytes: bytes, frontMatter: nil, frontMatterRange: nil, bodyRange: start..<bytes.count,
        hasByteOrderMark: hasMark, lineEnding: .lf,
        issues: [SyntaxIssue(.fileTooLarge(limit: limits.fileSize), 0..<bytes.count)], limits: limits)
    }
    var issues: [SyntaxIssue] = []
    let layout = bytes.withUnsafeBufferPointer { buffer in
      UTF8Check.check(buffer, in: 0..<buffer.count, &issues)
      return Layout(buffer, start: start)
    }
    var tree: YAMLTree?
    if let range = layout.frontMatter {
      if range.count > limits.frontMatterSize {
        let issue = SyntaxIssue(.frontMatterTooLarge(limit: limits.frontMatterSize), range)
        tree = YAMLTree(root: nil, issues: [issue])
      } else {
        tree = YAMLTree.parse(bytes, in: range, depth: limits.depth, isWholeFile: false)
        if let root = tree?.root, root.kind != .mapping {
          tree?.issues.append(SyntaxIssue(.frontMatterNotAMapping, root.range))
        }
      }
      issues += tree?.issues ?? []
    } else if layout.isUnclosed {
      issues.append(SyntaxIssue(.unclosedFrontMatter, start..<start + 3))
    }
    if layout.mayHaveConflicts {
      issues += bytes.withUnsafeBufferPointer { ConflictMarkers.find(in: $0, layout.body) }
        .map { SyntaxIssue(.conflictMarker, $0) }
    }
    if issues.count > 1 { issues.sort { $0.range.lowerBound < $1.range.lowerBound } }
    return Document(
      bytes: bytes, frontMatter: tree, frontMatterRange: layout.frontMatter, bodyRange: layout.body,
      hasByteOrderMark: hasMark, lineEnding: layout.lineEnding, issues: issues, limits: limits)
  }

  /// Where the parts of a file lie.
  private struct Layout {
    var frontMatter: SourceRange?
    var isUnclosed = false
    var body: SourceRange
    var lineEnding = LineEnding.lf
    var mayHaveConflicts = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, start: Int) {
      body = start..<bytes.count
      var first = start
      while first < bytes.count, bytes[first] != 0x0A { first += 1 }
      if first < bytes.count, first > 0, bytes[first - 1] == 0x0D { lineEnding = .crlf }
      if first < bytes.count || bytes.count >= start + 3, Self.isDelimiter(bytes, start..<first) {
        isUnclosed = true
        var line = min(first + 1, bytes.count)
        let content = line
        while line < bytes.count {
          var stop = line
          while stop < bytes.count, bytes[stop] != 0x0A { stop += 1 }
          if bytes[line] == UInt8(ascii: "-"), Self.isDelimiter(bytes, line..<stop) {
            frontMatter = content..<line
            isUnclosed = false
            body = min(stop + 1, bytes.count)..<bytes.count
            break
          }
          line = stop + 1
        }
      }
      var line = body.lowerBound
      while line < body.upperBound {
        if bytes[line] == UInt8(ascii: "<") || bytes[line] == UInt8(ascii: ">") {
          mayHaveConflicts = true
          break
        }
        while line < body.upperBound, bytes[line] != 0x0A { line += 1 }
        line += 1
      }
    }

    /// Whether a line is `---`, white space aside.
    private static func isDelimiter(_ bytes: UnsafeBufferPointer<UInt8>, _ line: SourceRange) -> Bool {
      guard line.count >= 3 else { return false }
      for index in line.lowerBound..<line.lowerBound + 3 where bytes[index] != UInt8(ascii: "-") {
        return false
      }
      for index in line.lowerBound + 3..<line.upperBound {
        let c = bytes[index]
        guard c == 0x20 || c == 0x09 || c == 0x0D && index + 1 == line.upperBound else { return false }
      }
      return true
    }
  }
}
