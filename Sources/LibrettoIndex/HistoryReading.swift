public import LibrettoModel
import LibrettoQuery

/// Reads history out of its tables.
struct HistoryReading {
  let connection: IndexConnection

  /// All that happened to a record in its present life, and in earlier ones that had ended before that began, the oldest
  /// first. A record that came has a `set` from nothing for each of its fields, after the row by which it came.
  func rows(of record: RecordReference) throws(IndexError) -> [HistoryRow] {
    let found = try fetch(record)
    return Self.ofPresentLife(found, life: { $0.life }, change: { $0.change }, ends: { $0.entry.kind == .removed })
      .flatMap(Self.spread)
  }

  /// A record's coming as what it is and a change of each field.
  private static func spread(_ row: HistoryRow) -> [HistoryRow] {
    guard row.entry.kind == .added, let fields = row.entry.after.flatMap(HistoryValue.read)?.members else {
      return [row]
    }
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

  /// The ids that records of a type had before, each with the present one.
  func formerIDs(ofType type: String) throws(IndexError) -> [(former: String, present: String)] {
    let rows = try connection.prepare(
      "SELECT before ->> '$', id FROM libretto_event WHERE kind = 'moved' AND field = 'id' AND type = ? ORDER BY change"
    )
    rows.bind(1, type)
    var found: [(former: String, present: String)] = []
    while try rows.step() { if let former = rows.text(0), let id = rows.text(1) { found.append((former, id)) } }
    return found
  }

  /// The changes of a field, by record; see `FieldHistory`.
  func transitions(of field: String, ofType type: String) throws(IndexError) -> [RecordReference: [FieldTransition]] {
    // A name with a quote cannot be written in SQLite's paths; no schema of ours has one.
    guard !field.contains("\"") else { return [:] }
    let rows = try connection.prepare(
      """
      SELECT e.id, e.life, e.change, c.moment, e.kind = 'removed', e.before,
        CASE e.kind WHEN 'added' THEN e.after -> ?1 ELSE e.after END
      FROM libretto_event e JOIN libretto_commit c ON c.position = e.position
      WHERE e.type = ?2 AND (e.field = ?3 OR e.field IS NULL AND e.kind IN ('added', 'removed')) ORDER BY e.change
      """)
    rows.bind(1, "$.\"\(field)\"")
    rows.bind(2, type)
    rows.bind(3, field)
    var values: [String: Value] = [:]
    func value(_ text: String?) -> Value? {
      guard let text else { return nil }
      if let known = values[text] { return known }
      let value = HistoryValue.read(text)
      if values.count < 4096 { values[text] = value }
      return value
    }
    var found: [String: [Step]] = [:]
    while try rows.step() {
      guard let id = rows.text(0) else { continue }
      found[id, default: []].append(
        Step(
          life: rows.integer(1), change: rows.integer(2), moment: Instant(secondsSinceEpoch: rows.integer(3)),
          isEnd: rows.integer(4) == 1, before: value(rows.text(5)), after: value(rows.text(6))))
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

extension HistoryReading {
  /// The events of a record, with their commits.
  private func fetch(_ record: RecordReference) throws(IndexError) -> [HistoryRow] {
    let rows = try connection.prepare(
      """
      SELECT c.id, c.moment, c.author_name, c.author_email, c.subject, e.kind, e.field, e.before, e.after, e.change, e.life
      FROM libretto_event e JOIN libretto_commit c ON c.position = e.position WHERE e.type = ? AND e.id = ?
      ORDER BY e.change
      """)
    rows.bind(1, record.type)
    rows.bind(2, record.id)
    var found: [HistoryRow] = []
    while try rows.step() {
      guard let commit = rows.text(0), let kind = rows.text(5).flatMap({ HistoryEntry.Kind(rawValue: $0) }) else {
        continue
      }
      found.append(
        HistoryRow(
          commit: commit, moment: Instant(secondsSinceEpoch: rows.integer(1)), authorName: rows.text(2) ?? "",
          authorEmail: rows.text(3) ?? "", subject: rows.text(4) ?? "",
          entry: HistoryEntry(
            kind, type: record.type, id: record.id, field: rows.text(6), before: rows.text(7), after: rows.text(8)),
          change: rows.integer(9), life: rows.integer(10)))
    }
    return found
  }
}

extension HistoryRow {
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
