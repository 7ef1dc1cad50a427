import LibrettoModel
import LibrettoQuery

/// Turns a query's condition into SQL that is met by every record which meets the condition, and by few others. The
/// records that it finds are then judged by the evaluator of queries, so that an answer never depends on the index.
///
/// Rows of `libretto_irregular` (a value that does not fit its column) are always found.
struct CandidateCompiler {
  let layout: IndexLayout
  let context: QueryContext
  /// Whether the texts of the records are indexed too.
  let hasText: Bool
  /// Whether the condition asks for a text that their index would find.
  private(set) var wantsText = false
  /// The columns by which the table of the query's type is searched: worth an index.
  private(set) var searched: Set<String> = []
  private var count = 0

  init(layout: IndexLayout, context: QueryContext, hasText: Bool) {
    (self.layout, self.context, self.hasText) = (layout, context, hasText)
  }

  /// A row of a type's table in a statement.
  struct Row {
    let table: IndexTable
    let alias: String

    func column(_ name: String) -> String { "\(alias).\(quoted(name))" }
  }

  /// The row of the query's own type.
  mutating func row(of table: IndexTable) -> Row {
    count += 1
    return Row(table: table, alias: "t\(count)")
  }

  /// What every record that meets the condition meets; nil where that may be any.
  mutating func superset(_ node: Condition.Node, _ row: Row) -> SQLCondition? {
    switch node {
    case .all(let nodes):
      let parts = nodes.compactMap { superset($0, row) }
      return parts.isEmpty ? nil : .joined(parts, by: "AND")
    case .any(let nodes):
      var parts: [SQLCondition] = []
      for node in nodes {
        guard let part = superset(node, row) else { return nil }
        parts.append(part)
      }
      return parts.isEmpty ? nil : .joined(parts, by: "OR")
    case .not(let inner):
      return subset(inner, row).map { SQLCondition("(\($0.text)) IS NOT TRUE", $0.parameters) }
    case .present(let path):
      return walk(path.hops[...], row) { compiler, row in compiler.present(path, row) }
    case .matches(let path, let tests):
      return walk(path.hops[...], row) { compiler, row in compiler.matches(path, tests, row, isExact: false) }
    case .linked(let path, let inner):
      return walk(path.hops[...], row) { compiler, row in compiler.superset(inner, row) }
    case .logLine(let path, let inner):
      return walk(path.hops[...], row) { compiler, row in compiler.logLine(inner, row) }
    case .contains(let path, let needles):
      guard path.leaf == .text, let expression = TextIndex.expression(needles) else { return nil }
      wantsText = true
      guard hasText else { return nil }
      return walk(path.hops[...], row) { _, row in
        SQLCondition(
          """
          \(row.alias).record IN (SELECT x.record FROM libretto_text JOIN libretto_text_row AS x
          ON x.document = libretto_text.rowid WHERE libretto_text MATCH ?)
          """, texts: [expression])
      }
    }
  }

  /// What only records that meet the condition meet, those without irregular values; nil where nothing is known of them.
  private mutating func subset(_ node: Condition.Node, _ row: Row) -> SQLCondition? {
    switch node {
    case .all(let nodes):
      var parts: [SQLCondition] = []
      for node in nodes {
        guard let part = subset(node, row) else { return nil }
        parts.append(part)
      }
      return parts.isEmpty ? nil : .joined(parts, by: "AND")
    case .any(let nodes):
      let parts = nodes.compactMap { subset($0, row) }
      return parts.isEmpty ? nil : .joined(parts, by: "OR")
    case .not(let inner):
      return superset(inner, row).map { SQLCondition("(\($0.text)) IS NOT TRUE", $0.parameters) }
    case .present(let path) where path.hops.isEmpty:
      guard case .field(let keys) = path.leaf, let column = row.table.column(ofField: keys.joined(separator: ".")),
        !column.isList, column.kind != .json, column.kind != .any
      else { return nil }
      return SQLCondition("\(row.column(column.name)) IS NOT NULL")
    case .matches(let path, let tests) where path.hops.isEmpty:
      return matches(path, tests, row, isExact: true)
    default: return nil
    }
  }

  /// Follows links to records that `inner` asks for.
  private mutating func walk(
    _ hops: ArraySlice<FieldPath.Hop>, _ row: Row,
    _ inner: (inout CandidateCompiler, Row) -> SQLCondition?
  ) -> SQLCondition? {
    guard let hop = hops.first else { return inner(&self, row) }
    switch hop {
    case .forward(let keys, let types):
      guard let column = row.table.column(ofField: keys.joined(separator: ".")) else { return nil }
      var names: [SQLCondition] = []
      for table in types.compactMap({ layout.table(ofType: $0) }) {
        let target = self.row(of: table)
        guard let wanted = walk(hops.dropFirst(), target, inner).map({ orIrregular($0, target) }) else {
          // All that is known is that there is a link.
          return SQLCondition("\(row.column(column.name)) IS NOT NULL")
        }
        let from = "\(quoted(table.name)) AS \(target.alias)"
        names.append(SQLCondition("SELECT \(target.alias).id FROM \(from) WHERE \(wanted.text)", wanted.parameters))
        names.append(
          SQLCondition(
            "SELECT x.alias FROM libretto_alias AS x JOIN \(from) ON \(target.alias).record = x.record "
              + "WHERE \(wanted.text)", wanted.parameters))
      }
      guard !names.isEmpty else { return nil }
      return member(row, column, of: .joinedAsUnion(names))
    case .reverse(let type, let fields):
      guard let table = layout.table(ofType: type) else { return nil }
      let source = self.row(of: table)
      var text =
        "SELECT l.target FROM libretto_link_text AS l JOIN \(quoted(table.name)) AS \(source.alias) "
        + "ON \(source.alias).record = l.record WHERE l.source_type = ? AND l.field IN (\(SQLCondition.marks(fields.count)))"
      var parameters: [SQLCondition.Parameter] = [.text(type)] + fields.map { .text($0) }
      if let wanted = walk(hops.dropFirst(), source, inner).map({ orIrregular($0, source) }) {
        text += " AND \(wanted.text)"
        parameters += wanted.parameters
      }
      let own = "\(row.alias).id IN (\(text))"
      let byAlias =
        "\(row.alias).record IN (SELECT x.record FROM libretto_alias AS x WHERE x.alias IN (\(text)))"
      return SQLCondition("(\(own) OR \(byAlias))", parameters + parameters)
    }
  }

  /// A record on the way whose values do not fit their columns may meet anything.
  private func orIrregular(_ condition: SQLCondition, _ row: Row) -> SQLCondition {
    SQLCondition(
      "(\(condition.text) OR \(row.alias).record IN (SELECT record FROM libretto_irregular))", condition.parameters)
  }

  /// Whether the column, or an element of its list, is among the texts that a SELECT gives.
  func member(_ row: Row, _ column: IndexColumn, of names: SQLCondition) -> SQLCondition {
    let value = row.column(column.name)
    guard column.isList || column.kind == .json else {
      return SQLCondition("\(value) IN (\(names.text))", names.parameters)
    }
    return SQLCondition(
      "EXISTS (SELECT 1 FROM json_each(\(value)) AS j WHERE j.value IN (\(names.text)))", names.parameters)
  }

  private func present(_ path: FieldPath, _ row: Row) -> SQLCondition? {
    switch path.leaf {
    case .field(let keys):
      row.table.column(ofField: keys.joined(separator: ".")).map {
        SQLCondition("\(row.column($0.name)) IS NOT NULL")
      }
    case .logLines, .log: SQLCondition("\(row.alias).record IN (SELECT g.record FROM libretto_log AS g)")
    // There being a record at the end of the links is all that is asked.
    case .records, .id: SQLCondition("TRUE")
    default: nil
    }
  }

  /// Notes that the query's own table is searched by this column.
  mutating func note(_ column: IndexColumn, _ row: Row) {
    if row.alias == "t1" && !column.isList { searched.insert(column.name) }
  }
}

extension SQLCondition {
  /// SELECTs of one column each, as one.
  static func joinedAsUnion(_ selects: [SQLCondition]) -> SQLCondition {
    SQLCondition(selects.map(\.text).joined(separator: " UNION ALL "), selects.flatMap(\.parameters))
  }
}
