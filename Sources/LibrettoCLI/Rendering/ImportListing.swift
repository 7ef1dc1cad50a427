import LibrettoWorkspace

/// What an import did, or would do, for people: counts, the first rows of each kind, and the reasons of refusals, those
/// that many rows share told once.
struct ImportListing {
  private let report: ImportReport
  private let isDryRun: Bool
  private let limit: Int
  private let name: String

  /// Lists what became of the rows of the file `name`; all of them, or the first ten of each kind.
  init(_ report: ImportReport, isDryRun: Bool, listsAll: Bool, name: String) {
    self.report = report
    self.isDryRun = isDryRun
    self.name = name
    limit = listsAll ? .max : 10
  }

  /// The listing, with a line end after each line.
  var text: String {
    var lines: [String] = []
    let verb = isDryRun ? "would be " : ""
    func section(_ what: String, _ rows: [ImportedRow], lists: Bool, _ line: (ImportedRow) -> String) {
      guard !rows.isEmpty else { return }
      lines.append("\(counted(rows.count)) \(verb)\(what)")
      guard lists else { return }
      lines += rows.prefix(limit).map { "  row \($0.number): \(line($0))" }
      if rows.count > limit { lines.append("  … and \(grouped(rows.count - limit)) more (--verbose lists all)") }
    }
    let lists = isDryRun || limit == .max
    section("created", report.created, lists: lists) { $0.path ?? "" }
    section("changed", report.changed, lists: true) { row in
      guard case .changed(let fields) = row.outcome else { return "" }
      return "\(row.record?.id ?? "")  " + fields.map(change).joined(separator: ", ")
    }
    section(report.unchanged.count == 1 ? "left as it is" : "left as they are", report.unchanged, lists: false) {
      $0.path ?? ""
    }
    if !report.kept.isEmpty {
      lines.append("\(counted(report.kept.count)) \(verb)imported with values in error, for libretto validate to find")
      lines += reasons(of: report.kept)
    }
    section("refused", report.refused, lists: false) { _ in "" }
    lines += reasons(of: report.refused)
    if report.rows.isEmpty { lines.append("\(visible(name)) has no rows") }
    if !report.ignoredColumns.isEmpty {
      lines.append(
        "note: columns that go nowhere: \(report.ignoredColumns.map { visible($0) }.joined(separator: ", "))")
    }
    lines += report.notes.map { "note: \($0)" }
    if isDryRun { lines.append("Nothing was written: this was a dry run.") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Why these rows are in error.
  private func reasons(of rows: [ImportedRow]) -> [String] {
    let reasons = report.reasons(of: rows)
    var lines = reasons.prefix(limit == .max ? .max : 20).map { reason, rows in
      "  \(places(rows)): \(visible(reason.message))" + (reason.help.map { " – \($0)" } ?? "")
    }
    if limit != .max, reasons.count > 20 {
      lines.append("  … and \(grouped(reasons.count - 20)) more reasons (--verbose lists all)")
    }
    return lines
  }

  private func counted(_ count: Int) -> String {
    "\(grouped(count)) \(count == 1 ? report.type.name : report.type.plural)"
  }

  /// `row 3`, or `1,147 rows (2, 7, 9, …)`.
  private func places(_ rows: [Int]) -> String {
    guard rows.count > 1 else { return "row \(rows.first ?? 0)" }
    let shown = limit == .max ? rows : Array(rows.prefix(3))
    let more = rows.count > shown.count ? ", …" : ""
    return "\(grouped(rows.count)) rows (\(shown.map { String($0) }.joined(separator: ", "))\(more))"
  }

  private func change(_ change: FieldChange) -> String {
    func shown(_ value: Value?) -> String { value.map { visible($0.text ?? $0.text()) } ?? "–" }
    return "\(change.field) \(shown(change.before)) → \(shown(change.after))"
  }
}

/// A whole number with commas between the thousands.
private func grouped(_ number: Int) -> String {
  var text = String(number)
  var index = text.endIndex
  while text.distance(from: text.startIndex, to: index) > 3 {
    index = text.index(index, offsetBy: -3)
    text.insert(",", at: index)
  }
  return text
}
