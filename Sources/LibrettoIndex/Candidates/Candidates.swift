public import LibrettoQuery

extension IndexConnection {
  /// The files of the records among which all are that meet a condition; nil where there are more than `limit`, or the
  /// condition says nothing that the index could use.
  public func candidates(
    for condition: Condition, layout: IndexLayout, context: QueryContext, limit: Int
  ) throws(IndexError) -> [String]? {
    guard let table = layout.table(ofType: condition.type) else { return nil }
    var compiler = CandidateCompiler(layout: layout, context: context)
    let row = compiler.row(of: table)
    guard let wanted = compiler.superset(condition.root, row) else { return nil }
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
    return paths.count > limit ? nil : paths
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
