public import LibrettoModel
public import LibrettoQuery

/// Reads facts for figures out of the index: fields from the columns of the types' tables, activities from `libretto_log`.
public struct FactReading {
  /// The facts of a record, or where they must be read from.
  public enum Row {
    /// What the columns tell.
    case facts(RecordFacts)
    /// The columns do not tell all of it: values that do not fit the schema, or that SQLite cannot hold exactly. The path of
    /// the record's file.
    case file(String)
  }

  private let connection: IndexConnection
  private let layout: IndexLayout

  /// Reads from a connection whose tables are laid out so.
  public init(_ connection: IndexConnection, layout: IndexLayout) {
    (self.connection, self.layout) = (connection, layout)
  }

  /// Some fields of all records of a type, in the order of their paths.
  ///
  /// - Parameter fields: fields named with points (`next.due`)
  public func facts(ofType type: String, fields: [String]) throws(IndexError) -> [Row] {
    guard let table = layout.table(ofType: type) else { return [] }
    var columns = ["t.id", "t.path", "t.\(quoted(table.titleColumn))", "i.record IS NOT NULL"]
    let sources = fields.map { FieldSource($0, in: table, asking: &columns) }
    let statement = try connection.prepare(
      "SELECT \(columns.joined(separator: ", ")) FROM \(quoted(table.name)) AS t "
        + "LEFT JOIN libretto_irregular AS i ON i.record = t.record ORDER BY t.path")
    var rows: [Row] = []
    while try statement.step() {
      guard let id = statement.text(0), let path = statement.text(1) else { continue }
      guard statement.integer(3) == 0 else {
        rows.append(.file(path))
        continue
      }
      var values: [String: Value] = [:]
      var isWhole = true
      for (field, source) in zip(fields, sources) {
        switch source.read(statement) {
        case .value(let value): values[field] = value
        case .none: break
        case .unclear: isWhole = false
        }
      }
      let reference = RecordReference(type: type, id: id)
      rows.append(
        isWhole
          ? .facts(RecordFacts(reference: reference, title: statement.text(2) ?? id, path: path, values: values))
          : .file(path))
    }
    return rows
  }

  /// The activities of the type's records, each record's in the order of time; lines of one moment in the order of the file.
  ///
  /// - Parameter kinds: only those of these kinds; nil for all
  public func activities(
    ofType type: String, kinds: [String]?, zone: TimeZone
  ) throws(IndexError) -> [RecordReference: [Activity]] {
    let wanted = kinds.map { "AND kind IN (\($0.map { _ in "?" }.joined(separator: ", ")))" } ?? ""
    let statement = try connection.prepare(
      "SELECT record, id, at, kind, by, text FROM libretto_log WHERE type = ? \(wanted) ORDER BY record, line")
    statement.bind(1, type)
    for (index, kind) in (kinds ?? []).enumerated() { statement.bind(index + 2, kind) }
    var found: [RecordReference: (record: Int, activities: [Activity])] = [:]
    var (record, id, own): (Int, String, [Activity]) = (0, "", [])
    func finish() throws(IndexError) {
      guard !own.isEmpty else { return }
      let reference = RecordReference(type: type, id: id)
      // Of two records with one id the later by path counts, as among those in memory.
      if let other = found[reference], try isLater(other.record, than: record) { return }
      found[reference] = (record, Self.inOrder(own))
    }
    while try statement.step() {
      if statement.integer(0) != record {
        try finish()
        (record, id, own) = (statement.integer(0), statement.text(1) ?? "", [])
      }
      let activity = Activity(
        moment: statement.text(2) ?? "", kind: statement.text(3) ?? "", member: statement.text(4),
        text: statement.text(5) ?? "", zone: zone)
      if let activity { own.append(activity) }
    }
    try finish()
    return found.mapValues(\.activities)
  }

  private func isLater(_ record: Int, than other: Int) throws(IndexError) -> Bool {
    try connection.integer(
      "SELECT (SELECT path FROM libretto_record WHERE record = \(record)) > "
        + "(SELECT path FROM libretto_record WHERE record = \(other))") == 1
  }

  private static func inOrder(_ activities: [Activity]) -> [Activity] {
    guard zip(activities, activities.dropFirst()).contains(where: { $1.at < $0.at }) else { return activities }
    return activities.indices.sorted { (activities[$0].at, $0) < (activities[$1].at, $1) }.map { activities[$0] }
  }
}

extension FactReading {
  /// The records of the condition's type, parted by what their columns tell of it.
  public func sift(_ condition: Condition, context: QueryContext) throws(IndexError) -> SiftedRecords {
    try connection.sift(condition, layout: layout, context: context)
  }
}
