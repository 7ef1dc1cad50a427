/// A node within its parent.
struct NodePlace {
  var node: YAMLNode
  var parent: YAMLNode?
  /// The entry's key where the parent is a mapping.
  var key: YAMLNode?
  /// Its number within the parent.
  var number = 0
  /// Whether brackets lie around it.
  var isInFlow = false
  /// The column of the block collection that holds it; -1 for the root.
  var column = -1

  /// The place at the end of a path; nil where there is nothing.
  static func find(_ path: ArraySlice<PathComponent>, from root: YAMLNode) -> NodePlace? {
    var place = NodePlace(node: root)
    for component in path {
      guard let child = place.child(component) else { return nil }
      place = child
    }
    return place
  }

  func child(_ component: PathComponent) -> NodePlace? {
    var place = NodePlace(
      node: node, parent: node, isInFlow: isInFlow || node.isFlow,
      column: node.isFlow ? column : Int(node.tape.indent))
    switch component {
    case .key(let wanted):
      for (number, (key, value)) in node.entries.enumerated() where key.hasText(wanted) {
        place.node = value
        place.key = key
        place.number = number
        return place
      }
    case .index(let wanted):
      guard let element = node.element(at: wanted) else { return nil }
      place.node = element
      place.number = wanted
      return place
    }
    return nil
  }
}

extension YAMLNode {
  /// Where the lines of the node end: behind a block scalar's last blank line.
  var endOfLines: Int {
    let last = storage.nodes[Int(tape.next) - 1]
    let isBlock = last.style == .literal || last.style == .folded
    return max(Int(tape.end), isBlock ? Int(max(last.end, tape.end)) : Int(tape.end))
  }

  /// Where the node after it may begin: behind all of a block scalar.
  var endOfContent: Int {
    let last = storage.nodes[Int(tape.next) - 1]
    let isBlock = last.style == .literal || last.style == .folded
    return max(Int(tape.end), isBlock ? Int(last.extra) : Int(tape.end))
  }

  /// The children with their first and last byte: keys with their values, or elements.
  var childRanges: [SourceRange] {
    switch kind {
    case .mapping:
      entries.map { $0.range.lowerBound..<max($0.range.upperBound, $1.range.upperBound) }
    case .sequence: elements.map(\.range)
    case .scalar: []
    }
  }
}
