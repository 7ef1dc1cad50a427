import LibrettoModel

extension Query {
  /// Answers the query. An error is about what only records and the moment can tell: a record or an
  /// undeclared field that does not exist, an unknown `@me`.
  public func answer(from source: some RecordSource, context: QueryContext) throws(QueryError) -> Answer {
    let predicate = try condition.compiled(for: source, context: context)
    let records = Self.sortedByID(source.records(among: condition).filter { predicate($0) })
    let context = try existing(source, context)
    if isGrouped { return Grouping(self, source, context).answer(over: records) }

    let columns = if let columns { columns } else { try observedColumns(records, source) }
    let readers = columns.map { CellReader($0.path, source, context) }
    var ordered = records
    if !sort.isEmpty {
      let keys = sort.compactMap { term -> (CellReader, SortOrder)? in
        guard case .field(let path) = term.key else { return nil }
        let order = SortOrder(path.kind, choices: path.choices, currency: context.currency)
        return (CellReader(path, source, context), order)
      }
      let values = records.map { record in keys.map { $0.1.key(of: $0.0.cell(of: record)) } }
      ordered = SortOrder.sorted(records, by: values, descending: sort.map(\.isDescending))
    }
    let rows = ordered.prefix(limit ?? .max).map { record in
      Answer.Row(cells: readers.map { $0.cell(of: record) }, record: record.reference, path: record.path)
    }
    return Answer(columns: columns.map(Answer.Column.init), rows: rows, isGrouped: false, notes: [])
  }

  /// By id, of equal ones by path; mostly they come in that order already, since a file is named by its id.
  private static func sortedByID(_ records: [Record]) -> [Record] {
    let ids = records.map(\.id)
    func precedes(_ a: Int, _ b: Int) -> Bool {
      ids[a] == ids[b] ? records[a].path < records[b].path : ids[a] < ids[b]
    }
    if records.indices.dropFirst().allSatisfy({ precedes($0 - 1, $0) }) { return records }
    return records.indices.sorted(by: precedes).map { records[$0] }
  }

  /// Undeclared fields in options must be in some record too; the context comes back with the history that they ask for.
  private func existing(
    _ source: some RecordSource, _ context: QueryContext
  ) throws(QueryError) -> QueryContext {
    var context = context
    var named = (columns ?? []).map { ($0.path, $0.option) } + group.map { ($0.path, $0.option) }
    named += aggregates.compactMap { aggregate in aggregate.path.map { ($0, aggregate.option) } }
    for term in sort { if case .field(let path) = term.key { named.append((path, term.option)) } }
    for (path, option) in named {
      do throws(Fault) {
        try ConditionCompiler(source: source, context: context).requireExistence(of: path)
        context = try context.loadingHistory(of: path)
      } catch {
        throw error.error(in: option)
      }
    }
    return context
  }

  /// The columns of a type without a schema: the id and the first fields that the records have.
  private func observedColumns(_ records: [Record], _ source: some RecordSource) throws(QueryError)
    -> [Column]
  {
    guard let type = source.book.types.first(where: { $0.name == type }) else { return [] }
    var names = [type.titleField]
    for record in records {
      if names.count >= 7 { break }
      for member in record.fields where !names.contains(member.key) && names.count < 7 {
        names.append(member.key)
      }
    }
    if !records.contains(where: { $0[type.titleField] != nil }) { names.removeFirst() }
    let reader = OptionReader(book: source.book, type: type)
    var columns = [Column(path: try reader.path(named: "id"), option: "--columns")]
    for name in names where !name.isEmpty {
      columns.append(Column(path: try reader.path(named: name, isOwnField: true), option: "--columns"))
    }
    return columns
  }
}

extension Answer.Column {
  init(_ column: Query.Column) {
    let path = column.path
    self.init(name: path.name, title: path.title, kind: path.kind, isList: path.isList)
  }
}
