import LibrettoModel

/// Puts what SQLite says of a faulty statement in our words, with the place and the nearest name.
struct SQLErrorReading {
  let tables: SQLTables
  let source: SQLText
  /// The tables that the statement is known to read, in small letters.
  let used: Set<String>

  /// The error for SQLite's message, which came with a place or without one.
  func error(_ told: String, at place: Int?) -> SQLError {
    let token = place.map { source.token(at: $0) }
    if let name = told.after("no such table: ") {
      return unknown("table", name, at: source.first(bare(name)) ?? token, among: tables.names)
    }
    if let name = told.after("no such column: ") {
      let known = tables.columns(of: used.union(source.names))
      let error = unknown("column", name, at: token ?? source.first(bare(name)), among: known)
      // Text in double quotes is the usual mistake.
      guard let range = token, range.lowerBound < source.bytes.count, source.bytes[range.lowerBound] == 0x22 else {
        return error
      }
      return SQLError(
        .statement, error.message, help: "text is written in single quotes: \(SQLText.quoted(name))", range: range)
    }
    if let name = told.after("no such function: ") {
      return unknown("function", name, at: token ?? source.first(name), among: SQLFunctions.allowed.sorted())
    }
    if let rest = told.after("near "), rest.hasSuffix(": syntax error") {
      return SQLError(
        .statement, "syntax error near \(rest.dropLast(": syntax error".count))",
        help: "the language: sqlite.org/lang.html",
        range: token)
    }
    if told == "incomplete input" {
      let end = source.bytes.count
      return SQLError(.statement, "the statement ends too early", range: end..<end)
    }
    return SQLError(.statement, told, range: token)
  }

  private func unknown(_ what: String, _ name: String, at range: Range<Int>?, among known: [String]) -> SQLError {
    let near = nearest(to: bare(name), among: known).map { "did you mean \($0)?" }
    let listed = what == "function" ? "docs/sql.md lists the functions" : "tables and columns: libretto sql --tables"
    return SQLError(.statement, "unknown \(what) \"\(name)\"", help: near ?? listed, range: range)
  }

  /// The last part of a name with dots.
  private func bare(_ name: String) -> String { name.split(separator: ".").last.map(String.init) ?? name }
}

extension String {
  /// What follows a beginning; nil where the text does not begin so.
  fileprivate func after(_ beginning: String) -> String? {
    hasPrefix(beginning) ? String(dropFirst(beginning.count)) : nil
  }
}
