/// Where a block node stands.
enum BlockPlace {
  /// At the text's begin.
  case document
  /// After `- `.
  case entry
  /// After `key:`.
  case value
}

extension YAMLParser {
  /// Reads the node after an indicator, in a collection whose entries are in column `parent`; an empty scalar
  /// where there is none.
  mutating func parseBlockNode(parent: Int, place: BlockPlace) throws(Halt) {
    let after = position
    skipTrivia()
    var propertyColumn = -1
    while true {
      guard position < end else { return appendEmpty(at: after) }
      let c = base[position]
      if atLineStart {
        if tab >= 0, c != UInt8(ascii: "["), c != UInt8(ascii: "{") {
          throw halt(.tabIndentation, tab..<tab + 1)
        }
        let indent = indentation
        let mayAlign = place == .value && indent == parent && isEntry
        if indent <= parent && !mayAlign || indent == 0 && isDocumentMarker {
          return appendEmpty(at: after)
        }
      }
      guard c == UInt8(ascii: "&") || c == UInt8(ascii: "!") else { break }
      if propertyColumn < 0 || atLineStart { propertyColumn = column }
      skipProperty(inFlow: false)
      consumed()
      let line = lineStart
      skipTrivia()
      if line != lineStart { propertyColumn = -1 }
    }
    let mayNest = atLineStart || place == .entry || propertyColumn >= 0
    let compactTab = atLineStart ? -1 : tab
    switch base[position] {
    case UInt8(ascii: "-") where isSeparated(position + 1):
      guard mayNest else { throw halt(.sequenceOnKeyLine, line(from: position)) }
      if compactTab >= 0 { throw halt(.tabIndentation, compactTab..<compactTab + 1) }
      try parseBlockSequence()
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      let first = position
      let line = lineStart
      try parseFlowCollection(parent: parent)
      consumed()
      if isKeyIndicatorAhead { throw halt(line == lineStart ? .complexKey : .multilineKey, first..<position) }
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      try parseBlockScalar(parent: parent)
    default:
      let keyColumn = propertyColumn >= 0 ? propertyColumn : column
      let line = lineStart
      let scalar = try parseScalar(parent: parent)
      if isKeyIndicatorAhead {
        if line != lineStart { throw halt(.multilineKey, Int(scalar.start)..<Int(scalar.end)) }
        skipBlanks()
        guard mayNest else { throw halt(.nestedMapping, position..<position + 1) }
        if compactTab >= 0 { throw halt(.tabIndentation, compactTab..<compactTab + 1) }
        return try parseBlockMapping(column: keyColumn, key: scalar)
      }
      append(scalar)
    }
  }

  /// Reads a plain or quoted scalar, the key or value at `position`; over several lines if it goes on.
  mutating func parseScalar(parent: Int) throws(Halt) -> TapeNode {
    let c = base[position]
    switch c {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let node = try scanQuoted(parent: parent)
      consumed()
      return node
    case UInt8(ascii: "*"):
      let node = scanAlias(inFlow: false)
      consumed()
      return node
    case UInt8(ascii: "?") where isSeparated(position + 1):
      throw halt(.complexKey, line(from: position))
    case UInt8(ascii: ":") where isSeparated(position + 1):
      throw halt(.missingKey, position..<position + 1)
    case UInt8(ascii: "%") where atLineStart && column == 0:
      throw halt(.directive, line(from: position))
    case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: ","), UInt8(ascii: "]"),
      UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "|"),
      UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "!"):
      throw halt(unexpectedCharacter, position..<position + 1)
    case UInt8(ascii: "-") where isSeparated(position + 1):
      throw halt(unexpectedCharacter, position..<position + 1)
    default:
      let node = scanPlain(parent: parent, inFlow: false)
      consumed()
      return node
    }
  }

  /// Reads the entries of a mapping; `position` is at the colon of its first key.
  private mutating func parseBlockMapping(column: Int, key firstKey: TapeNode) throws(Halt) {
    try enter(Int(firstKey.start))
    let index = nodes.count
    nodes.append(TapeNode(.mapping, Int(firstKey.start), 0))
    var keys = KeySet()
    var key = firstKey
    while true {
      try appendKey(key, of: index, &keys)
      position += 1
      consumed()
      try parseBlockNode(parent: column, place: .value)
      guard try isAtEntry(column: column) else { break }
      var skippedProperty = false
      while base[position] == UInt8(ascii: "&") || base[position] == UInt8(ascii: "!") {
        skippedProperty = true
        skipProperty(inFlow: false)
        skipBlanks()
        if isBreakOrEnd(position) { throw halt(.missingColon, line(from: lineStart + column)) }
      }
      let line = lineStart
      if !skippedProperty, base[position] == UInt8(ascii: "[") || base[position] == UInt8(ascii: "{") {
        throw halt(.complexKey, self.line(from: position))
      }
      key = try parseScalar(parent: column)
      guard isKeyIndicatorAhead else {
        throw halt(.missingColon, Int(key.start)..<Int(key.end))
      }
      if line != lineStart { throw halt(.multilineKey, Int(key.start)..<Int(key.end)) }
      skipBlanks()
    }
    close(index, count: keys.count, indent: column)
  }

  /// Reads the elements of a sequence; `position` is at its first `-`.
  private mutating func parseBlockSequence() throws(Halt) {
    try enter(position)
    let column = column
    let index = nodes.count
    nodes.append(TapeNode(.sequence, position, 0))
    var count = 0
    repeat {
      position += 1
      consumed()
      lastEnd = position
      try parseBlockNode(parent: column, place: .entry)
      count += 1
    } while try isAtEntry(column: column) && isEntry
    close(index, count: count, indent: column)
  }

  /// Whether the next content begins a line in that column; halts where it belongs to nothing.
  private mutating func isAtEntry(column: Int) throws(Halt) -> Bool {
    skipTrivia()
    guard position < end else { return false }
    guard atLineStart else { throw halt(unexpectedKind, unexpectedRange) }
    if tab >= 0 { throw halt(.tabIndentation, tab..<tab + 1) }
    let indent = self.column
    if indent > column { throw halt(unexpectedKind, unexpectedRange) }
    return indent == column && !(indent == 0 && isDocumentMarker)
  }

  /// Whether `- ` is at `position`.
  var isEntry: Bool { byte(position) == UInt8(ascii: "-") && isSeparated(position + 1) }

  /// Whether, after blanks, `: ` comes.
  var isKeyIndicatorAhead: Bool {
    var i = position
    while i < end, isWhite(base[i]) { i += 1 }
    return byte(i) == UInt8(ascii: ":") && isSeparated(i + 1)
  }

  @inline(__always)
  mutating func skipBlanks() {
    while position < end, isWhite(base[position]) { position += 1 }
  }

  @inline(__always)
  mutating func append(_ node: TapeNode) {
    var node = node
    node.next = Int32(truncatingIfNeeded: nodes.count + 1)
    lastEnd = Int(node.end)
    nodes.append(node)
  }

  mutating func appendEmpty(at offset: Int) { append(TapeNode(.scalar, offset, offset)) }

  /// Completes the collection at `index`, whose children lie on the tape.
  mutating func close(_ index: Int, count: Int, indent: Int) {
    nodes[index].end = Int32(truncatingIfNeeded: lastEnd)
    nodes[index].next = Int32(truncatingIfNeeded: nodes.count)
    nodes[index].extra = Int32(truncatingIfNeeded: count)
    nodes[index].indent = Int32(truncatingIfNeeded: indent)
    depth -= 1
  }
}
