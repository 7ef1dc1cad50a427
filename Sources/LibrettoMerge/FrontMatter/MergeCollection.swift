import LibrettoModel

/// A mapping or list of one version, cut into its items.
struct MergeCollection {
  let version: MergeVersion
  let node: YAMLNode?
  let items: [MergeItem]
  /// The comments and blank lines below the last item.
  let tail: [UInt8]

  /// A collection without items.
  init(version: MergeVersion, tail: [UInt8]) {
    (self.version, node, items, self.tail) = (version, nil, [], tail)
  }

  /// Cuts a collection whose lines begin at `start` and may reach to `limit`; `id` says what an element is known by.
  init(_ node: YAMLNode, _ value: Value, _ version: MergeVersion, start: Int, limit: Int, id: (Value) -> Value) {
    self.version = version
    self.node = node
    var children: [(key: YAMLNode?, node: YAMLNode, value: Value, id: Value)] = []
    if node.kind == .mapping {
      for ((key, child), member) in zip(node.entries, value.object ?? []) {
        children.append((key, child, member.value, Value(.string(member.key))))
      }
    } else {
      for (child, value) in zip(node.elements, value.array ?? []) { children.append((nil, child, value, id(value))) }
    }
    (items, tail) =
      node.isFlow
      ? Self.inBrackets(children, node, version)
      : Self.inLines(children, version, column: node.blockColumn ?? 0, first: node.range.lowerBound, start, limit)
  }

  private typealias Child = (key: YAMLNode?, node: YAMLNode, value: Value, id: Value)

  private static func inLines(
    _ children: [Child], _ version: MergeVersion, column: Int, first: Int, _ start: Int, _ limit: Int
  ) -> ([MergeItem], [UInt8]) {
    var items: [MergeItem] = []
    var position = start
    for (index, child) in children.enumerated() {
      var line = position
      if child.key == nil, index > 0 {
        while line < limit, version.content(line).map({ version.bytes[$0] == 0x23 }) ?? true {
          line = version.nextLine(line)
        }
      }
      let entry = child.key?.range.lowerBound ?? (index == 0 ? first : line + column)
      let lineStart = version.lineStart(entry)
      let lead = lineStart > position ? Array(version.bytes[position..<lineStart]) : []
      var end = version.nextLine(max(child.node.linesEnd, (child.key?.range.upperBound ?? entry)))
      // A comment that is indented below the entry is about it.
      while end < limit, let content = version.content(end), version.bytes[content] == 0x23, content - end > column {
        end = version.nextLine(end)
      }
      items.append(
        MergeItem(
          version: version, key: child.key, node: child.node, value: child.value, id: child.id, isInFlow: false,
          column: column, entry: entry, end: min(end, max(limit, entry)), lead: lead))
      position = end
    }
    return (items, position < limit ? Array(version.bytes[position..<limit]) : [])
  }

  private static func inBrackets(
    _ children: [Child], _ node: YAMLNode, _ version: MergeVersion
  ) -> ([MergeItem], [UInt8]) {
    var items: [MergeItem] = []
    var position = node.range.lowerBound + 1
    for child in children {
      let entry = child.key?.range.lowerBound ?? child.node.range.lowerBound
      let (note, lead) = comments(version, position..<max(position, entry))
      if !items.isEmpty { items[items.count - 1].note = note }
      items.append(
        MergeItem(
          version: version, key: child.key, node: child.node, value: child.value, id: child.id, isInFlow: true,
          column: 0, entry: entry, end: max(child.node.range.upperBound, child.key?.range.upperBound ?? 0),
          lead: items.isEmpty ? note + (note.isEmpty ? [] : [0x0A]) + lead : lead))
      position = items[items.count - 1].end
    }
    let (note, tail) = comments(version, position..<max(position, node.range.upperBound - 1))
    if !items.isEmpty { items[items.count - 1].note = note }
    return (items, tail)
  }

  /// The comment that ends the first line of what lies between two items, and those on lines of their own.
  private static func comments(_ version: MergeVersion, _ range: SourceRange) -> (note: [UInt8], lead: [UInt8]) {
    var note: [UInt8] = []
    var lead: [UInt8] = []
    var at = range.lowerBound
    var isFirstLine = true
    while at < range.upperBound {
      if version.bytes[at] == 0x23 {
        let end = version.lineEnd(at)
        let comment = Array(version.bytes[at..<end])
        if isFirstLine { note = comment } else { lead += comment + [0x0A] }
        at = end
      } else {
        if version.bytes[at] == 0x0A { isFirstLine = false }
        at += 1
      }
    }
    return (note, lead)
  }
}
