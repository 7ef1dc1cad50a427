/// Thrown once an issue is noted past which nothing can be read.
struct Halt: Error {}

/// Reads a text in one pass over its bytes onto a flat tape. Works line by line as the productions of YAML
/// 1.2, chapters 6 to 9, do, without tokens.
struct YAMLParser {
  let base: UnsafePointer<UInt8>
  let start: Int
  let end: Int
  let depthLimit: Int
  var position: Int
  /// Where the line of `position` begins.
  var lineStart: Int
  /// Whether only white space lies between `lineStart` and `position`.
  var atLineStart = true
  /// The first tab since the line's begin or the last content; -1 without one.
  var tab = -1
  var depth = 0
  /// Where the last node ends.
  var lastEnd = 0
  var nodes: [TapeNode] = []
  var issues: [SyntaxIssue] = []

  init(base: UnsafePointer<UInt8>, range: SourceRange, depthLimit: Int) {
    self.base = base
    start = range.lowerBound
    end = range.upperBound
    position = start
    lineStart = start
    self.depthLimit = depthLimit
    nodes.reserveCapacity(max(16, min(range.count / 8, 1024)))
  }

  /// Reads the whole text. False where it could not be read to its end.
  mutating func parseText(isWholeFile: Bool) -> Bool {
    do throws(Halt) {
      try parseDocument(isWholeFile: isWholeFile)
      return true
    } catch {
      noteConflictMarkers()
      return false
    }
  }

  private mutating func parseDocument(isWholeFile: Bool) throws(Halt) {
    skipTrivia()
    guard position < end else { return }
    if isWholeFile, column == 0, isMarker(UInt8(ascii: "-")) {
      position += 3
      consumed()
      skipTrivia()
      guard position < end else { return }
    }
    try parseBlockNode(parent: -1, place: .document)
    skipTrivia()
    guard position < end else { return }
    if atLineStart, column == 0 {
      if isDocumentMarker { throw halt(.multipleDocuments, position..<position + 3) }
      if base[position] == UInt8(ascii: "%") { throw halt(.directive, line(from: position)) }
    }
    throw halt(atLineStart && tab >= 0 ? .tabIndentation : unexpectedKind, unexpectedRange)
  }

  // MARK: Characters

  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < end ? base[offset] : 0 }

  /// The columns before `position`, in bytes.
  @inline(__always)
  var column: Int { position - lineStart }

  /// The spaces that begin the line of `position`.
  @inline(__always)
  var indentation: Int { (tab >= 0 ? tab : position) - lineStart }

  @inline(__always)
  func isBreakOrEnd(_ offset: Int) -> Bool {
    if offset >= end { return true }
    let c = base[offset]
    return c == 0x0A || c == 0x0D && byte(offset + 1) == 0x0A
  }

  @inline(__always)
  func isWhite(_ c: UInt8) -> Bool { c == 0x20 || c == 0x09 }

  /// Whether an indicator before `offset` counts as one.
  @inline(__always)
  func isSeparated(_ offset: Int) -> Bool {
    offset >= end || isWhite(base[offset]) || isBreakOrEnd(offset)
  }

  @inline(__always)
  func isFlowIndicator(_ c: UInt8) -> Bool {
    c == UInt8(ascii: ",") || c == UInt8(ascii: "[") || c == UInt8(ascii: "]") || c == UInt8(ascii: "{")
      || c == UInt8(ascii: "}")
  }

  /// The offset after the line break at `offset`.
  @inline(__always)
  func afterBreak(_ offset: Int) -> Int { base[offset] == 0x0D ? offset + 2 : offset + 1 }

  func isMarker(_ c: UInt8, at offset: Int) -> Bool {
    offset + 3 <= end && base[offset] == c && base[offset + 1] == c && base[offset + 2] == c
      && isSeparated(offset + 3)
  }

  func isMarker(_ c: UInt8) -> Bool { isMarker(c, at: position) }

  func isDocumentMarker(at offset: Int) -> Bool {
    isMarker(UInt8(ascii: "-"), at: offset) || isMarker(UInt8(ascii: "."), at: offset)
  }

  var isDocumentMarker: Bool { isDocumentMarker(at: position) }

  /// To be called after content is consumed: the line's begin lies behind.
  @inline(__always)
  mutating func consumed() {
    atLineStart = false
    tab = -1
  }

  // MARK: Between the nodes

  /// Skips white space, comments and line breaks.
  mutating func skipTrivia() {
    var i = position
    while i < end {
      let c = base[i]
      if c == 0x20 {
        i += 1
      } else if c == 0x0A || c == 0x0D && byte(i + 1) == 0x0A {
        i += c == 0x0A ? 1 : 2
        lineStart = i
        atLineStart = true
        tab = -1
      } else if c == 0x09 {
        if tab < 0 { tab = i }
        i += 1
      } else if c == UInt8(ascii: "#"), i == lineStart || i > start && isWhite(base[i - 1]) || i == start {
        i += 1
        while i < end, base[i] != 0x0A {
          if base[i] < 0x20 { checkControl(i) }
          i += 1
        }
        if i > start, i < end, base[i - 1] == 0x0D { i -= 1 }
      } else {
        break
      }
    }
    position = i
  }

  /// Notes a control character, if the byte below U+0020 at `offset` is one.
  @inline(never)
  mutating func checkControl(_ offset: Int) {
    let c = base[offset]
    if c == 0x09 || c == 0 || c == 0x0D && (byte(offset + 1) == 0x0A || offset + 1 >= end) { return }
    guard issues.count < 100 else { return }
    issues.append(SyntaxIssue(.controlCharacter(c), offset..<offset + 1))
  }

  // MARK: Issues

  mutating func note(_ kind: SyntaxIssue.Kind, _ range: SourceRange) {
    if issues.count < 100 || kind.isFinal { issues.append(SyntaxIssue(kind, range)) }
  }

  @inline(never)
  mutating func halt(_ kind: SyntaxIssue.Kind, _ range: SourceRange) -> Halt {
    issues.append(SyntaxIssue(kind, range))
    return Halt()
  }

  /// From `offset` to the last character of its line that is no white space.
  func line(from offset: Int) -> SourceRange {
    var stop = offset
    while !isBreakOrEnd(stop) { stop += 1 }
    while stop > offset + 1, isWhite(base[stop - 1]) { stop -= 1 }
    return offset..<max(stop, min(offset + 1, end))
  }

  /// The character at `position`.
  var unexpectedCharacter: SyntaxIssue.Kind {
    let text = UnsafeBufferPointer(start: base + position, count: end - position)
    let length = max(1, UTF8Check.wellFormedLength(text, at: 0))
    let scalar = String(decoding: text[0..<min(length, text.count)], as: UTF8.self)
    return .unexpectedCharacter(scalar.first ?? "\u{FFFD}")
  }

  /// What is wrong with content at `position` where none may be.
  var unexpectedKind: SyntaxIssue.Kind { atLineStart ? .badIndentation : .unexpectedText }

  var unexpectedRange: SourceRange {
    if atLineStart, tab >= 0 { return tab..<tab + 1 }
    if atLineStart, position > lineStart { return lineStart..<position }
    return line(from: position)
  }

  mutating func enter(_ offset: Int) throws(Halt) {
    depth += 1
    if depth > depthLimit { throw halt(.nestingTooDeep(limit: depthLimit), offset..<offset + 1) }
  }

  /// Where a text could not be read because of Git's conflict markers, says that instead.
  private mutating func noteConflictMarkers() {
    let found = ConflictMarkers.find(in: UnsafeBufferPointer(start: base, count: end), start..<end)
    guard !found.isEmpty else { return }
    issues.removeLast()
    issues += found.map { SyntaxIssue(.conflictMarker, $0) }
    issues.sort { $0.range.lowerBound < $1.range.lowerBound }
  }
}

extension SyntaxIssue.Kind {
  fileprivate var isFinal: Bool { SyntaxIssue(self, 0..<0).stopsReading }
}
