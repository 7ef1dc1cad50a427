/// A step into a tree: the entry of a mapping or the element of a sequence, counted from 0.
public enum PathComponent: Hashable, Sendable {
  /// The value of that key.
  case key(String)
  /// The element of that number.
  case index(Int)
}

/// A mapping, sequence or scalar of a parsed text: a cheap view, no copy.
public struct YAMLNode: Sendable {
  /// What a node is.
  public enum Kind: UInt8, Sendable { case mapping, sequence, scalar }
  /// How a scalar is written.
  public enum ScalarStyle: UInt8, Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

  let storage: TapeStorage
  let index: Int

  var tape: TapeNode { storage.nodes[index] }

  /// Whether it is a mapping, a sequence or a scalar.
  public var kind: Kind { tape.kind }
  /// Whether it is a collection in brackets, or an entry `[key: value]` within them.
  public var isFlow: Bool { tape.isFlow }
  /// How a scalar is written; `.plain` for a collection.
  public var style: ScalarStyle { tape.style }

  /// The bytes of the file it is written in: of a scalar with its quotes or its `|`, of a collection from its
  /// first entry or bracket to its last, without the last line end. Empty, just after the indicator, where
  /// there is no value.
  public var range: SourceRange { Int(tape.start)..<Int(tape.end) }

  /// The number of entries or elements; 0 for a scalar.
  public var count: Int { tape.kind == .scalar ? 0 : Int(tape.extra) }

  /// A mapping's entries, in order; none for another node.
  public var entries: YAMLEntries { YAMLEntries(self) }

  /// A sequence's elements, in order; none for another node.
  public var elements: YAMLElements { YAMLElements(self) }

  /// The value of a mapping's first entry with that key.
  public subscript(key: String) -> YAMLNode? {
    var key = key
    return key.withUTF8 { wanted in
      for (name, value) in entries where name.hasContent(wanted) { return value }
      return nil
    }
  }

  /// The node at the end of a path; itself for an empty one.
  public subscript(path: [PathComponent]) -> YAMLNode? {
    var node = self
    for component in path {
      let next: YAMLNode? =
        switch component {
        case .key(let key): node[key]
        case .index(let index): node.element(at: index)
        }
      guard let next else { return nil }
      node = next
    }
    return node
  }

  /// A sequence's element, counted from 0.
  public func element(at index: Int) -> YAMLNode? {
    guard index >= 0, index < count, kind == .sequence else { return nil }
    var left = index
    for element in elements {
      if left == 0 { return element }
      left -= 1
    }
    return nil
  }
}

/// The entries of a mapping.
public struct YAMLEntries: Sequence, Sendable {
  private let node: YAMLNode

  init(_ node: YAMLNode) { self.node = node }

  /// Walks the tape.
  public struct Iterator: IteratorProtocol {
    fileprivate let storage: TapeStorage
    fileprivate var at: Int
    fileprivate let end: Int

    /// The next one; nil at the end.
    public mutating func next() -> (key: YAMLNode, value: YAMLNode)? {
      guard at < end else { return nil }
      let value = Int(storage.nodes[at].next)
      defer { at = Int(storage.nodes[value].next) }
      return (YAMLNode(storage: storage, index: at), YAMLNode(storage: storage, index: value))
    }
  }

  /// Begins with the first one.
  public func makeIterator() -> Iterator {
    let tape = node.tape
    let start = node.index + 1
    return Iterator(
      storage: node.storage, at: start, end: tape.kind == .mapping ? Int(tape.next) : start)
  }

  /// Their number.
  public var underestimatedCount: Int { node.kind == .mapping ? node.count : 0 }
}

/// The elements of a sequence.
public struct YAMLElements: Sequence, Sendable {
  private let node: YAMLNode

  init(_ node: YAMLNode) { self.node = node }

  /// Walks the tape.
  public struct Iterator: IteratorProtocol {
    fileprivate let storage: TapeStorage
    fileprivate var at: Int
    fileprivate let end: Int

    /// The next one; nil at the end.
    public mutating func next() -> YAMLNode? {
      guard at < end else { return nil }
      defer { at = Int(storage.nodes[at].next) }
      return YAMLNode(storage: storage, index: at)
    }
  }

  /// Begins with the first one.
  public func makeIterator() -> Iterator {
    let tape = node.tape
    let start = node.index + 1
    return Iterator(
      storage: node.storage, at: start, end: tape.kind == .sequence ? Int(tape.next) : start)
  }

  /// Their number.
  public var underestimatedCount: Int { node.kind == .sequence ? node.count : 0 }
}
