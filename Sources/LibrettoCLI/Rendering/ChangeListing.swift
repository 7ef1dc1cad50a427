import LibrettoWorkspace

/// A change set as people read it: `leads/jane-doe  stage mql → sal, owner – → tom`.
struct ChangeListing {
  /// How to colour.
  let style: ANSIStyle
  /// The columns of the terminal; nil where there is none.
  let width: Int?

  /// A line a record, with the names aligned; what does not fit goes on under its own beginning.
  func text(_ changes: ChangeSet, limit: Int = .max) -> String {
    let all =
      changes.files.map { (name: $0.path, parts: [Self.word($0)]) }
      + changes.records.map { (name: $0.displayName, parts: parts($0)) }
    let rows = all.prefix(limit)
    let column = min(rows.map { displayWidth($0.name) }.max() ?? 0, 40) + 2
    var text = ""
    for row in rows {
      let name = visible(row.name)
      let padding = String(repeating: " ", count: max(2, column - displayWidth(name)))
      var line = ""
      var lines: [String] = []
      for (index, part) in row.parts.enumerated() {
        let piece = part + (index + 1 < row.parts.count ? "," : "")
        if !line.isEmpty, let width, column + displayWidth(line) + displayWidth(piece) + 1 > width {
          lines.append(line)
          line = piece
        } else {
          line += (line.isEmpty ? "" : " ") + piece
        }
      }
      lines.append(line)
      text +=
        style(name, .bold) + padding + lines.joined(separator: "\n" + String(repeating: " ", count: column)) + "\n"
    }
    return text
  }

  private static func word(_ change: ChangeSet.FileChange) -> String {
    if change.isInConflict { return "in conflict: libretto conflicts" }
    if let problem = change.problem { return "cannot be read: \(visible(problem))" }
    return switch change.kind {
    case .added: "new"
    case .removed: "removed"
    case .modified: "changed"
    case .moved: "moved"
    }
  }

  private func parts(_ change: RecordChange) -> [String] {
    switch change.kind {
    case .added: return ["new: \(visible(change.new?.title ?? ""))"]
    case .removed: return ["removed"]
    case .moved, .modified: break
    }
    var parts: [String] = []
    if change.kind == .moved, let old = change.old {
      parts.append(old.id == change.reference.id ? "moved from \(visible(old.path))" : "renamed from \(old.id)")
    }
    parts += change.fields.map(field)
    parts += log(change)
    if change.changesBody { parts.append("text changed") }
    if parts.isEmpty { parts.append("layout changed") }
    return parts
  }

  /// New and removed lines of the log; one that only reads differently, of the same moment and kind, is told once.
  private func log(_ change: RecordChange) -> [String] {
    func moment(_ line: String) -> String {
      let words = line.split(separator: " ")
      let end = words.firstIndex { $0.hasSuffix(":") || $0.hasPrefix("@") } ?? words.endIndex
      return words[..<end].joined(separator: " ")
    }
    var removed = change.removedLog
    var parts: [String] = []
    for line in change.addedLog {
      if let index = removed.firstIndex(where: { moment($0) == moment(line) }) {
        removed.remove(at: index)
        parts.append("log \(visible(moment(line))) reworded")
      } else {
        parts.append("log + \(visible(line))")
      }
    }
    return parts + removed.map { "log - \(visible($0))" }
  }

  private func field(_ change: FieldChange) -> String {
    if let (added, removed) = change.listDifference, change.before?.elements != nil || change.after?.elements != nil {
      let marks = added.map { "+" + Self.text($0) } + removed.map { "-" + Self.text($0) }
      return "\(visible(change.field)) \(marks.joined(separator: " "))"
    }
    return "\(visible(change.field)) \(Self.text(change.before)) → \(Self.text(change.after))"
  }

  private static func text(_ value: Value?) -> String {
    guard let value, !value.isEmpty else { return "–" }
    if let text = value.text { return visible(text) }
    return visible(value.text())
  }
}
