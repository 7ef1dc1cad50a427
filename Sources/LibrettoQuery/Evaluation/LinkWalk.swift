import LibrettoModel

/// The links to follow from a record, made ready: what leads to a record is gathered once.
final class LinkWalk: Sendable {
  private enum Step: Sendable {
    case forward([String], types: [String])
    case reverse(@Sendable (RecordReference) -> [Record])
  }

  private let steps: [Step]
  private let source: any RecordSource

  init(_ hops: [FieldPath.Hop], _ source: any RecordSource) {
    self.source = source
    steps = hops.map { hop in
      switch hop {
      case .forward(let keys, let types): .forward(keys, types: types)
      case .reverse(let type, let fields): .reverse(source.incoming(ofType: type, through: fields))
      }
    }
  }

  /// Whether any record at the end of the links is met; without links it is the record itself.
  func any(from record: Record, _ test: (Record) -> Bool) -> Bool { any(from: record, steps[...], test) }

  private func any(from record: Record, _ steps: ArraySlice<Step>, _ test: (Record) -> Bool) -> Bool {
    switch steps.first {
    case nil: test(record)
    case .forward(let keys, let types):
      record.anyValue(at: keys) { value in
        guard let id = value.text, let target = source.target(of: id, in: types) else { return false }
        return any(from: target, steps.dropFirst(), test)
      }
    case .reverse(let incoming):
      incoming(record.reference).contains { any(from: $0, steps.dropFirst(), test) }
    }
  }

  /// Calls `body` with each record at the end of the links, each once.
  func forEach(from record: Record, _ body: (Record) -> Void) {
    if steps.isEmpty { return body(record) }
    var seen: Set<RecordReference> = []
    _ = any(from: record) { target in
      if seen.insert(target.reference).inserted { body(target) }
      return false
    }
  }

  /// How many records there are at the end of the links.
  func count(from record: Record) -> Int {
    var count = 0
    forEach(from: record) { _ in count += 1 }
    return count
  }
}
