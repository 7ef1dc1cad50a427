import LibrettoModel
import LibrettoQuery

/// What the gates of a book's agreement look at: along which links, and at which records by name.
struct GatePaths {
  /// The links that a condition follows from the record whose stage it guards.
  struct Walk: Hashable {
    let type: String
    let hops: [FieldPath.Hop]
  }

  /// All walks of at least one link.
  private(set) var walks: Set<Walk> = []
  /// The ids that conditions name.
  private(set) var ids: Set<String> = []
  /// Whether a condition asks what only a look at all records tells: for a field that no schema declares.
  private(set) var needsAll = false

  init(_ book: Book) {
    for lifecycle in book.agreement.lifecycles {
      guard let type = book.type(named: lifecycle.type) else { continue }
      for written in lifecycle.stages.flatMap(\.gate) {
        // One that cannot be read is none; `validate` tells of it.
        let condition = try? Query.parseCondition(written.text, of: type, in: book, bareFieldMeansPresent: true)
        if let condition { gather(condition.root, type.name, []) }
      }
    }
  }

  private mutating func gather(_ node: Condition.Node, _ type: String, _ hops: [FieldPath.Hop]) {
    switch node {
    case .all(let nodes), .any(let nodes): for node in nodes { gather(node, type, hops) }
    case .not(let node): gather(node, type, hops)
    case .present(let path), .contains(let path, _): add(path, type, hops)
    case .matches(let path, let tests):
      add(path, type, hops)
      for test in tests {
        if case .equals(.record(let text, _)) = test.expected {
          ids.insert(text.split(separator: "/").last.map(String.init) ?? text)
        }
      }
    case .linked(let path, let inner), .logLine(let path, let inner):
      add(path, type, hops)
      gather(inner, type, hops + path.hops)
    }
  }

  private mutating func add(_ path: FieldPath, _ type: String, _ hops: [FieldPath.Hop]) {
    if path.isUndeclared { needsAll = true }
    if !(hops + path.hops).isEmpty { walks.insert(Walk(type: type, hops: hops + path.hops)) }
  }
}
