/// A parsed text in the book's profile of YAML 1.2, which JSON is part of.
public struct YAMLTree: Sendable {
  /// The text's mapping, sequence or scalar; nil where it holds only comments or could not be read.
  public var root: YAMLNode?
  /// All that is wrong, in the order of the text.
  public var issues: [SyntaxIssue]

  /// Reads a whole file, or a range of one. One `---` at its begin is allowed.
  public static func parse(
    _ bytes: [UInt8], in range: SourceRange? = nil, limits: Limits = .standard
  ) -> YAMLTree {
    let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
    guard range.count <= limits.fileSize, bytes.count < Int(Int32.max) else {
      return YAMLTree(root: nil, issues: [SyntaxIssue(.fileTooLarge(limit: limits.fileSize), range)])
    }
    var encoding: [SyntaxIssue] = []
    bytes.withUnsafeBufferPointer { UTF8Check.check($0, in: range, &encoding) }
    var start = range.lowerBound
    if bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
    var tree = parse(bytes, in: start..<range.upperBound, depth: limits.depth, isWholeFile: true)
    if !encoding.isEmpty {
      tree.issues = (tree.issues + encoding).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
    return tree
  }

  static func parse(
    _ bytes: [UInt8], in range: SourceRange, depth: Int, isWholeFile: Bool
  ) -> YAMLTree {
    var issues: [SyntaxIssue] = []
    let nodes = bytes.withUnsafeBufferPointer { buffer -> [TapeNode] in
      guard let base = buffer.baseAddress, !range.isEmpty else { return [] }
      var parser = YAMLParser(base: base, range: range, depthLimit: depth)
      let complete = parser.parseText(isWholeFile: isWholeFile)
      issues = parser.issues
      return complete ? parser.nodes : []
    }
    guard !nodes.isEmpty else { return YAMLTree(root: nil, issues: issues) }
    let storage = TapeStorage(bytes: bytes, nodes: nodes)
    return YAMLTree(root: YAMLNode(storage: storage, index: 0), issues: issues)
  }
}
