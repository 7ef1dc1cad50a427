public import LibrettoQuery

/// The records of a type, parted by what the index knows of a condition.
public struct SiftedRecords: Sendable {
  /// The ids of those that meet it.
  public var sure: [String] = []
  /// The files of those that may meet it.
  public var open: [String] = []
}

extension IndexConnection {
  /// Parts the records of the condition's type by what their columns tell of it.
  public func sift(
    _ condition: Condition, layout: IndexLayout, context: QueryContext
  ) throws(IndexError) -> SiftedRecords {
    var sifted = SiftedRecords()
    guard let table = layout.table(ofType: condition.type) else { return sifted }
    var sure: Set<String> = []
    try rows(of: table, condition, layout, context, isExact: true) { id, path in
      sifted.sure.append(id)
      sure.insert(path)
    }
    try rows(of: table, condition, layout, context, isExact: false) { _, path in
      if !sure.contains(path) { sifted.open.append(path) }
    }
    return sifted
  }

  private func rows(
    of table: IndexTable, _ condition: Condition, _ layout: IndexLayout, _ context: QueryContext, isExact: Bool,
    _ body: (_ id: String, _ path: String) -> Void
  ) throws(IndexError) {
    var compiler = CandidateCompiler(layout: layout, context: context, hasText: isExact ? false : try hasTextIndex())
    let row = compiler.row(of: table)
    let compiled = compiler.compile(condition.root, row, isExact: isExact)
    // Of what nothing is known, no record surely meets it and any may.
    guard compiled != nil || !isExact else { return }
    let wanted = compiled ?? SQLCondition("TRUE")
    let irregular = "\(row.alias).record IN (SELECT record FROM libretto_irregular)"
    let definitions = compiler.definitions
    let with = definitions.isEmpty ? "" : "WITH \(definitions.map(\.text).joined(separator: ", "))\n"
    let statement = try prepare(
      "\(with)SELECT \(row.alias).id, \(row.alias).path FROM \(quoted(table.name)) AS \(row.alias) "
        + "WHERE (\(wanted.text)) \(isExact ? "AND NOT" : "OR") \(irregular) ORDER BY \(row.alias).path")
    statement.bind(definitions.flatMap(\.parameters) + wanted.parameters)
    while try statement.step() {
      if let id = statement.text(0), let path = statement.text(1) { body(id, path) }
    }
  }
}
