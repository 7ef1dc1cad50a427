public import LibrettoModel

extension Query {
  /// The types of all records that the answer depends on: those asked for, and those that links of any term, column or
  /// option lead to or through.
  public func types(in book: Book) -> [RecordType] {
    var names: Set<String> = [type]
    condition.root.gatherTypes(book, into: &names)
    for path in (columns ?? []).map(\.path) + group.map(\.path) + aggregates.compactMap(\.path) {
      path.gatherTypes(book, into: &names)
    }
    for term in sort { if case .field(let path) = term.key { path.gatherTypes(book, into: &names) } }
    return book.types.filter { names.contains($0.name) }
  }

  /// Whether a field stands in it of which no schema tells, so that only all records together show whether it exists.
  public var namesUndeclaredFields: Bool {
    var paths = condition.fields + (columns ?? []).map(\.path) + group.map(\.path) + aggregates.compactMap(\.path)
    for term in sort { if case .field(let path) = term.key { paths.append(path) } }
    return paths.contains(where: \.isUndeclared)
  }
}

extension Condition.Node {
  fileprivate func gatherTypes(_ book: Book, into names: inout Set<String>) {
    switch self {
    case .all(let nodes), .any(let nodes): for node in nodes { node.gatherTypes(book, into: &names) }
    case .not(let node): node.gatherTypes(book, into: &names)
    case .linked(let path, let node), .logLine(let path, let node):
      path.gatherTypes(book, into: &names)
      node.gatherTypes(book, into: &names)
    case .present(let path), .contains(let path, _): path.gatherTypes(book, into: &names)
    case .matches(let path, let tests):
      path.gatherTypes(book, into: &names)
      for case .equals(.record(_, let types)) in tests.map(\.expected) { names.formUnion(types) }
    }
  }
}

extension FieldPath {
  fileprivate func gatherTypes(_ book: Book, into names: inout Set<String>) {
    names.formUnion(types)
    for hop in hops {
      switch hop {
      case .forward(_, let types): names.formUnion(types)
      case .reverse(let source, let fields):
        names.insert(source)
        // A link that may lead to several types is resolved among all of them.
        let links = book.types.first { $0.name == source }?.linkFields ?? []
        for link in links where fields.contains(link.name) { names.formUnion(link.types) }
      }
    }
  }
}
