import GRDB
public import LibrettoModel
import LibrettoQuery

extension HistoryTable {
  /// All that happened to a record in its present life, and in earlier ones that had ended before that began, the oldest
  /// first. A record that came has a `set` from nothing for each of its fields, after the row by which it came.
  func rows(of record: RecordReference) throws -> [HistoryRow] {
    let found = try HistoryRow.fetch(
      database, "e.type = ? AND e.id = ? ORDER BY e.change", [record.type, record.id])
    return Self.ofPresentLife(found, life: { $0.life }, change: { $0.change }, ends: { $0.entry.kind == .removed })
      .flatMap(Self.spread)
  }

  /// A record's coming as what it is and a change of each field.
  private static func spread(_ row: HistoryRow) -> [HistoryRow] {
    guard row.entry.kind == .added, let fields = row.entry.after.flatMap(HistoryValue.read)?.members else { return [row] }
    var came = row.entry
    came.after = nil
    let set = fields.map { field in
      HistoryEntry(
        .set, type: came.type, id: came.id, field: field.key, before: nil, after: field.value.text())
    }
    return ([came] + set).map { row.replacing($0) }
  }

  /// Leaves out the lives that another record had under this name while the present one lived under an earlier name.
  static func ofPresentLife<Row>(
    _ rows: [Row], life: (Row) -> Int, change: (Row) -> Int, ends: (Row) -> Bool
  ) -> [Row] {
    guard let first = rows.first, rows.contains(where: { life($0) != life(first) }) else { return rows }
    let ended = Set(rows.filter(ends).map(life))
    guard let present = rows.last(where: { !ended.contains(life($0)) }).map(life) else { return rows }
    var last: [Int: Int] = [:]
    for row in rows { last[life(row)] = max(last[life(row)] ?? 0, change(row)) }
    return rows.filter { life($0) == present || (last[life($0)] ?? 0) < present }
  }

  /// The changes of a field, by record; see `FieldHistory`.
  func transitions(of field: String, ofType type: String) throws -> [RecordReference: [FieldTransition]] {
    // A name with a quote cannot be written in SQLite's paths; no schema of ours has one.
    guard !field.contains("\"") else { return [:] }
    let sql = """
      SELECT e.id, e.life, e.change, c.moment, e.kind, e.before, CASE e.kind WHEN 'added' THEN e.after -> ? ELSE e.after END
      FROM libretto_event e JOIN libretto_commit c ON c.position = e.position
      WHERE e.type = ? AND (e.field = ? OR e.field IS NULL AND e.kind IN ('added', 'removed')) ORDER BY e.change
      """
    let rows = try Row.fetchCursor(database, sql: sql, arguments: ["$.\"\(field)\"", type, field])
    var values: [String: Value] = [:]
    func value(_ text: String?) -> Value? {
      guard let text else { return nil }
      if let known = values[text] { return known }
      let value = HistoryValue.read(text)
      if values.count < 4096 { values[text] = value }
      return value
    }
    var found: [String: [Step]] = [:]
    while let row = try rows.next() {
      let id: String = row[0]
      found[id, default: []].append(
        Step(
          life: row[1], change: row[2], moment: Instant(secondsSinceEpoch: row[3]), isEnd: row[4] == "removed",
          before: value(row[5]), after: value(row[6])))
    }
    var transitions: [RecordReference: [FieldTransition]] = [:]
    transitions.reserveCapacity(found.count)
    for (id, steps) in found {
      let own = Self.ofPresentLife(steps, life: \.life, change: \.change, ends: \.isEnd)
      transitions[RecordReference(type: type, id: id)] = own.compactMap { step in
        step.isEnd || step.before == nil && step.after == nil
          ? nil : FieldTransition(at: step.moment, before: step.before, after: step.after)
      }
    }
    return transitions
  }

  private struct Step {
    let life: Int
    let change: Int
    let moment: Instant
    let isEnd: Bool
    let before: Value?
    let after: Value?
  }
}

extension HistoryRow {
  /// The rows of events that meet a condition in SQL, with their commits.
  static func fetch(_ database: Database, _ condition: String, _ arguments: StatementArguments) throws -> [HistoryRow] {
    let sql = """
      SELECT c.id, c.moment, c.author_name, c.author_email, c.subject, e.type, e.id, e.kind, e.field, e.before, e.after,
        e.change, e.life
      FROM libretto_event e JOIN libretto_commit c ON c.position = e.position WHERE \(condition)
      """
    return try Row.fetchAll(database, sql: sql, arguments: arguments).compactMap { row in
      guard let kind = HistoryEntry.Kind(rawValue: row[7]) else { return nil }
      return HistoryRow(
        commit: row[0], moment: Instant(secondsSinceEpoch: row[1]), authorName: row[2], authorEmail: row[3],
        subject: row[4],
        entry: HistoryEntry(kind, type: row[5], id: row[6], field: row[8], before: row[9], after: row[10]),
        change: row[11], life: row[12])
    }
  }

  func replacing(_ entry: HistoryEntry) -> HistoryRow {
    HistoryRow(
      commit: commit, moment: moment, authorName: authorName, authorEmail: authorEmail, subject: subject, entry: entry,
      change: change, life: life)
  }
}

extension HistoryEntry {
  /// What was there, read; nil where nothing was.
  public var valueBefore: Value? { before.flatMap(HistoryValue.read) }
  /// What is there now, read; nil where nothing is.
  public var valueAfter: Value? { after.flatMap(HistoryValue.read) }
}
