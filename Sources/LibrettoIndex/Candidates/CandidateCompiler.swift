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
  /// The records at the end of links, as common table expressions: each is worked out once, however often it is named.
  private(set) var definitions: [SQLCondition] = []
  private var count = 0
  /// How many links are followed at the moment.
  var depth = 0

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
  mutating func superset(_ node: Condition.Node, _ row: Row) -> SQLCondition? { compile(node, row, isExact: false) }

  /// With `isExact` what only records meet that meet the condition, those without irregular values; else what all meet.
  /// Nil where nothing is known.
  mutating func compile(_ node: Condition.Node, _ row: Row, isExact: Bool) -> SQLCondition? {
    switch node {
    case .all(let nodes): return joined(nodes, by: "AND", row, isExact, needsAll: isExact)
    case .any(let nodes): return joined(nodes, by: "OR", row, isExact, needsAll: !isExact)
    case .not(let inner):
      return compile(inner, row, isExact: !isExact).map { SQLCondition("(\($0.text)) IS NOT TRUE", $0.parameters) }
    case .present(let path):
      return walk(path.hops[...], row, isExact) { $0.present(path, $1, isExact) }
    case .matches(let path, let tests):
      if case .count(.records) = path.leaf { return count(path, tests, row, isExact) }
      return walk(path.hops[...], row, isExact) { $0.matches(path, tests, $1, isExact) }
    case .linked(let path, let inner):
      return walk(path.hops[...], row, isExact) { $0.compile(inner, $1, isExact: isExact) }
    case .logLine(let path, let inner):
      return isExact ? nil : walk(path.hops[...], row, false) { $0.logLine(inner, $1) }
    case .contains(let path, let needles):
      return isExact ? nil : contains(path, needles, row)
    }
  }

  private mutating func joined(
    _ nodes: [Condition.Node], by word: String, _ row: Row, _ isExact: Bool, needsAll: Bool
  ) -> SQLCondition? {
    var parts: [SQLCondition] = []
    for node in nodes {
      if let part = compile(node, row, isExact: isExact) { parts.append(part) } else if needsAll { return nil }
    }
    return parts.isEmpty ? nil : .joined(parts, by: word)
  }

  /// Names the rows of a SELECT.
  mutating func define(_ columns: String, _ select: SQLCondition) -> String {
    let name = "s\(definitions.count + 1)"
    definitions.append(SQLCondition("\(name)(\(columns)) AS MATERIALIZED (\(select.text))", select.parameters))
    return name
  }

  private func present(_ path: FieldPath, _ row: Row, _ isExact: Bool) -> SQLCondition? {
    switch path.leaf {
    case .field(let keys):
      guard let column = row.table.column(ofField: keys.joined(separator: ".")) else { return nil }
      // A list may be one of nothing but empty texts, and a value of any kind too.
      if isExact, column.isList || column.kind == .json || column.kind == .any { return nil }
      return SQLCondition("\(row.column(column.name)) IS NOT NULL")
    case .period(.field(let keys), _) where !isExact, .member(.field(let keys), _) where !isExact:
      return row.table.column(ofField: keys.joined(separator: ".")).map {
        SQLCondition("\(row.column($0.name)) IS NOT NULL")
      }
    case .log where isExact: return nil
    case .logLines, .log: return SQLCondition("\(row.alias).record IN (SELECT g.record FROM libretto_log AS g)")
    case .aliases: return SQLCondition("\(row.alias).record IN (SELECT x.record FROM libretto_alias AS x)")
    // There being a record at the end of the links is all that is asked.
    case .records, .id, .type, .path: return SQLCondition("TRUE")
    default: return nil
    }
  }

  /// Whether a text of the record, or its name, may contain one of the folded texts.
  private mutating func contains(_ path: FieldPath, _ needles: [String], _ row: Row) -> SQLCondition? {
    switch path.leaf {
    case .text:
      guard let expression = TextIndex.expression(needles) else { return nil }
      wantsText = true
      guard hasText else { return nil }
      return walk(path.hops[...], row, false) { _, row in
        SQLCondition(
          """
          \(row.alias).record IN (SELECT x.record FROM libretto_text JOIN libretto_text_row AS x
          ON x.document = libretto_text.rowid WHERE libretto_text MATCH ?)
          """, texts: [expression])
      }
    case .path, .id:
      return walk(path.hops[...], row, false) { _, row in
        let name = "\(row.alias).\(path.leaf == .id ? "id" : "path")"
        // Of names beyond ASCII nothing is known here.
        return .joined(
          [SQLCondition("\(name) GLOB ?", texts: ["*[^\u{1}-~]*"])]
            + needles.map { SQLCondition("instr(lower(\(name)), ?) > 0", texts: [$0]) }, by: "OR")
      }
    default: return walk(path.hops[...], row, false) { _, _ in nil }
    }
  }

  /// Notes that the query's own table is searched by this column.
  mutating func note(_ column: IndexColumn, _ row: Row) {
    if row.alias == "t1" && !column.isList { searched.insert(column.name) }
  }
}
