import LibrettoWorkspace

/// A comparison as the comment of a pull request. Hosting services take 65,536 characters: what does not fit is left
/// out, and said so.
struct ComparisonMarkdown {
  /// The most bytes of a comment, and so the most characters.
  static let limit = 65_536
  /// What is kept for the last lines.
  private static let reserve = 400
  private static let rowLimit = 60
  private static let lineLimit = 40

  private let comparison: BookComparison

  init(_ comparison: BookComparison) { self.comparison = comparison }

  /// The command that shows the same in a terminal.
  private var command: String {
    guard let old = comparison.old.commit?.abbreviated else { return "libretto diff" }
    return "libretto diff \(old)" + (comparison.new.commit.map { "..\($0.abbreviated)" } ?? "")
  }

  var text: String {
    guard !comparison.changes.isEmpty else { return "No record differs.\n" }
    var text = "**Records:** \(comparison.countText)\n"
    var left = 0
    for block in comparison.changes.files.map(Self.block) + comparison.comparedRecords.map(Self.block) {
      if left > 0 || text.utf8.count + block.utf8.count + Self.reserve > Self.limit {
        left += 1
      } else {
        text += "\n" + block
      }
    }
    if left > 0 {
      text +=
        "\n**\(left) more \(left == 1 ? "is" : "are") left out here**, for a comment has no more room. All: `\(command)`\n"
    }
    return text
  }

  private static func block(_ file: ChangeSet.FileChange) -> String {
    "#### \(HostedMarkdown.code(file.path))\n\n"
      + (file.problem.map { "cannot be read: \(HostedMarkdown.plain($0))" }
        ?? "A file of the configuration: \(file.word).")
      + "\n"
  }

  private static func block(_ record: ComparedRecord) -> String {
    var text = "#### \(HostedMarkdown.code(record.name))"
    if !record.title.isEmpty { text += " \(HostedMarkdown.plain(String(record.title.prefix(120))))" }
    if record.kind != .modified {
      text += " – \(record.word)" + (record.origin.map { " from \(HostedMarkdown.code($0))" } ?? "")
    }
    text += "\n"
    if record.isLayoutOnly { text += "\nOnly the layout differs: blanks, quotes, order or comments.\n" }
    text += fields(record)
    let log = record.log.prefix(lineLimit).flatMap(lines) + more(record.log.count - lineLimit)
    if !log.isEmpty { text += "\n**Log**\n\n" + HostedMarkdown.diff(log) }
    let body = record.body.prefix(lineLimit * 2).map(line) + more(record.body.count - lineLimit * 2)
    if !body.isEmpty { text += "\n**Text**\n\n" + HostedMarkdown.diff(body) }
    return text
  }

  private static func fields(_ record: ComparedRecord) -> String {
    guard !record.rows.isEmpty else { return "" }
    func cell(_ texts: [String]) -> String {
      let shown = texts.prefix(20).map { HostedMarkdown.code($0) }.joined(separator: ", ")
      return shown.isEmpty ? "–" : shown + (texts.count > 20 ? " and \(texts.count - 20) more" : "")
    }
    let isNew = record.kind == .added
    var text = isNew ? "\n| Field | Value |\n| --- | --- |\n" : "\n| Field | Before | After |\n| --- | --- | --- |\n"
    for row in record.rows.prefix(rowLimit) {
      let name = HostedMarkdown.code(row.field)
      if isNew {
        text += "| \(name) | \(cell(row.after)) |\n"
      } else {
        text += "| \(name) | \(cell(row.before)) | \(cell(row.after)) |\n"
      }
    }
    let rest = record.rows.count - rowLimit
    return rest > 0 ? text + "\n… and \(rest) more fields\n" : text
  }

  private static func more(_ count: Int) -> [String] { count > 0 ? ["  … and \(count) more lines"] : [] }

  private static func lines(_ change: LogChange) -> [String] {
    switch change {
    case .added(let text): [cut("+ ", text)]
    case .removed(let text): [cut("- ", text)]
    case .edited(let old, let new): [cut("- ", old), cut("+ ", new)]
    }
  }

  private static func line(_ change: LineChange) -> String {
    switch change.kind {
    case .same: cut("  ", change.text)
    case .added: cut("+ ", change.text)
    case .removed: cut("- ", change.text)
    case .gap: "  …"
    }
  }

  private static func cut(_ mark: String, _ text: String) -> String {
    let shown = visible(text)
    guard shown.unicodeScalars.count > 400 else { return mark + shown }
    return mark + String(String.UnicodeScalarView(shown.unicodeScalars.prefix(400))) + "…"
  }
}
