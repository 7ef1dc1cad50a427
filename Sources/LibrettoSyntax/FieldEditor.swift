/// Works out the edits that change a value of a document's front matter.
struct FieldEditor {
  let source: SourceText
  let writer: ValueWriter
  let lineEnding: String

  init(_ document: Document) {
    source = SourceText(bytes: document.bytes)
    lineEnding = document.lineEnding.rawValue
    writer = ValueWriter(lineEnding: lineEnding)
  }

  // MARK: Replacing

  /// The edits that put `value` in the place of a node.
  func replacing(_ place: NodePlace, with value: NewValue) throws(EditError) -> [TextEdit] {
    let node = place.node
    switch node.kind {
    case .scalar:
      return try replacingScalar(place, with: value)
    case .mapping, .sequence:
      if node.isFlow {
        return [TextEdit(range: node.range, text: try writer.inline(value, inFlow: place.isInFlow))]
      }
      let column = Int(node.tape.indent)
      let isSameKind =
        switch value {
        case .sequence: node.kind == .sequence
        case .mapping: node.kind == .mapping
        default: false
        }
      var writer = writer(before: source.nextLine(node.endOfLines), column: column)
      if node.endOfLines != source.lineEnd(node.endOfLines) { writer.writesBlocks = false }
      if isSameKind, let text = try writer.blockCollection(value, column: column) {
        return [TextEdit(range: node.range.lowerBound..<node.endOfLines, text: text)]
      }
      return replacingBlock(place, with: try writer.inline(value, inFlow: false))
    }
  }

  private func replacingScalar(_ place: NodePlace, with value: NewValue) throws(EditError) -> [TextEdit] {
    let node = place.node
    let isBlock = node.style == .literal || node.style == .folded
    let comment = isBlock ? headerComment(node) : ""
    if case .string(let text, _) = value, !place.isInFlow, isBlock || node.style == .plain {
      // What follows on the line or is indented below would become part of the block.
      let end = node.range.upperBound
      let endsLine = isBlock || end == source.lineEnd(end)
      let keptIndent = isBlock ? Int(node.tape.indent) : place.column + 2
      let indent = keptIndent > place.column ? keptIndent : place.column + 2
      if endsLine, source.endsBlock(source.nextLine(end), indent: indent),
        let block = ScalarWriter.literal(
          text, indent: indent, parent: place.column, comment: comment, lineEnding: lineEnding)
      {
        return [TextEdit(range: node.range, text: node.range.isEmpty ? " " + block : block)]
      }
    }
    var text = try writer.inline(
      value, style: value.isCollection || isBlock ? .plain : node.style, inFlow: place.isInFlow)
    if !comment.isEmpty { text += "  " + comment }
    guard node.range.isEmpty else { return [TextEdit(range: node.range, text: text)] }
    if place.isInFlow, let key = place.key, key.range.upperBound == node.range.lowerBound {
      text = ":" + (text.isEmpty ? "" : " " + text)
    } else if !text.isEmpty {
      text = " " + text
    }
    return [TextEdit(range: node.range, text: text)]
  }

  /// The comment behind a block scalar's `|`.
  private func headerComment(_ node: YAMLNode) -> String {
    let end = source.lineEnd(node.range.lowerBound)
    guard let hash = (node.range.lowerBound..<end).first(where: { source.bytes[$0] == UInt8(ascii: "#") })
    else {
      return ""
    }
    return String(decoding: source.bytes[hash..<end], as: UTF8.self)
  }

  /// The edits that put a text of one line in the place of a block collection.
  func replacingBlock(_ place: NodePlace, with text: String) -> [TextEdit] {
    let range = place.node.range.lowerBound..<place.node.endOfLines
    guard source.beginsLine(range.lowerBound), let indicator = indicatorEnd(place) else {
      return [TextEdit(range: range, text: text)]
    }
    return [
      TextEdit(range: indicator..<indicator, text: text.isEmpty ? "" : " " + text),
      TextEdit(range: source.lineStart(range.lowerBound)..<source.nextLine(range.upperBound), text: ""),
    ]
  }

  /// The offset after the `:` or `-` before a node of a block collection; nil for the root.
  private func indicatorEnd(_ place: NodePlace) -> Int? {
    if let key = place.key { return source.skipBlanks(key.range.upperBound) + 1 }
    guard let parent = place.parent else { return nil }
    return dash(of: place.number, in: parent) + 1
  }

  /// The offset of the `-` of an element of a block sequence.
  func dash(of number: Int, in sequence: YAMLNode) -> Int {
    guard number > 0, let previous = sequence.element(at: number - 1) else {
      return sequence.range.lowerBound
    }
    return source.skipTrivia(previous.endOfContent)
  }

  // MARK: Inserting

  /// The writer for what comes before the line at `line` in a block collection in that column.
  private func writer(before line: Int, column: Int) -> ValueWriter {
    ValueWriter(lineEnding: lineEnding, writesBlocks: source.endsBlock(line, indent: column + 2))
  }

  /// The edits that add an entry at a mapping's end.
  func inserting(_ key: String, _ value: NewValue, in place: NodePlace) throws(EditError) -> [TextEdit] {
    let node = place.node
    if node.isFlow { return insertingInFlow(try writer.entry(key, value, inFlow: true), node) }
    let column = Int(node.tape.indent)
    let writer = writer(before: source.nextLine(node.endOfLines), column: column)
    return insertingLine(try writer.blockEntry(key, value, column: column), after: node)
  }

  /// The edits that add an element at a sequence's end.
  func appending(_ value: NewValue, to place: NodePlace) throws(EditError) -> [TextEdit] {
    let node = place.node
    let last = node.element(at: node.count - 1)
    let style =
      last.map { $0.style == .singleQuoted || $0.style == .doubleQuoted ? $0.style : .plain } ?? .plain
    if node.isFlow {
      return insertingInFlow(
        try writer.inline(value, style: value.isCollection ? .plain : style, inFlow: true), node)
    }
    let column = Int(node.tape.indent)
    let writer = writer(before: source.nextLine(node.endOfLines), column: column)
    var text = try writer.block(value, column: column)
    if style != .plain, !value.isCollection, !text.hasPrefix("|") {
      text = try writer.inline(value, style: style, inFlow: false)
    }
    return insertingLine(text.isEmpty ? "-" : "- " + text, after: node)
  }

  private func insertingLine(_ text: String, after node: YAMLNode) -> [TextEdit] {
    let line = String(repeating: " ", count: Int(node.tape.indent)) + text
    let end = node.endOfLines
    let next = source.nextLine(end)
    if next == source.bytes.count, source.bytes.last != 0x0A {
      return [TextEdit(range: next..<next, text: lineEnding + line)]
    }
    return [TextEdit(range: next..<next, text: line + lineEnding)]
  }

  private func insertingInFlow(_ text: String, _ node: YAMLNode) -> [TextEdit] {
    let open = node.range.lowerBound
    let hasBracket = source.bytes[open] == UInt8(ascii: "[") || source.bytes[open] == UInt8(ascii: "{")
    guard let last = node.childRanges.last else {
      let inner = open + 1..<node.range.upperBound - 1
      let isBlank = inner.allSatisfy(source.isWhite)
      let middle = open + 1 + (isBlank ? (inner.count + 1) / 2 : 0)
      return [TextEdit(range: middle..<middle, text: text)]
    }
    let end = last.upperBound
    if !hasBracket {
      return [TextEdit(range: open..<open, text: "{"), TextEdit(range: end..<end, text: " , \(text)}")]
    }
    let after = source.skipTrivia(end)
    let hasComma = source.bytes[after] == UInt8(ascii: ",")
    let start = last.lowerBound
    let isOwnLine = source.lineStart(start) > open && source.beginsLine(start)
    let lineEnd = source.lineEnd(end)
    if isOwnLine, source.lineStart(after) <= lineEnd || !hasComma {
      let indent = String(decoding: source.bytes[source.lineStart(start)..<start], as: UTF8.self)
      if hasComma {
        let rest = source.skipBlanks(after + 1)
        if rest >= lineEnd || source.bytes[rest] == UInt8(ascii: "#") {
          return [TextEdit(range: lineEnd..<lineEnd, text: lineEnding + indent + text + ",")]
        }
      } else if after > lineEnd {
        return [
          TextEdit(range: end..<end, text: ","),
          TextEdit(range: lineEnd..<lineEnd, text: lineEnding + indent + text),
        ]
      }
    }
    let at = source.skipBlanks(end)
    let isEmpty = source.bytes[end - 1] == UInt8(ascii: ":")
    let place = isEmpty ? at : end
    return [TextEdit(range: place..<place, text: (isEmpty && at == end ? " , " : ", ") + text)]
  }
}

extension NewValue {
  var isCollection: Bool {
    switch self {
    case .sequence, .mapping: true
    case .plain, .string: false
    }
  }
}
