import LibrettoWorkspace

/// A comparison as people read it in a terminal: a heading for each record, below it a line for each field.
struct ComparisonText {
  let style: ANSIStyle
  /// The columns of the terminal; nil where there is none.
  let width: Int?

  func text(_ comparison: BookComparison) -> String {
    var blocks = comparison.changes.files.map(block)
    blocks += comparison.comparedRecords.map(block)
    // Blocks of one line each need no blank ones between.
    var text = ""
    for (index, block) in blocks.enumerated() {
      if index > 0, block.contains("\n") || blocks[index - 1].contains("\n") { text += "\n" }
      text += block + "\n"
    }
    return text
  }

  private func block(_ file: ChangeSet.FileChange) -> String {
    let name = style(visible(file.path), .bold)
    return file.problem.map { "\(name)  cannot be read: \(visible($0))" } ?? "\(name)  \(file.word)"
  }

  private func block(_ record: ComparedRecord) -> String {
    var head = style(visible(record.name), .bold)
    if !record.title.isEmpty { head += "  \(visible(record.title))" }
    if record.kind != .modified { head += "  (\(record.word)\(record.origin.map { " from \(visible($0))" } ?? ""))" }
    if record.isLayoutOnly { head += "  (layout only)" }
    var lines: [(name: String, text: String)] = record.rows.map { (visible($0.field), Self.text($0)) }
    for change in record.log {
      switch change {
      case .added(let text): lines.append(("log", "+ \(visible(text))"))
      case .removed(let text): lines.append(("log", "- \(visible(text))"))
      case .edited(let old, let new):
        lines.append(("log", "- \(visible(old))"))
        lines.append(("", "+ \(visible(new))"))
      }
    }
    for line in record.body { lines.append(("text", Self.mark(line) + visible(line.text))) }
    let column = min(lines.map { displayWidth($0.name) }.max() ?? 0, 24) + 4
    var last = ""
    for (name, text) in lines {
      let shown = name == last ? "" : name
      if !name.isEmpty { last = name }
      let rows = width.map { wrapped(text, toWidth: max(20, $0 - column)) } ?? [text]
      let lead = "  \(shown)" + String(repeating: " ", count: max(2, column - 2 - displayWidth(shown)))
      let indent = String(repeating: " ", count: column + (text.hasPrefix("+ ") || text.hasPrefix("- ") ? 2 : 0))
      head += "\n" + lead + rows.joined(separator: "\n" + indent)
    }
    return head
  }

  private static func mark(_ line: LineChange) -> String {
    switch line.kind {
    case .same: "  "
    case .added: "+ "
    case .removed: "- "
    case .gap: "…"
    }
  }

  private static func text(_ row: ComparedRecord.Row) -> String {
    if let (added, removed) = row.difference {
      return (added.map { "+" + visible($0) } + removed.map { "-" + visible($0) }).joined(separator: " ")
    }
    func shown(_ texts: [String]) -> String { texts.isEmpty ? "–" : texts.map { visible($0) }.joined(separator: ", ") }
    return row.before.isEmpty ? shown(row.after) : "\(shown(row.before)) → \(shown(row.after))"
  }
}
