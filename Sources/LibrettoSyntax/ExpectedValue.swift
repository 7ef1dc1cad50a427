/// What a document's fields must be after an edit: what they were, but for the wanted value.
indirect enum ExpectedValue {
  case unchanged(YAMLNode)
  case new(NewValue)
  case mapping([(key: String, value: ExpectedValue)])
  case sequence([ExpectedValue])

  /// The node with one step opened.
  init(opening node: YAMLNode) {
    switch node.kind {
    case .mapping: self = .mapping(node.entries.map { ($0.text, .unchanged($1)) })
    case .sequence: self = .sequence(node.elements.map { .unchanged($0) })
    case .scalar: self = .unchanged(node)
    }
  }

  /// The change at the end of a path; `change` gets what is there, nil for nothing, and gives what shall be.
  func changing(
    _ path: ArraySlice<PathComponent>, _ change: (ExpectedValue?) -> ExpectedValue?
  ) -> ExpectedValue? {
    guard let first = path.first else { return change(self) }
    var open = self
    if case .unchanged(let node) = self { open = ExpectedValue(opening: node) }
    let rest = path.dropFirst()
    switch (first, open) {
    case (.key(let key), .mapping(var entries)):
      let index = entries.firstIndex { $0.key == key }
      let value =
        index.map { entries[$0].value.changing(rest, change) } ?? ExpectedValue.making(rest, change)
      switch (index, value) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.append((key, value))
      case (nil, nil): break
      }
      return .mapping(entries)
    case (.key(let key), .unchanged):
      return ExpectedValue.making(rest, change).map { .mapping([(key, $0)]) }
    case (.index(let index), .sequence(var elements)):
      if index < elements.count {
        if let value = elements[index].changing(rest, change) {
          elements[index] = value
        } else {
          elements.remove(at: index)
        }
      } else if let value = ExpectedValue.making(rest, change) {
        elements.append(value)
      }
      return .sequence(elements)
    case (.index, .unchanged):
      return ExpectedValue.making(rest, change).map { .sequence([$0]) }
    default: return open
    }
  }

  /// What a path makes where nothing is.
  private static func making(
    _ path: ArraySlice<PathComponent>, _ change: (ExpectedValue?) -> ExpectedValue?
  ) -> ExpectedValue? {
    guard let first = path.first else { return change(nil) }
    guard let value = making(path.dropFirst(), change) else { return nil }
    switch first {
    case .key(let key): return .mapping([(key, value)])
    case .index: return .sequence([value])
    }
  }

  /// Whether a node read from the edited text is that.
  func matches(_ node: YAMLNode) -> Bool {
    switch self {
    case .unchanged(let old): return old.hasSameValue(as: node)
    case .new(let value): return value.matches(node)
    case .mapping(let entries):
      guard node.kind == .mapping, node.count == entries.count else { return false }
      return zip(entries, node.entries).allSatisfy { $0.key == $1.key.text && $0.value.matches($1.value) }
    case .sequence(let elements):
      guard node.kind == .sequence, node.count == elements.count else { return false }
      return zip(elements, node.elements).allSatisfy { $0.matches($1) }
    }
  }
}

extension YAMLNode {
  /// Whether two nodes hold the same texts, quoted ones apart from plain ones, in the same collections.
  public func hasSameValue(as other: YAMLNode) -> Bool {
    guard kind == other.kind, count == other.count else { return false }
    switch kind {
    case .scalar:
      return (style == .plain) == (other.style == .plain) && withContentBytes { other.hasContent($0) }
    case .sequence: return zip(elements, other.elements).allSatisfy { $0.hasSameValue(as: $1) }
    case .mapping:
      return zip(entries, other.entries).allSatisfy {
        $0.key.hasSameValue(as: $1.key) && $0.value.hasSameValue(as: $1.value)
      }
    }
  }
}

extension NewValue {
  /// Whether a node reads as this value.
  func matches(_ node: YAMLNode) -> Bool {
    switch self {
    case .plain(let text): return node.style == .plain && node.hasText(text)
    case .string(let text, let declaredString):
      guard node.hasText(text) else { return false }
      if node.style != .plain { return true }
      if declaredString { return !text.isEmpty && text != "~" }
      if case .string = node.coreValue { return true }
      return false
    case .sequence(let elements):
      guard node.kind == .sequence, node.count == elements.count else { return false }
      return zip(elements, node.elements).allSatisfy { $0.matches($1) }
    case .mapping(let entries):
      guard node.kind == .mapping, node.count == entries.count else { return false }
      return zip(entries, node.entries).allSatisfy { $0.key == $1.key.text && $0.value.matches($1.value) }
    }
  }
}
