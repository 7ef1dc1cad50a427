import GRDB

extension HistoryTable {
  /// How far history has been read; nil where it has not been.
  func state() throws -> HistoryState? {
    func text(_ key: String) throws -> String? {
      try String.fetchOne(database, sql: "SELECT value FROM libretto_meta WHERE key = ?", arguments: ["history.\(key)"])
    }
    guard let key = try text("key"), let linear = try text("linear").flatMap({ Int($0) }),
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM libretto_commit"),
      let last = try String.fetchOne(database, sql: "SELECT id FROM libretto_commit ORDER BY position DESC LIMIT 1")
    else { return nil }
    var missing: (first: String, count: Int)?
    if let first = try text("missing.first"), let count = try text("missing.count").flatMap({ Int($0) }) {
      missing = (first, count)
    }
    return HistoryState(
      key: key, linear: linear, count: count, last: last, missing: missing, isShallow: try text("shallow") == "true")
  }

  /// Keeps what `state` says, but for what the tables themselves tell.
  func keep(_ state: HistoryState) throws {
    let row = try database.cachedStatement(sql: "INSERT OR REPLACE INTO libretto_meta VALUES (?, ?)")
    var values = ["key": state.key, "linear": "\(state.linear)", "shallow": "\(state.isShallow)"]
    if let missing = state.missing {
      values["missing.first"] = missing.first
      values["missing.count"] = "\(missing.count)"
    }
    for (key, value) in values.sorted(by: { $0.key < $1.key }) {
      try row.execute(arguments: ["history.\(key)", value])
    }
    if state.missing == nil {
      try database.execute(sql: "DELETE FROM libretto_meta WHERE key LIKE 'history.missing.%'")
    }
  }
}
