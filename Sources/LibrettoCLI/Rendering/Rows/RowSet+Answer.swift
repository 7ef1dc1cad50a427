import LibrettoWorkspace

extension RowSet {
  /// The answer of a query, ready to be shown.
  init(_ answer: Answer) {
    self.init(
      columns: answer.columns.map { Column($0.name, title: $0.name, kind: $0.name == "id" ? .word : Kind($0.kind)) },
      rows: answer.rows.map { $0.cells.map(Cell.init) },
      ids: answer.rows.compactMap { $0.record?.id }, paths: answer.rows.compactMap(\.path))
  }
}

extension RowSet.Kind {
  init(_ kind: FieldSchema.Kind) {
    switch kind {
    case .number, .money: self = .number
    case .date, .dateTime, .time: self = .date
    case .boolean: self = .boolean
    case .stage, .member: self = .word
    default: self = .text
    }
  }
}

extension RowSet.Cell {
  init(_ value: Value?) {
    switch value?.shape {
    case nil, .null: self = .null
    case .boolean(let truth): self = .boolean(truth)
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .array(let elements): self = .list(elements.map { RowSet.Cell($0) })
    case .object: self = .json(value!)
    }
  }
}
