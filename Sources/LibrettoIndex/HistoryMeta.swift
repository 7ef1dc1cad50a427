/// How far history has been read, as `libretto_meta` keeps it.
struct HistoryMeta {
  let connection: IndexConnection

  /// How far history has been read; nil where it has not been.
  func state() throws(IndexError) -> HistoryState? {
    var values: [String: String] = [:]
    let rows = try connection.prepare("SELECT key, value FROM libretto_meta WHERE key LIKE 'history.%'")
    while try rows.step() { if let key = rows.text(0) { values[String(key.dropFirst(8))] = rows.text(1) } }
    guard let key = values["key"], let linear = values["linear"].flatMap({ Int($0) }),
      let count = try connection.integer("SELECT max(position) + 1 FROM libretto_commit"),
      let last = try connection.text("SELECT id FROM libretto_commit ORDER BY position DESC LIMIT 1")
    else { return nil }
    var missing: (first: String, count: Int)?
    if let first = values["missing.first"], let count = values["missing.count"].flatMap({ Int($0) }) {
      missing = (first, count)
    }
    return HistoryState(
      key: key, linear: linear, count: count, last: last, missing: missing, isShallow: values["shallow"] == "true")
  }

  /// Keeps what `state` says, but for what the tables themselves tell.
  func keep(_ state: HistoryState) throws(IndexError) {
    let row = try connection.prepare("INSERT OR REPLACE INTO libretto_meta VALUES (?, ?)")
    var values = [("key", state.key), ("linear", "\(state.linear)"), ("shallow", "\(state.isShallow)")]
    if let missing = state.missing {
      values += [("missing.first", missing.first), ("missing.count", "\(missing.count)")]
    } else {
      try connection.execute("DELETE FROM libretto_meta WHERE key LIKE 'history.missing.%'")
    }
    for (key, value) in values {
      row.bind(1, "history.\(key)")
      row.bind(2, value)
      try row.run()
    }
  }
}
