extension IndexConnection {
  /// What SQLite finds wrong with the file, a line each.
  public func integrityProblems() throws(IndexError) -> [String] {
    var problems: [String] = []
    let statement = try prepare("PRAGMA integrity_check(20)")
    while try statement.step() { if let text = statement.text(0), text != "ok" { problems.append(text) } }
    return problems
  }

  /// What the rows of records here and in the index at `path` have not in common, a line each, at most some of each table.
  /// The numbers of records do not count.
  public func differences(from path: String, layout: IndexLayout) throws(IndexError) -> [String] {
    let attach = try prepare("ATTACH ?1 AS fresh")
    attach.bind(1, path)
    try attach.run()
    defer { try? execute("DETACH fresh") }
    var differences: [String] = []
    for table in layout.tables {
      differences += try compare(quoted(table.name), table.columnNames.dropFirst().map { "t.\(quoted($0))" })
    }
    for (table, columns) in [
      ("record", ["path", "type", "id", "title"]), ("alias", ["type", "alias"]),
      ("link_text", ["source_type", "source", "field", "types", "target"]),
      ("log", ["type", "id", "line", "at", "kind", "by", "text"]),
    ] {
      differences += try compare("libretto_\(table)", columns.map { "t.\($0)" })
    }
    return differences
  }

  /// Compares the rows of one table as multisets.
  private func compare(_ table: String, _ columns: [String]) throws(IndexError) -> [String] {
    let groups = (1...columns.count + 1).map(String.init).joined(separator: ", ")
    func rows(_ schema: String) -> String {
      """
      SELECT r.path AS file, \(columns.joined(separator: ", ")), count(*) FROM \(schema).\(table) AS t
      LEFT JOIN \(schema).libretto_record AS r ON r.record = t.record GROUP BY \(groups)
      """
    }
    var found: [String] = []
    for (here, there, what) in [("main", "fresh", "is not in the files"), ("fresh", "main", "is missing")] {
      let statement = try prepare(
        "SELECT file FROM (SELECT * FROM (\(rows(here))) EXCEPT SELECT * FROM (\(rows(there)))) LIMIT 10")
      while try statement.step() {
        found.append("\(table): a row of \(statement.text(0) ?? "no record") \(what)")
      }
    }
    return found
  }
}
