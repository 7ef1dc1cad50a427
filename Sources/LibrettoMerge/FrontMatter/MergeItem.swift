import LibrettoModel

/// An entry of a mapping or an element of a list, in one version, with the lines that are its own.
/// A class, as it is handed around much more often than it is made.
final class MergeItem {
  let version: MergeVersion
  /// The entry's key; nil for an element.
  let key: YAMLNode?
  let node: YAMLNode
  let value: Value
  /// What makes it the same in another version: its key, or what `MergeRule` says.
  let id: Value
  /// Whether brackets lie around it.
  let isInFlow: Bool
  /// The column of the block collection that holds it.
  let column: Int
  /// The offset of its key or dash; in brackets that of its value or key.
  let entry: Int
  /// The offset after its last line, comments that are indented below it included; in brackets that of its end.
  let end: Int
  /// The comments and blank lines above it, whole lines.
  let lead: [UInt8]
  /// In brackets, the comment behind it on its line.
  var note: [UInt8] = []

  init(
    version: MergeVersion, key: YAMLNode?, node: YAMLNode, value: Value, id: Value, isInFlow: Bool, column: Int,
    entry: Int, end: Int, lead: [UInt8]
  ) {
    (self.version, self.key, self.node, self.value, self.id) = (version, key, node, value, id)
    (self.isInFlow, self.column, self.entry, self.end, self.lead) = (isInFlow, column, entry, end, lead)
  }

  /// Its own bytes: in a block its lines, from its column on.
  var text: ArraySlice<UInt8> { version.bytes[entry..<end] }

  /// Whether its value is a mapping or list of lines.
  var isBlockCollection: Bool { node.blockColumn != nil }

  /// The value as it is written.
  var written: ArraySlice<UInt8> { version.bytes[node.range] }

  /// Its lines in a block whose entries are in that column.
  func lines(at target: Int) -> [UInt8] {
    if isInFlow { return MergeItem.line(head: head, Array(written), at: target) }
    return Indentation.move([UInt8](repeating: 0x20, count: column) + text, by: target - column)
  }

  /// What stands before the value in a block: `key:` or `-`.
  var head: [UInt8] {
    guard let key else { return [0x2D] }
    return version.bytes[key.range] + [0x3A]
  }

  /// A line of a head and a value that was in brackets, whose own lines go below it.
  static func line(head: [UInt8], _ value: [UInt8], at column: Int) -> [UInt8] {
    var line = [UInt8](repeating: 0x20, count: column) + head
    if !value.isEmpty { line.append(0x20) }
    for (index, byte) in value.enumerated() {
      line.append(byte)
      if byte == 0x0A, index + 1 < value.count {
        line += [UInt8](repeating: 0x20, count: column + 2)
      }
    }
    return line + [0x0A]
  }

  /// The value as it can stand in brackets; nil where it cannot.
  var flowValue: [UInt8]? {
    if isInFlow || node.isFlow { return Array(written) }
    guard node.kind == .scalar, !written.contains(0x0A) else { return nil }
    let indicators: [UInt8] = [0x2C, 0x5B, 0x5D, 0x7B, 0x7D]
    if node.style == .plain, written.isEmpty || written.contains(where: indicators.contains) { return nil }
    return Array(written)
  }

  /// The key as it stands in brackets.
  var flowKey: [UInt8]? { key.map { Array(version.bytes[$0.range]) } }
}

/// The indentation of lines.
enum Indentation {
  /// The lines with so many spaces more, or less, before each that is not blank.
  static func move(_ lines: [UInt8], by delta: Int) -> [UInt8] {
    guard delta != 0 else { return lines }
    var result: [UInt8] = []
    result.reserveCapacity(lines.count + 64)
    var start = 0
    while start < lines.count {
      var stop = start
      while stop < lines.count, lines[stop] != 0x0A { stop += 1 }
      let next = min(stop + 1, lines.count)
      var content = start
      while content < stop, lines[content] == 0x20 { content += 1 }
      if content == stop || lines[content] == 0x0D {
        result += lines[start..<next]
      } else {
        result += [UInt8](repeating: 0x20, count: max(0, content - start + delta))
        result += lines[content..<next]
      }
      start = next
    }
    return result
  }
}
