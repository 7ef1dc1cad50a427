public import LibrettoModel

extension Gates {
  /// The names of the top-level fields at which the gates of a book look, in whatever record, for the conditions that are
  /// wanted, with the fields of the stages they guard; nil where they look at more: at texts, logs or history.
  public static func fields(of book: Book, where isWanted: (Condition) -> Bool) -> Set<String>? {
    var names: Set<String> = []
    for lifecycle in book.agreement.lifecycles {
      guard let type = book.type(named: lifecycle.type) else { continue }
      for written in lifecycle.stages.flatMap(\.gate) {
        // One that cannot be read guards nothing; `validate` tells of it.
        guard let condition = try? condition(written, of: type, in: book), isWanted(condition) else { continue }
        names.formUnion(lifecycle.field.split(separator: ".").prefix(1).map(String.init))
        for path in condition.root.fields {
          guard let own = path.leaf.fields else { return nil }
          names.formUnion(own)
          for hop in path.hops {
            switch hop {
            case .forward(let keys, _): names.formUnion(keys.prefix(1))
            case .reverse(_, let fields):
              names.formUnion(fields.compactMap { $0.split(separator: ".").first.map(String.init) })
            }
          }
        }
      }
    }
    return names
  }
}

extension Condition {
  /// Whether it may take other records to tell whether one meets it.
  public var looksAtOthers: Bool {
    fields.contains { path in
      if !path.hops.isEmpty || path.isUndeclared || !path.kind.linkedTypes.isEmpty { return true }
      return path.leaf == .records
    }
  }
}

extension FieldPath.Leaf {
  /// The top-level fields from which it is answered; nil where it takes more of the record.
  fileprivate var fields: [String]? {
    switch self {
    case .field(let keys): Array(keys.prefix(1))
    case .period(let leaf, _), .member(let leaf, _), .count(let leaf): leaf.fields
    case .id, .type, .path, .aliases, .records: []
    case .text, .log, .logLines, .history: nil
    }
  }
}
