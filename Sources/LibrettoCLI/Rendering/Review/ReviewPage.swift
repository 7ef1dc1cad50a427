import LibrettoWorkspace

/// A review as Markdown: a pull request's comment that is kept up to date, or a job's summary.
struct ReviewPage {
  /// The first line of a comment, by which a program finds it again. It never changes.
  static let marker = "<!-- libretto:review -->"

  let outcome: ReviewOutcome
  let renderer: DiagnosticRenderer
  /// The most findings and the most rows of fields that are shown; a comment has at most 65,536 characters.
  var limits = (findings: 40, rows: 100)

  /// The comment.
  var comment: String { Self.marker + "\n" + text }

  /// What was found, and what changed, field by field.
  var text: String {
    var text = renderer.githubSummary(outcome.findings, limit: limits.findings, sorted: false)
    let count = outcome.commitCount == 1 ? "1 commit" : "\(outcome.commitCount) commits"
    text += "\n\(count) judged by the rules of \(markdownText(outcome.baseName)) (\(outcome.base.abbreviated)).\n"
    for note in outcome.notes { text += "\nNote: \(markdownText(note)).\n" }
    let rows = rows
    guard !rows.isEmpty else { return text }
    let changed = outcome.changes.records.count + outcome.changes.files.count
    text += "\n<details><summary>What changes: \(changed) \(changed == 1 ? "file" : "files")</summary>\n\n"
    text += "| Record | Field | Before | After |\n| --- | --- | --- | --- |\n"
    for row in rows.prefix(limits.rows) { text += "| \(row.joined(separator: " | ")) |\n" }
    if rows.count > limits.rows { text += "\n… and \(rows.count - limits.rows) more.\n" }
    return text + "\n</details>\n"
  }

  private var rows: [[String]] {
    var rows = outcome.changes.files.map { [markdownText($0.path), "", "", Self.word($0.kind)] }
    for change in outcome.changes.records {
      let name = markdownText(change.displayName)
      let count = rows.count
      switch change.kind {
      case .added: rows.append([name, "", "", "new"])
      case .removed:
        rows.append([name, "", "", "removed"])
        continue
      case .moved: rows.append([name, "", markdownText(change.old?.path ?? ""), markdownText(change.new?.path ?? "")])
      case .modified: break
      }
      let personal = outcome.personalFields[change.reference.type] ?? []
      for field in change.fields {
        let isPersonal = personal.contains(String(field.field.prefix { $0 != "." }))
        rows.append([
          name, markdownText(field.field), Self.text(field.before, isPersonal), Self.text(field.after, isPersonal),
        ])
      }
      if !change.addedLog.isEmpty { rows.append([name, "log", "", "+\(change.addedLog.count)"]) }
      if !change.removedLog.isEmpty { rows.append([name, "log", "-\(change.removedLog.count)", ""]) }
      if change.changesBody || rows.count == count { rows.append([name, "text", "", "changed"]) }
    }
    return rows
  }

  private static func word(_ kind: RecordChange.Kind) -> String {
    switch kind {
    case .added: "new"
    case .removed: "removed"
    case .modified, .moved: "changed"
    }
  }

  private static func text(_ value: Value?, _ isPersonal: Bool) -> String {
    guard let value, !value.isEmpty else { return "–" }
    if isPersonal { return "(personal)" }
    let text = value.text ?? value.text()
    return markdownText(text.count > 80 ? text.prefix(79) + "…" : text)
  }
}
