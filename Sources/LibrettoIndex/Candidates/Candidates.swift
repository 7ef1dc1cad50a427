public import LibrettoQuery

/// What the index says of a condition.
public enum Candidates: Sendable {
  /// All records that meet it are among those in these files.
  case files([String])
  /// That there are too many, or nothing.
  case any
  /// Nothing: it asks for a text, and the texts are not indexed.
  case wantsText
}

extension IndexConnection {
  /// Looks for the records among which all are that meet a condition, of which there are to be at most `limit`.
  public func candidates(
    for condition: Condition, layout: IndexLayout, context: QueryContext, limit: Int
  ) throws(IndexError) -> Candidates {
    guard let table = layout.table(ofType: condition.type) else { return .any }
    var compiler = CandidateCompiler(layout: layout, context: context, hasText: try hasTextIndex())
    let row = compiler.row(of: table)
    let condition = compiler.superset(condition.root, row)
    let nothing = compiler.wantsText && !compiler.hasText ? Candidates.wantsText : .any
    guard let wanted = condition else { return nothing }
    for column in compiler.searched.sorted() { ensureIndex(of: table, column: column) }
    let from = "SELECT \(row.alias).path AS path FROM \(quoted(table.name)) AS \(row.alias)"
    let definitions = compiler.definitions
    let with = definitions.isEmpty ? "" : "WITH \(definitions.map(\.text).joined(separator: ", "))\n"
    let statement = try prepare(
      """
      \(with)SELECT path FROM (\(from) WHERE \(wanted.text)
      UNION \(from) WHERE \(row.alias).record IN (SELECT record FROM libretto_irregular)) LIMIT \(limit + 1)
      """)
    statement.bind(definitions.flatMap(\.parameters) + wanted.parameters)
    var paths: [String] = []
    while try statement.step() { if let path = statement.text(0) { paths.append(path) } }
    return paths.count > limit ? nothing : .files(paths)
  }

  /// Makes an index of a column of a type's table where there is none, so that later questions of it are fast. Where
  /// another process writes at this moment, or nothing can be written, there is none, which costs only time.
  ///
  /// - Returns: whether there is one now.
  @discardableResult
  public func ensureIndex(of table: IndexTable, column: String) -> Bool {
    let name = "libretto_by_\(table.name)_\(column)"
    do {
      try execute("CREATE INDEX IF NOT EXISTS \(quoted(name)) ON \(quoted(table.name)) (\(quoted(column)))")
      return true
    } catch { return false }
  }
}
