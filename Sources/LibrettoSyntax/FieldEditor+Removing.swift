extension FieldEditor {
  /// The edits that take away an entry or element.
  func removing(_ place: NodePlace) -> [TextEdit] {
    guard let parent = place.parent else { return [] }
    if parent.isFlow { return removingFromFlow(parent, place.number) }
    return removingLines(place, of: parent)
  }

  private func removingLines(_ place: NodePlace, of parent: YAMLNode) -> [TextEdit] {
    let start = place.key?.range.lowerBound ?? dash(of: place.number, in: parent)
    let end = source.nextLine(max(place.node.endOfLines, start))
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
      return [TextEdit(range: children[number - 1].upperBound..<child.upperBound, text: "")]
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
