import LibrettoModel

extension RowBuffer {
  /// Adds the row of the record's type.
  mutating func addFields(of record: Record, to table: IndexTable, at position: Int, currency: String?) {
    begin(.type(position))
    add(.record)
    add(record.id)
    add(record.path)
    add(record.title)
    var places: [Int] = []
    places.reserveCapacity(table.columns.count)
    for column in table.columns {
      places.append(cells.count)
      add(.null)
      if column.currencyName != nil { add(.null) }
    }
    var rest: [Member<Value>] = []
    for member in record.fields where table.type.declaresAliases || member.key != "aliases" {
      if let left = put(member, table.root, table, places, currency) { rest.append(left) }
    }
    if !table.type.declaresAliases { addList(record.aliases) }
    if rest.isEmpty {
      add(.null)
    } else {
      addText { JSONWriter.write(Value(.object(rest)), to: &$0) }
    }
  }

  private mutating func addList(_ texts: [String]) {
    guard !texts.isEmpty else { return add(.null) }
    addText { JSONWriter.write(Value(.array(texts.map { Value(.string($0)) })), to: &$0) }
  }

  /// Puts a member's values in their columns; gives back what has none.
  private mutating func put(
    _ member: Member<Value>, _ node: FieldNode, _ table: IndexTable, _ places: [Int], _ currency: String?
  ) -> Member<Value>? {
    guard let inner = node.members.first(where: { $0.key == member.key })?.node else { return member }
    if let column = inner.column {
      put(member.value, table.columns[column], at: places[column], currency)
      return nil
    }
    guard case .object(let members) = member.value.shape else {
      // A query looks into a list of maps as into one.
      if case .array = member.value.shape { isIrregular = true }
      return member.value.isEmpty ? nil : member
    }
    let rest = members.compactMap { put($0, inner, table, places, currency) }
    return rest.isEmpty ? nil : Member(key: member.key, value: Value(.object(rest)))
  }

  /// Puts a value in its column. Of a key that stands twice the first counts, as for the record itself.
  private mutating func put(_ value: Value, _ column: IndexColumn, at place: Int, _ currency: String?) {
    guard case .null = cells[place], !value.isEmpty else { return }
    let cell: Cell
    switch (column.kind, value.shape) {
    case (.text, .string(let text)), (.any, .string(let text)): cell = self.text { $0.append(contentsOf: text.utf8) }
    case (.number, .number(let number)), (.any, .number(let number)): cell = self.cell(number)
    case (.boolean, .boolean(let flag)): cell = .integer(flag ? 1 : 0)
    case (.money, .string(let text)):
      guard let money = Money(text) else { fallthrough }
      cell = self.cell(money.amount)
      if let code = money.currency?.code ?? currency {
        replace(place + 1, by: self.text { $0.append(contentsOf: code.utf8) })
      }
    case (.number, _), (.boolean, _), (.money, _):
      // SQLite would make numbers of texts that look so: what is none must not become one.
      isIrregular = true
      let kept = if case .number(let number) = value.shape { Value(.string(number.description)) } else { value }
      cell = self.text { JSONWriter.write(kept, to: &$0) }
    case (.text, _):
      isIrregular = true
      cell = self.text { JSONWriter.write(value, to: &$0) }
    case (.json, _), (.any, _):
      // A query looks into lists in lists. SQLite ends a text of JSON at a NUL.
      if value.elements?.contains(where: { $0.elements != nil || $0.text?.utf8.contains(0) ?? false }) ?? false {
        isIrregular = true
      }
      cell = self.text { JSONWriter.write(value, to: &$0) }
    }
    replace(place, by: cell)
  }

  private mutating func text(_ write: (inout [UInt8]) -> Void) -> Cell {
    addText(write)
    return removeLast()
  }

  /// What SQLite cannot hold exactly is read from the file where it counts.
  private mutating func cell(_ number: Number) -> Cell {
    if let whole = number.intValue { return .integer(Int64(whole)) }
    let real = number.doubleValue
    if Number("\(real)") != number { isIrregular = true }
    return .real(real)
  }
}
