import LibrettoModel

extension Query {
  /// Texts that stand in the file of every record that the query finds, unless there is a backslash in it: of each list one
  /// at least. They let most files be passed over unread, as a search for plain text does. Empty where nothing is known, or
  /// where other records of the type may count too.
  ///
  /// - Parameter me: the member who asks.
  public func requiredLiterals(me: String?) -> [[String]] {
    guard !namesUndeclaredFields, !leadsToItsOwnType else { return [] }
    let terms: [Condition.Node] = if case .all(let nodes) = condition.root { nodes } else { [condition.root] }
    return terms.compactMap { term in
      guard case .matches(let path, let tests) = term, path.hops.isEmpty, case .field = path.leaf, path.kind.isWritten
      else { return nil }
      var texts: [String] = []
      for test in tests {
        let text: String? =
          switch test.expected {
          case .equals(.text(let text)): text
          case .equals(.me): me
          default: nil
          }
        guard let text, !text.isEmpty, text.utf8.allSatisfy(Self.isPlain) else { return nil }
        texts.append(text)
      }
      return texts
    }
  }

  /// A byte that YAML writes in one way only, but for escapes, which have a backslash.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// Whether a link of the query may lead to a record of the type that is asked for.
  private var leadsToItsOwnType: Bool {
    var paths = condition.fields + (columns ?? []).map(\.path) + group.map(\.path) + aggregates.compactMap(\.path)
    for term in sort { if case .field(let path) = term.key { paths.append(path) } }
    return paths.contains { path in
      !path.hops.isEmpty
        && (path.types.contains(type)
          || path.hops.contains { hop in
            switch hop {
            case .forward(_, let types): types.contains(type)
            case .reverse(let source, _): source == type
            }
          })
    }
  }
}

extension FieldSchema.Kind {
  /// Whether values are compared as they are written.
  fileprivate var isWritten: Bool {
    switch element {
    case .text, .member, .stage: true
    default: false
    }
  }
}
