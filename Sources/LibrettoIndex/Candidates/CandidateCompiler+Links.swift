import LibrettoModel
import LibrettoQuery

extension CandidateCompiler {
  /// Whether one of the records at the end of the links meets what `inner` asks for.
  mutating func walk(
    _ hops: ArraySlice<FieldPath.Hop>, _ row: Row, _ isExact: Bool,
    _ inner: (inout CandidateCompiler, Row) -> SQLCondition?
  ) -> SQLCondition? {
    guard let hop = hops.first else { return inner(&self, row) }
    depth += 1
    defer { depth -= 1 }
    // SQLite copies a set at each of the two places that name it, so that every step doubles the statement.
    guard depth <= 6 else { return nil }
    switch hop {
    case .forward(let keys, let types):
      guard let column = row.table.column(ofField: keys.joined(separator: ".")), !isExact || Self.isLink(column)
      else { return nil }
      var names: [SQLCondition] = []
      for (position, table) in types.map({ layout.table(ofType: $0) }).enumerated() {
        guard let table else { continue }
        let target = self.row(of: table)
        guard let wanted = walk(hops.dropFirst(), target, isExact, inner) else {
          // All that is known is that there is a link.
          if !isExact { return SQLCondition("\(row.column(column.name)) IS NOT NULL") }
          continue
        }
        let from = "SELECT \(target.alias).record, \(target.alias).id FROM \(quoted(table.name)) AS \(target.alias)"
        if isExact {
          let sure = isMeant(target, among: types[..<position])
          names.append(
            SQLCondition(
              "SELECT id FROM (\(from) WHERE \(wanted.text) AND \(sure.text))", wanted.parameters + sure.parameters))
        } else {
          let wanted = orIrregular(wanted, target)
          let found = define("record, id", SQLCondition("\(from) WHERE \(wanted.text)", wanted.parameters))
          names.append(SQLCondition("SELECT id FROM \(found)"))
          names.append(
            SQLCondition("SELECT x.alias FROM \(found) CROSS JOIN libretto_alias AS x ON x.record = \(found).record"))
        }
      }
      guard !names.isEmpty else { return nil }
      let all = SQLCondition(names.map(\.text).joined(separator: " UNION ALL "), names.flatMap(\.parameters))
      return member(row, column, of: SQLCondition("SELECT name FROM \(define("name", all))"), isExact)
    case .reverse(let type, let fields):
      guard let sources = links(from: type, fields, to: row, isExact, { $0.walk(hops.dropFirst(), $1, isExact, inner) })
      else { return nil }
      return SQLCondition("\(row.alias).record IN (SELECT record FROM \(sources))")
    }
  }

  /// Whether the records at the end of the links are as many.
  mutating func count(_ path: FieldPath, _ tests: [ValueTest], _ row: Row, _ isExact: Bool) -> SQLCondition? {
    guard !isExact else { return nil }
    var parts: [SQLCondition] = []
    for test in tests {
      let (low, high): (Number?, Number?) =
        switch test.expected {
        case .equals(let operand): (operand.numberValue, operand.numberValue)
        case .between(let low, let high): (low?.numberValue, high?.numberValue)
        }
      if let low, low > Number(0) {
        if path.hops.count == 1, case .reverse(let type, let fields) = path.hops[0], let least = low.intValue, least > 1
        {
          guard let found = links(from: type, fields, to: row, false, { _, _ in nil }) else { return nil }
          parts.append(
            SQLCondition(
              "\(row.alias).record IN (SELECT record FROM \(found) GROUP BY record HAVING count(DISTINCT source) >= ?)",
              [.integer(least)]))
        } else if let some = walk(path.hops[...], row, false, { _, _ in SQLCondition("TRUE") }) {
          parts.append(some)
        } else {
          return nil
        }
      } else if let high, high < Number(1) {
        guard let some = walk(path.hops[...], row, true, { _, _ in SQLCondition("TRUE") }) else { return nil }
        parts.append(SQLCondition("(\(some.text)) IS NOT TRUE", some.parameters))
      } else {
        return nil
      }
    }
    return parts.isEmpty ? nil : .joined(parts, by: "OR")
  }

  /// Names the pairs of a record and a source that links to it by one of the fields, where the source meets what `inner`
  /// asks for; nil where nothing is known of them. Without `isExact` they are all there, and perhaps others.
  private mutating func links(
    from type: String, _ fields: [String], to row: Row, _ isExact: Bool,
    _ inner: (inout CandidateCompiler, Row) -> SQLCondition?
  ) -> String? {
    guard let table = layout.table(ofType: type) else { return nil }
    let source = self.row(of: table)
    let wanted = inner(&self, source)
    if isExact, wanted == nil { return nil }
    var text = "FROM libretto_link_text AS l"
    var parameters: [SQLCondition.Parameter] = []
    var filter = "l.source_type = ? AND l.field IN (\(SQLCondition.marks(fields.count)))"
    parameters = [.text(type)] + fields.map { .text($0) }
    if let wanted {
      let wanted = isExact ? wanted : orIrregular(wanted, source)
      text += " JOIN \(quoted(table.name)) AS \(source.alias) ON \(source.alias).record = l.record"
      filter += " AND \(wanted.text)"
      parameters += wanted.parameters
    }
    if isExact {
      // Of several types that a link may point at, the first with that id is meant.
      let own = row.table.type.name
      filter += " AND l.record NOT IN (SELECT record FROM libretto_irregular) AND instr(l.types || ',', ?) = 1"
      parameters += [.text(own + ","), .text(own)]
      return define(
        "record, source",
        SQLCondition(
          "SELECT n.record, l.record \(text) JOIN libretto_record AS n ON n.id = l.target WHERE \(filter) AND n.type = ?",
          parameters))
    }
    // An old id of one of two records with the same name leads to both, as they cannot be told apart.
    let found = define(
      "name, source", SQLCondition("SELECT l.target, l.record \(text) WHERE \(filter)", parameters))
    return define(
      "record, source",
      SQLCondition(
        """
        SELECT n.record, f.source FROM \(found) AS f JOIN libretto_record AS n ON n.id = f.name \
        UNION ALL SELECT n.record, f.source FROM \(found) AS f JOIN libretto_alias AS x ON x.alias = f.name \
        JOIN libretto_record AS o ON o.record = x.record JOIN libretto_record AS n ON n.id = o.id AND n.type = o.type
        """))
  }

  /// Whether its id means this record and no other: of two with one id the first by path, of several types the first.
  private func isMeant(_ target: Row, among earlier: ArraySlice<String>) -> SQLCondition {
    SQLCondition(
      """
      \(target.alias).record NOT IN (SELECT record FROM libretto_irregular) AND NOT EXISTS \
      (SELECT 1 FROM libretto_record AS d WHERE d.id = \(target.alias).id AND d.record <> \(target.alias).record \
      AND d.type IN (\(SQLCondition.marks(earlier.count + 1))))
      """, texts: [target.table.type.name] + earlier)
  }

  /// A record on the way whose values do not fit their columns may meet anything.
  private func orIrregular(_ condition: SQLCondition, _ row: Row) -> SQLCondition {
    SQLCondition(
      "(\(condition.text) OR \(row.alias).record IN (SELECT record FROM libretto_irregular))", condition.parameters)
  }

  /// Whether the column holds texts, or lists of them.
  private static func isLink(_ column: IndexColumn) -> Bool { column.isList || column.kind == .text }

  /// Whether the column, or an element of its list, is among the texts that a SELECT, or a list, gives.
  func member(_ row: Row, _ column: IndexColumn, of names: SQLCondition, _ isExact: Bool) -> SQLCondition {
    let value = row.column(column.name)
    guard column.isList || column.kind == .json else {
      return SQLCondition("\(value) IN (\(names.text))", names.parameters)
    }
    // What a map's members are, its list is not.
    let sure = isExact ? " AND j.type = 'text' AND json_type(\(value)) <> 'object'" : ""
    return SQLCondition(
      "EXISTS (SELECT 1 FROM json_each(\(value)) AS j WHERE j.value IN (\(names.text))\(sure))", names.parameters)
  }
}
