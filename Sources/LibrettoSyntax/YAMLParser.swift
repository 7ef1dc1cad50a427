/// Thrown once an issue is noted past which nothing can be read.
struct Halt: Error {}

/// Reads a text in one pass over its bytes onto a flat tape. Works line by line as the productions of YAML 1.2, chapters 6
/// to 9, do, without tokens.
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
  /// The first tab since the line's begin or the last indicator; -1 without one.
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
  mutating func parseText(isWholeFile: Bool) -> Bool { false }
}
struct ScalarReader {
  init(_ bytes: UnsafeBufferPointer<UInt8>) {}
  func read(_ node: TapeNode) -> [UInt8] { [] }
}
