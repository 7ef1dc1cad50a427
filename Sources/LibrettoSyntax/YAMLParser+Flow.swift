extension YAMLParser {
  /// Reads `[…]` or `{…}`.
  mutating func parseFlowCollection(parent: Int) throws(Halt) {
    let open = position
    let isMapping = base[open] == UInt8(ascii: "{")
    let closing = isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
    try enter(open)
    let index = nodes.count
    nodes.append(TapeNode(isMapping ? .mapping : .sequence, open, 0))
    nodes[index].isFlow = true
    position += 1
    consumed()
    var keys = KeySet()
    try skipFlowTrivia(parent: parent, open: open)
    while base[position] != closing {
      if isMapping {
        try parseFlowEntry(parent: parent, open: open, mapping: index, &keys)
      } else {
        try parseFlowElement(parent: parent, open: open)
        keys.count += 1
      }
      try skipFlowTrivia(parent: parent, open: open)
      if base[position] == UInt8(ascii: ",") {
        position += 1
        consumed()
        try skipFlowTrivia(parent: parent, open: open)
      } else if base[position] != closing {
        let other = isMapping ? UInt8(ascii: "]") : UInt8(ascii: "}")
        if base[position] == other || base[position] == UInt8(ascii: ":")
          || base[position] == UInt8(ascii: "#")
        {
          throw halt(unexpectedCharacter, position..<position + 1)
        }
        throw halt(.missingComma, position..<position)
      }
    }
    position += 1
    consumed()
    lastEnd = position
    close(index, count: keys.count, indent: 0)
  }

  /// Skips to the next content within brackets, which must be indented more than the parent.
  private mutating func skipFlowTrivia(parent: Int, open: Int) throws(Halt) {
    skipTrivia()
    guard position < end else { throw unclosed(open) }
    guard atLineStart else { return }
    if indentation <= parent || column == 0 && isDocumentMarker {
      if base[position] == UInt8(ascii: "]") || base[position] == UInt8(ascii: "}") {
        throw halt(.badIndentation, position..<position + 1)
      }
      throw unclosed(open)
    }
    consumed()
  }

  private mutating func unclosed(_ open: Int) -> Halt {
    halt(.unclosedFlow(Character(Unicode.Scalar(base[open]))), open..<open + 1)
  }

  /// Reads `key: value`, `key:` or `key` of a mapping in brackets.
  private mutating func parseFlowEntry(
    parent: Int, open: Int, mapping: Int, _ keys: inout KeySet
  ) throws(Halt) {
    try skipFlowProperties(parent: parent, open: open)
    if base[position] == UInt8(ascii: "[") || base[position] == UInt8(ascii: "{") {
      throw halt(.complexKey, line(from: position))
    }
    let key = try parseFlowScalar(parent: parent)
    try appendKey(key, of: mapping, &keys)
    try skipFlowTrivia(parent: parent, open: open)
    if isFlowColon(afterQuoted: key.style != .plain) {
      try parseFlowValue(parent: parent, open: open)
    } else {
      appendEmpty(at: Int(key.end))
    }
  }

  /// Reads an element of a sequence in brackets, which may be a mapping of one entry: `[key: value]`.
  private mutating func parseFlowElement(parent: Int, open: Int) throws(Halt) {
    try skipFlowProperties(parent: parent, open: open)
    if base[position] == UInt8(ascii: "[") || base[position] == UInt8(ascii: "{") {
      let first = position
      try parseFlowCollection(parent: parent)
      try skipFlowTrivia(parent: parent, open: open)
      if base[position] == UInt8(ascii: ":") { throw halt(.complexKey, first..<lastEnd) }
      return
    }
    if base[position] == UInt8(ascii: ",") || base[position] == UInt8(ascii: "]") {
      // After a property only; a comma alone is found by the scalar.
      if issues.last.map({ $0.range.upperBound <= position && !$0.stopsReading }) == true,
        base[position - 1] != UInt8(ascii: ","), base[position - 1] != UInt8(ascii: "[")
      {
        return appendEmpty(at: position)
      }
    }
    let line = lineStart
    let key = try parseFlowScalar(parent: parent)
    try skipFlowTrivia(parent: parent, open: open)
    guard isFlowColon(afterQuoted: key.style != .plain) else { return append(key) }
    if line != lineStart { throw halt(.multilineKey, Int(key.start)..<Int(key.end)) }
    try enter(Int(key.start))
    let index = nodes.count
    nodes.append(TapeNode(.mapping, Int(key.start), 0))
    nodes[index].isFlow = true
    var keys = KeySet()
    try appendKey(key, of: index, &keys)
    try parseFlowValue(parent: parent, open: open)
    close(index, count: 1, indent: 0)
  }

  /// Reads the value after the colon at `position`.
  private mutating func parseFlowValue(parent: Int, open: Int) throws(Halt) {
    position += 1
    consumed()
    let after = position
    try skipFlowTrivia(parent: parent, open: open)
    try skipFlowProperties(parent: parent, open: open)
    switch base[position] {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): appendEmpty(at: after)
    case UInt8(ascii: "["), UInt8(ascii: "{"): try parseFlowCollection(parent: parent)
    default: append(try parseFlowScalar(parent: parent))
    }
  }

  private mutating func skipFlowProperties(parent: Int, open: Int) throws(Halt) {
    while base[position] == UInt8(ascii: "&") || base[position] == UInt8(ascii: "!") {
      skipProperty(inFlow: true)
      consumed()
      try skipFlowTrivia(parent: parent, open: open)
    }
  }

  /// Whether a colon at `position` ends a key.
  private func isFlowColon(afterQuoted: Bool) -> Bool {
    guard base[position] == UInt8(ascii: ":") else { return false }
    return afterQuoted || isSeparated(position + 1) || isFlowIndicator(base[position + 1])
  }

  private mutating func parseFlowScalar(parent: Int) throws(Halt) -> TapeNode {
    let c = base[position]
    let indicates = isSeparated(position + 1) || isFlowIndicator(base[position + 1])
    var node: TapeNode
    switch c {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      node = try scanQuoted(parent: parent)
    case UInt8(ascii: "*"):
      node = scanAlias(inFlow: true)
    case UInt8(ascii: "?") where isSeparated(position + 1):
      throw halt(.complexKey, line(from: position))
    case UInt8(ascii: ":") where indicates:
      throw halt(.missingKey, position..<position + 1)
    case UInt8(ascii: "-") where indicates, UInt8(ascii: "?") where indicates:
      throw halt(unexpectedCharacter, position..<position + 1)
    case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "#"), UInt8(ascii: ","),
      UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "&"),
      UInt8(ascii: "!"), UInt8(ascii: "["), UInt8(ascii: "{"):
      throw halt(unexpectedCharacter, position..<position + 1)
    default:
      node = scanPlain(parent: parent, inFlow: true)
    }
    consumed()
    return node
  }
}
