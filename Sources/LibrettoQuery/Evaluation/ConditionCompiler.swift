import LibrettoModel

/// Turns a condition's tree into closures in which nothing is left to look up.
struct ConditionCompiler: Sendable {
  typealias RecordTest = @Sendable (Record) -> Bool
  typealias LineTest = @Sendable (LogEntry) -> Bool
  typealias ValueCheck = @Sendable (Value) -> Bool

  let source: any RecordSource
  let context: QueryContext

  func recordTest(_ node: Condition.Node) throws(Fault) -> RecordTest {
    switch node {
    case .all(let nodes):
      var tests: [RecordTest] = []
      for node in nodes { tests.append(try recordTest(node)) }
      if tests.count == 1 { return tests[0] }
      return { [tests] record in tests.allSatisfy { $0(record) } }
    case .any(let nodes):
      var tests: [RecordTest] = []
      for node in nodes { tests.append(try recordTest(node)) }
      return { [tests] record in tests.contains { $0(record) } }
    case .not(let node):
      let test = try recordTest(node)
      return { !test($0) }
    case .linked(let path, let node):
      let (walk, test) = (LinkWalk(path.hops, source), try recordTest(node))
      return { walk.any(from: $0, test) }
    case .logLine(let path, let node):
      let (walk, test) = (LinkWalk(path.hops, source), try lineTest(node))
      return { walk.any(from: $0) { $0.anyLogEntry(test) } }
    case .present(let path):
      let (walk, reader) = (LinkWalk(path.hops, source), LeafReader(path, context, book: source.book))
      return { walk.any(from: $0) { reader.any(of: $0) { _ in true } } }
    case .matches(let path, let tests):
      let check = try valueCheck(path, tests)
      let (walk, reader) = (LinkWalk(path.hops, source), LeafReader(path, context, book: source.book))
      if case .count(.records) = path.leaf { return { check(Value(.number(Number(walk.count(from: $0))))) } }
      return { walk.any(from: $0) { reader.any(of: $0, check) } }
    case .contains(let path, let needles):
      let search = TextSearch(needles)
      let (walk, reader) = (LinkWalk(path.hops, source), LeafReader(path, context, book: source.book))
      if path.leaf == .text { return { walk.any(from: $0) { $0.contains(search) } } }
      return { walk.any(from: $0) { reader.any(of: $0) { $0.anyText(search.matches) } } }
    }
  }

  private func lineTest(_ node: Condition.Node) throws(Fault) -> LineTest {
    switch node {
    case .all(let nodes):
      var tests: [LineTest] = []
      for node in nodes { tests.append(try lineTest(node)) }
      return { [tests] line in tests.allSatisfy { $0(line) } }
    case .any(let nodes):
      var tests: [LineTest] = []
      for node in nodes { tests.append(try lineTest(node)) }
      return { [tests] line in tests.contains { $0(line) } }
    case .not(let node):
      let test = try lineTest(node)
      return { !test($0) }
    case .present(let path):
      let part = logPart(path)
      return { $0.value(of: part) != nil }
    case .matches(let path, let tests):
      let (part, check) = (logPart(path), try valueCheck(path, tests))
      return { line in line.value(of: part).map(check) ?? false }
    case .contains(let path, let needles):
      let (part, search) = (logPart(path), TextSearch(needles))
      return { line in line.value(of: part).map { $0.anyText(search.matches) } ?? false }
    case .linked(let path, _), .logLine(let path, _):
      throw Fault(path.range, "a line of the log has no links")
    }
  }

  private func logPart(_ path: FieldPath) -> FieldPath.LogPart {
    if case .log(let part) = path.leaf { part } else { .text }
  }

  /// A field that no schema declares must be in some record, or else it is as unknown as any.
  func requireExistence(of path: FieldPath) throws(Fault) {
    guard path.isUndeclared else { return }
    var keys: [String] = []
    switch path.leaf {
    case .field(let own), .period(.field(let own), _): keys = own
    default: return
    }
    var known: [String] = []
    var hasRecords = false
    for type in path.types {
      for record in source.records(ofType: type) {
        hasRecords = true
        if record.value(at: keys.joined(separator: ".")) != nil || record.anyValue(at: keys, { _ in true }) {
          return
        }
        if keys.count == 1 {
          for member in record.fields where !known.contains(member.key) { known.append(member.key) }
        }
      }
    }
    guard hasRecords else { return }
    throw .unknown(
      "field", keys.joined(separator: "."), at: path.range, among: known + BuiltInWords.all,
      of: ", which no \(path.types.joined(separator: " or ")) has")
  }
}
