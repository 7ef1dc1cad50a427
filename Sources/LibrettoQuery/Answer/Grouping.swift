import LibrettoModel

/// Gathers records into groups and works out the aggregates of each.
struct Grouping {
  private let query: Query
  private let context: QueryContext
  private let keyReaders: [CellReader]
  private let valueReaders: [CellReader?]

  init(_ query: Query, _ source: any RecordSource, _ context: QueryContext) {
    self.query = query
    self.context = context
    keyReaders = query.group.map { CellReader($0.path, source, context) }
    valueReaders = query.aggregates.map { aggregate in aggregate.path.map { CellReader($0, source, context) }
    }
  }

  func answer(over records: [Record]) -> Answer {
    var groups: [[GroupKey]: Int] = [:]
    var keys: [[Value?]] = []
    var sums: [[Accumulator]] = []
    func group(_ key: [Value?]) -> Int {
      let name = key.map(GroupKey.init)
      if let index = groups[name] { return index }
      groups[name] = keys.count
      keys.append(key)
      sums.append(query.aggregates.map { Accumulator($0, currency: context.currency) })
      return keys.count - 1
    }
    if query.group.isEmpty { _ = group([]) }
    for record in records {
      let values = valueReaders.map { $0?.values(of: record) }
      for key in combinations(of: record) {
        let index = group(key)
        for (position, values) in values.enumerated() { sums[index][position].add(values) }
      }
    }
    var rows = keys.indices.map { index in keys[index] + sums[index].map(\.result) }
    let columns = query.group.map(Answer.Column.init) + query.aggregates.map(Answer.Column.init)
    rows = sorted(rows)
    return Answer(
      columns: columns,
      rows: rows.prefix(query.limit ?? .max).map { Answer.Row(cells: $0, record: nil, path: nil) },
      isGrouped: true, notes: notes(sums))
  }

  /// The groups that a record is in: one for each of its values, so that a list puts it in several.
  private func combinations(of record: Record) -> [[Value?]] {
    if keyReaders.count == 1 {
      let values = keyReaders[0].values(of: record)
      if values.count <= 1 { return [[values.first.map { normalized($0, query.group[0].path.kind) }]] }
    }
    var combinations: [[Value?]] = [[]]
    for (reader, column) in zip(keyReaders, query.group) {
      var seen: Set<GroupKey> = []
      var values: [Value?] = []
      for value in reader.values(of: record) {
        let key = normalized(value, column.path.kind)
        if seen.insert(GroupKey(key)).inserted { values.append(key) }
      }
      if values.isEmpty { values = [nil] }
      combinations = combinations.flatMap { start in values.map { start + [$0] } }
    }
    return combinations
  }

  /// Amounts that are the same though written differently are one group.
  private func normalized(_ value: Value, _ kind: FieldSchema.Kind) -> Value {
    guard kind == .money, let money = value.money else { return value }
    return Value(.string(money.inCurrency(orElse: context.currency).description))
  }

  private func sorted(_ rows: [[Value?]]) -> [[Value?]] {
    let paths = query.group.map(\.path)
    let orders =
      paths.map { SortOrder($0.kind, choices: $0.choices, currency: context.currency) }
      + query.aggregates.map { SortOrder($0.resultKind, choices: nil, currency: context.currency) }
    let terms = query.sort.compactMap { term -> (Int, Bool)? in
      if case .column(let index) = term.key { (index, term.isDescending) } else { nil }
    }
    // Groups that the terms leave equal keep the order of their keys.
    let all = terms + paths.indices.map { ($0, false) }
    let keys = rows.map { row in all.map { orders[$0.0].key(of: row[$0.0]) } }
    return SortOrder.sorted(rows, by: keys, descending: all.map(\.1))
  }

  private func notes(_ sums: [[Accumulator]]) -> [String] {
    query.aggregates.indices.compactMap { index in
      let count = sums.reduce(0) { $0 + $1[index].unreadable }
      guard count > 0, let path = query.aggregates[index].path else { return nil }
      let values =
        count == 1
        ? "1 value of \(path.name) cannot be read and is"
        : "\(count) values of \(path.name) cannot be read and are"
      return "\(values) left out of \(query.aggregates[index].name)"
    }
  }
}

extension Answer.Column {
  init(_ aggregate: Query.Aggregate) {
    let title = aggregate.path.map { "\($0.title) · \(aggregate.function.rawValue)" } ?? "count"
    self.init(name: aggregate.name, title: title, kind: aggregate.resultKind, isList: false)
  }
}

extension Query.Aggregate {
  /// The kind of the result.
  var resultKind: FieldSchema.Kind { path?.kind ?? .number }
}

/// A value as the name of a group: texts by code points.
struct GroupKey: Hashable {
  private let kind: Int
  private let bytes: [UInt8]

  init(_ value: Value?) {
    switch value?.shape {
    case nil, .null: (kind, bytes) = (0, [])
    case .boolean(let value): (kind, bytes) = (1, [value ? 1 : 0])
    case .number(let number): (kind, bytes) = (2, Array(number.description.utf8))
    case .string(let text): (kind, bytes) = (3, Array(text.utf8))
    case .array, .object: (kind, bytes) = (4, Array((value?.description ?? "").utf8))
    }
  }
}
