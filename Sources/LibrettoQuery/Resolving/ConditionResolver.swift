import LibrettoModel

/// Turns terms as written into a condition whose fields and values exist.
struct ConditionResolver {
  let book: Book

  /// What a name is a name of.
  enum Scope {
    /// Of records of these types.
    case records([RecordType])
    /// Of a line of the log.
    case logLine
  }

  func condition(_ syntax: TermSyntax, in scope: Scope) throws(Fault) -> Condition.Node {
    switch syntax {
    case .all(let terms): return .all(try nodes(terms, in: scope))
    case .any(let terms): return .any(try nodes(terms, in: scope))
    case .not(let term): return .not(try condition(term, in: scope))
    case .has(let path), .bare(let path): return .present(try present(path, in: scope))
    case .no(let path): return .not(.present(try present(path, in: scope)))
    case .compare(let path, let comparison, let values):
      return try compare(path, comparison, values, in: scope)
    case .group(let path, let term): return try group(path, term, in: scope)
    }
  }

  private func nodes(_ terms: [TermSyntax], in scope: Scope) throws(Fault) -> [Condition.Node] {
    var nodes: [Condition.Node] = []
    for term in terms { nodes.append(try condition(term, in: scope)) }
    return nodes
  }

  func path(_ syntax: PathSyntax, in scope: Scope) throws(Fault) -> FieldPath {
    switch scope {
    case .records(let types):
      var resolver = PathResolver(syntax, types: types, book: book)
      return try resolver.resolve()
    case .logLine:
      var resolver = PathResolver(syntax, types: [], book: book)
      return try resolver.resolveLogPart()
    }
  }

  private func present(_ syntax: PathSyntax, in scope: Scope) throws(Fault) -> FieldPath {
    let path = try path(syntax, in: scope)
    if case .count = path.leaf {
      throw Fault(path.range, "a count is always there", help: "write \(path.name):0, or \(path.name):1..")
    }
    return path
  }

  private func compare(
    _ syntax: PathSyntax, _ comparison: TermSyntax.Operator, _ values: [ValueSyntax], in scope: Scope
  ) throws(Fault) -> Condition.Node {
    let path = try path(syntax, in: scope)
    if comparison == .contains { return try contains(path, values) }
    switch path.leaf {
    case .text:
      throw Fault(path.range, "the text of a record takes ~ only", help: "write \(path.name)~word")
    case .logLines:
      throw Fault(
        path.range, "the log is no value",
        help: "name a part of its lines: log.kind, log.at, log.by or log.text")
    case .period(_, let unit):
      let field = path.name.dropLast(unit.rawValue.utf8.count + 1)
      throw Fault(
        path.range, "a period is for --group, --columns and --sort",
        help: "a date takes periods: \(field):2026-Q3")
    case .field where path.kind == .map:
      throw Fault(
        path.range, "\(path.name) is a map and has no value of its own",
        help: "name a part of it: \(path.name).x")
    default: break
    }
    let reader = OperandReader(path: path, book: book)
    var tests: [ValueTest] = []
    for value in values { tests.append(try reader.test(value)) }
    let node = Condition.Node.matches(path, tests)
    return comparison == .differs ? .not(node) : node
  }

  private func contains(_ path: FieldPath, _ values: [ValueSyntax]) throws(Fault) -> Condition.Node {
    switch path.leaf {
    case .records:
      throw Fault(
        path.range, "\(path.name) are records", help: "name a field of them: \(path.name).text~word")
    case .count: throw Fault(path.range, "a count takes : and != only", help: "write \(path.name):1..")
    default: break
    }
    var needles: [String] = []
    for value in values {
      let needle = folded(value.whole.text)
      guard !needle.isEmpty else {
        throw Fault(
          value.whole.range, "every text contains nothing",
          help: "to find what is there, write has:\(path.name)")
      }
      needles.append(needle)
    }
    return .contains(path, needles)
  }

  /// Terms in parentheses after a link or the log.
  private func group(_ syntax: PathSyntax, _ term: TermSyntax, in scope: Scope) throws(Fault)
    -> Condition.Node
  {
    let path = try path(syntax, in: scope)
    switch path.leaf {
    case .logLines:
      return .logLine(path, try condition(term, in: .logLine))
    case .records:
      let types = path.types.compactMap { name in book.types.first { $0.name == name } }
      return .linked(path, try condition(term, in: .records(types)))
    case .field(let keys):
      guard case .link(let targets) = path.kind else { break }
      let types = targets.compactMap { name in book.types.first { $0.name == name } }
      let following = FieldPath(
        name: path.name, range: path.range, hops: path.hops + [.forward(keys, types: targets)],
        leaf: .records,
        kind: path.kind, title: path.title, choices: nil, isList: path.isList, types: targets,
        isUndeclared: path.isUndeclared)
      return .linked(following, try condition(term, in: .records(types)))
    default: break
    }
    throw Fault(
      path.range, "\(path.name) is no link",
      help: "only links and the log bind several terms: leads.(…), log.(…)")
  }
}
