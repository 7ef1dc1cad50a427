import LibrettoModel

/// What stands before the lines of a mapping or list: the line of its key, or the dash on its first line.
struct CollectionHead: Equatable {
  let text: [UInt8]
  /// How much farther in its entries stand.
  let indent: Int
  /// Whether its first entry stands on the line of the dash.
  let isCompact: Bool

  init(_ item: MergeItem) {
    let version = item.version
    let line = version.lineStart(item.entry)
    isCompact = item.key == nil && version.lineStart(item.node.range.lowerBound) == line
    indent = (item.node.blockColumn ?? 0) - item.column
    text =
      isCompact ? [0x2D] : Array(version.bytes[item.entry..<version.lineEnd(item.key?.range.upperBound ?? item.entry)])
  }

  /// The head of what stood in brackets.
  init(flow item: MergeItem?) {
    isCompact = item?.key == nil
    indent = 2
    text = item?.head ?? []
  }
}

/// An element whose first entry stands on the line of its dash.
enum CompactElement {
  /// The lines of the entries with the dash in its column on the first of them; nil where a choice could leave it out.
  static func putDash(_ pieces: [MergePiece], column: Int) -> [MergePiece]? {
    var result = pieces
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .lines(let lines):
        if MergeRenderer.isBlank(lines) { continue }
        guard let changed = put(lines, column) else { return nil }
        result[index] = .lines(changed)
        return result
      case .conflict(var choice):
        guard let one = put(choice.one, column), let other = put(choice.other, column) else { return nil }
        (choice.one, choice.other) = (one, other)
        choice.base = put(choice.base, column) ?? choice.base
        result[index] = .conflict(choice)
        return result
      }
    }
    return nil
  }

  private static func put(_ lines: [UInt8], _ column: Int) -> [UInt8]? {
    var start = 0
    var lines = lines
    while start < lines.count {
      var at = start
      while at < lines.count, lines[at] == 0x20 { at += 1 }
      guard at < lines.count else { return nil }
      if lines[at] != 0x0A, lines[at] != 0x0D, lines[at] != 0x23 {
        guard start + column < at else { return nil }
        lines[start + column] = 0x2D
        return lines
      }
      while at < lines.count, lines[at] != 0x0A { at += 1 }
      start = at + 1
    }
    return nil
  }
}
