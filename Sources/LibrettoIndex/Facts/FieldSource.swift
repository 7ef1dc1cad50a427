import LibrettoModel

/// Where the value of a field stands in a row of a type's table.
struct FieldSource {
  /// What a row says of a field.
  enum Reading {
    /// This.
    case value(Value)
    /// There is nothing.
    case none
    /// The column may mean several values; the record's file tells.
    case unclear
  }

  private enum Place {
    /// A column: its position in the row, what it holds, and the position of its currency.
    case column(Int, IndexColumn.Kind, currency: Int?)
    /// The members of a map that is spread over columns, and the position of what has none.
    case members([(key: String, source: FieldSource)], other: Int)
    /// JSON of all that has no column.
    case other(Int)
  }

  private let place: Place
  /// The keys that lead on from there.
  private let rest: [String]

  private init(_ place: Place, rest: [String] = []) { (self.place, self.rest) = (place, rest) }

  /// Finds where a field, named with points, stands, and adds the columns that tell of it to those that are asked for.
  init(_ field: String, in table: IndexTable, asking columns: inout [String]) {
    if field == "aliases", !table.type.declaresAliases {
      self.init(.column(Self.add("aliases", to: &columns), .json, currency: nil))
      return
    }
    let keys = field.split(separator: ".").map(String.init)
    var node = table.root
    var depth = 0
    while depth < keys.count, node.column == nil, let next = node.members.first(where: { $0.key == keys[depth] }) {
      node = next.node
      depth += 1
    }
    let rest = Array(keys[depth...])
    if depth > 0, node.column != nil || rest.isEmpty {
      self = Self.source(of: node, rest: rest, table, &columns)
    } else {
      self.init(.other(Self.add("other", to: &columns)), rest: keys)
    }
  }

  private static func source(
    of node: FieldNode, rest: [String], _ table: IndexTable, _ columns: inout [String]
  ) -> FieldSource {
    guard let position = node.column else {
      let members = node.members.map { ($0.key, source(of: $0.node, rest: [], table, &columns)) }
      return FieldSource(.members(members, other: add("other", to: &columns)))
    }
    let column = table.columns[position]
    let place = add(column.name, to: &columns)
    return FieldSource(
      .column(place, column.kind, currency: column.currencyName.map { add($0, to: &columns) }), rest: rest)
  }

  private static func add(_ column: String, to columns: inout [String]) -> Int {
    columns.append("t." + quoted(column))
    return columns.count - 1
  }

  /// Reads the field out of a row.
  func read(_ row: IndexStatement) -> Reading {
    var value: Value
    switch place {
    case .column(let column, let kind, let currency):
      guard let found = Self.value(row, column, kind, currency) else { return .unclear }
      value = found
    case .members(let members, let other):
      guard row.isNull(other) else { return .unclear }
      var found: [Member<Value>] = []
      for (key, source) in members {
        switch source.read(row) {
        case .value(let value): found.append(Member(key: key, value: value))
        case .none: break
        case .unclear: return .unclear
        }
      }
      value = Value(.object(found))
    case .other(let column):
      guard let text = row.text(column) else { return .none }
      guard let all = HistoryValue.read(text) else { return .unclear }
      value = all
    }
    for key in rest {
      guard let next = value[key] else { return .none }
      value = next
    }
    return value.isEmpty ? .none : .value(value)
  }

  /// The value in a column, which fits the schema: other records are marked as irregular. Nil where several may be meant.
  private static func value(_ row: IndexStatement, _ column: Int, _ kind: IndexColumn.Kind, _ currency: Int?) -> Value?
  {
    let storage = row.storage(column)
    if storage == .null { return Value(.null) }
    switch kind {
    case .text: return row.text(column).map { Value(.string($0)) }
    case .boolean: return Value(.boolean(row.integer(column) != 0))
    case .json: return row.text(column).flatMap(HistoryValue.read)
    case .number: return number(row, column, storage).map { Value(.number($0)) }
    case .money:
      guard let amount = number(row, column, storage) else { return nil }
      let code = currency.flatMap { row.text($0) }.map { " " + $0 } ?? ""
      return Value(.string(Money(amount).description + code))
    case .any:
      if let number = number(row, column, storage) { return Value(.number(number)) }
      // Booleans, lists and maps stand here as JSON, which a text may look like.
      guard let text = row.text(column), text != "true", text != "false", text.utf8.first != UInt8(ascii: "["),
        text.utf8.first != UInt8(ascii: "{")
      else { return nil }
      return Value(.string(text))
    }
  }

  private static func number(_ row: IndexStatement, _ column: Int, _ storage: IndexStatement.Storage) -> Number? {
    switch storage {
    case .integer: Number(row.integer(column))
    case .real: Number("\(row.double(column))")
    case .text, .null, .blob: nil
    }
  }
}
