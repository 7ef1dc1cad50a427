extension FieldEditor {
  /// The edits that take away an entry or element.
  func removing(_ place: NodePlace) -> [TextEdit] {
    guard let parent = place.parent else { return [] }
    if parent.isFlow { return removingFromFlow(parent, place.number) }
    return removingLines(place, of: parent)
  }

  private func removingLines(_ place: NodePlace, of parent: YAMLNode) -> [TextEdit] {
    let start = place.key?.range.lowerBound ?? dash(of: place.number, in: parent)
    let end = endOfRemoval(source.nextLine(max(place.node.endOfLines, start)), after: place, of: parent)
    if source.beginsLine(start) {
      return [TextEdit(range: source.lineStart(start)..<end, text: "")]
    }
    // It stands behind the `- ` of an outer list, where the next entry has to go.
    let next = source.skipTrivia(place.node.endOfContent)
    if source.lineStart(next) == end {
      return [TextEdit(range: start..<next, text: "")]
    }
    return [TextEdit(range: start..<source.lineEnd(max(place.node.endOfLines, start)), text: "")]
  }

  /// The end of the lines to take away, which is `end` but where blank lines or comments after it would
  /// become part of a block scalar before.
  private func endOfRemoval(_ end: Int, after place: NodePlace, of parent: YAMLNode) -> Int {
    guard place.number > 0 else { return end }
    let index = parent.kind == .mapping ? (place.key?.index ?? 1) - 1 : place.node.index - 1
    let previous = parent.storage.nodes[index]
    guard previous.style == .literal || previous.style == .folded else { return end }
    // A comment between them ends the block.
    let start = place.key?.range.lowerBound ?? dash(of: place.number, in: parent)
    guard !source.bytes[Int(previous.extra)..<start].contains(UInt8(ascii: "#")) else { return end }
    let header = source.bytes[Int(previous.start)..<source.lineEnd(Int(previous.start))]
    let keeps = header.prefix { $0 != UInt8(ascii: "#") }.contains(UInt8(ascii: "+"))
    var result = end
    var line = end
    while line < source.bytes.count {
      let content = source.skipBlanks(line)
      let isBlank = content >= source.lineEnd(line)
      let isInside = content - line >= Int(previous.indent) + (isBlank ? 1 : 0)
      guard isBlank || source.bytes[content] == UInt8(ascii: "#") && isInside else { break }
      line = source.nextLine(line)
      if isInside || keeps { result = line }
    }
    return result
  }

  private func removingFromFlow(_ parent: YAMLNode, _ number: Int) -> [TextEdit] {
    let children = parent.childRanges
    let child = children[number]
    let open = parent.range.lowerBound
    if children.count == 1 {
      // An entry without braces, `[key: value]`, leaves an empty mapping.
      guard open < child.lowerBound else { return [TextEdit(range: parent.range, text: "{}")] }
      let after = source.skipTrivia(child.upperBound)
      let end = source.bytes[after] == UInt8(ascii: ",") ? after + 1 : child.upperBound
      return source.hasLineBreakOrComment(child.upperBound..<end)
        ? [TextEdit(range: child, text: ""), TextEdit(range: after..<after + 1, text: "")]
        : [TextEdit(range: child.lowerBound..<end, text: "")]
    }
    if number + 1 < children.count {
      let next = children[number + 1].lowerBound
      if !source.hasLineBreakOrComment(child.upperBound..<next) {
        return [TextEdit(range: child.lowerBound..<next, text: "")]
      }
      let comma = source.skipTrivia(child.upperBound)
      return removingLine(child, comma: comma, hasNextOnLine: source.lineStart(next) <= comma)
    }
    let comma = source.skipTrivia(children[number - 1].upperBound)
    if !source.hasLineBreakOrComment(comma..<child.lowerBound)
      && !source.hasLineBreakOrComment(children[number - 1].upperBound..<comma)
    {
      // An empty value's colon keeps its space.
      let end = children[number - 1].upperBound
      let start = source.bytes[end - 1] == UInt8(ascii: ":") ? comma : end
      return [TextEdit(range: start..<child.upperBound, text: "")]
    }
    let after = source.skipTrivia(child.upperBound)
    if source.bytes[after] == UInt8(ascii: ",") {
      return removingLine(child, comma: after, hasNextOnLine: false)
    }
    return [TextEdit(range: comma..<comma + 1, text: "")]
      + removingLine(child, comma: nil, hasNextOnLine: source.lineStart(after) < child.upperBound)
  }

  /// Takes away a child in brackets with the comma after it, and its lines where nothing else stands on them.
  private func removingLine(_ child: SourceRange, comma: Int?, hasNextOnLine: Bool) -> [TextEdit] {
    let end = max(child.upperBound, comma.map { $0 + 1 } ?? 0)
    let rest = source.skipBlanks(end)
    let isLast = rest >= source.lineEnd(end) || source.bytes[rest] == UInt8(ascii: "#")
    if source.beginsLine(child.lowerBound), isLast, !hasNextOnLine {
      return [TextEdit(range: source.lineStart(child.lowerBound)..<source.nextLine(end), text: "")]
    }
    guard let comma, source.hasLineBreakOrComment(child.upperBound..<comma) else {
      return [TextEdit(range: child.lowerBound..<end, text: "")]
    }
    return [TextEdit(range: child, text: ""), TextEdit(range: comma..<comma + 1, text: "")]
  }
}
