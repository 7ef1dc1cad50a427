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
      if !complete { readOn(after: &issues, base, range, depth: depth) }
      return complete ? parser.nodes : []
    }
    guard !nodes.isEmpty else { return YAMLTree(root: nil, issues: issues) }
    let storage = TapeStorage(bytes: bytes, nodes: nodes)
    return YAMLTree(root: YAMLNode(storage: storage, index: 0), issues: issues)
  }
  /// Looks for more to say behind an issue that stopped the reading: begins anew at the next line that looks
  /// like a field.
  private static func readOn(
    after issues: inout [SyntaxIssue], _ base: UnsafePointer<UInt8>, _ range: SourceRange, depth: Int
  ) {
    var rounds = 0
    while rounds < 20, let last = issues.last, last.kind.allowsReadingOn {
      var line = last.range.lowerBound
      repeat {
        while line < range.upperBound, base[line] != 0x0A { line += 1 }
        line += 1
        guard line < range.upperBound else { return }
      } while !isField(base, line, range.upperBound)
      var parser = YAMLParser(base: base, range: line..<range.upperBound, depthLimit: depth)
      let complete = parser.parseText(isWholeFile: false)
      issues += parser.issues
      if complete { return }
      rounds += 1
    }
  }

  /// Whether a line begins with a key: a letter in the first column, and `: ` or a colon at its end behind
  /// it.
  private static func isField(_ base: UnsafePointer<UInt8>, _ line: Int, _ end: Int) -> Bool {
    guard base[line] | 0x20 >= UInt8(ascii: "a"), base[line] | 0x20 <= UInt8(ascii: "z") || base[line] >= 0x80
    else {
      return false
    }
    var at = line
    while at < end, base[at] != 0x0A {
      if base[at] == UInt8(ascii: ":") {
        return at + 1 >= end || base[at + 1] == 0x20 || base[at + 1] == 0x0A || base[at + 1] == 0x0D
      }
      at += 1
    }
    return false
  }
}

extension SyntaxIssue.Kind {
  /// Whether what follows an issue that stopped the reading can still be read for itself.
  fileprivate var allowsReadingOn: Bool {
    switch self {
    case .conflictMarker, .multipleDocuments, .directive, .nestingTooDeep: false
    default: true
    }
  }
}
