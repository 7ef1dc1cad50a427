import LibrettoWorkspace

/// A record as people read it in a terminal.
struct RecordPage {
  private let view: RecordView
  private let zone: TimeZone
  private let style: ANSIStyle

  init(_ view: RecordView, zone: TimeZone, style: ANSIStyle) {
    self.view = view
    self.zone = zone
    self.style = style
  }

  private var record: Record { view.record }

  /// Title, fields, links, log and last change, one below the other; long lines wrap within `width`.
  func text(width: Int?) -> String {
    let width = width ?? .max
    var text = style(visible(record.title), .bold) + "\n"
    text += "\(record.reference.type)/\(record.id)  \(visible(record.path))\n\n"
    text += rows(fields, width: width)
    if !view.linksTo.isEmpty { text += section("Links to") + rows(view.linksTo.map(Self.row), width: width) }
    if !view.linksFrom.isEmpty { text += section("Linked from") + rows(view.linksFrom.map(Self.row), width: width) }
    let body = paragraphs
    if !body.isEmpty { text += section("Text") + body.map { visible($0, newlines: .kept) + "\n" }.joined() }
    if !log.isEmpty { text += section("Log") + rows(log, width: width) }
    if let commit = view.lastCommit {
      let at = zone.civil(at: Instant(secondsSinceEpoch: commit.author.seconds)).0
      let author = visible(view.lastAuthor?.shortName ?? commit.author.name)
      let change = "\(at) \(author): \(visible(commit.summary)) (\(commit.id.abbreviated))"
      text += section("Last change") + "  \(change)\n"
      if view.isChanged { text += "  and changes that are not committed\n" }
    } else if view.isChanged {
      text += section("Last change") + "  not committed yet\n"
    }
    return text
  }

  private func section(_ title: String) -> String { "\n\(style(title, .bold))\n" }

  private func rows(_ rows: [(name: String, text: String)], width: Int) -> String {
    let column = (rows.map { displayWidth($0.name) }.max() ?? 0) + 4
    return rows.map { name, text in
      let lead = "  \(name)" + String(repeating: " ", count: column - 2 - displayWidth(name))
      let lines = width > column + 20 ? wrapped(text, toWidth: width - column) : [text]
      return lead + lines.joined(separator: "\n" + String(repeating: " ", count: column)) + "\n"
    }.joined()
  }

  /// The fields, maps member by member; what stands in the heading is left out.
  private var fields: [(name: String, text: String)] {
    var rows: [(String, String)] = []
    func add(_ name: String, _ value: Value) {
      if let members = value.members, !members.isEmpty {
        for member in members { add("\(name).\(member.key)", member.value) }
      } else {
        rows.append((visible(name), Self.plain(value)))
      }
    }
    for member in record.fields where member.key != record.type.titleField { add(member.key, member.value) }
    return rows
  }

  private static func plain(_ value: Value) -> String {
    if let text = value.text { return visible(text) }
    if let elements = value.elements { return elements.map(plain).joined(separator: ", ") }
    return value.isEmpty ? "–" : visible(value.text())
  }

  private static func row(_ link: Link, _ target: Record?) -> (name: String, text: String) {
    let name = link.field.map { visible($0) } ?? "text"
    guard let target else { return (name, "\(visible(link.id))  (no such record)") }
    return (name, "\(target.reference)  \(visible(target.title))")
  }

  private static func row(_ source: Record, _ field: String?) -> (name: String, text: String) {
    (field.map { visible($0) } ?? "text", "\(source.reference)  \(visible(source.title))")
  }

  private var log: [(name: String, text: String)] {
    record.document.log.map { line in
      switch line {
      case .entry(let entry):
        let written = record.document.bytes[entry.dateRange.lowerBound..<entry.kindRange.lowerBound]
        let at = String(decoding: written, as: UTF8.self).split(separator: " ").joined(separator: " ")
        let by = entry.member.map { " @\($0)" } ?? ""
        return (at, visible("\(entry.kind)\(by): \(entry.text)"))
      case .unreadable(let range, _):
        return ("?", visible(String(decoding: record.document.bytes[range], as: UTF8.self)))
      }
    }
  }

  /// The text's lines without its own title and without the log.
  private var paragraphs: [String] {
    let body = record.document.body.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasSuffix("\r") ? String(line.dropLast()) : String(line)
    }
    var lines = Array(body.prefix { $0 != "## Log" })
    if let title = lines.firstIndex(where: { !$0.isEmpty }), lines[title] == "# \(record.title)" {
      lines.removeSubrange(...title)
    }
    while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines
  }

  /// The record as Markdown: a title, a table of the fields, lists of links and log.
  func markdown() -> String {
    var text = "# \(markdownText(record.title))\n\n| Field | Value |\n| --- | --- |\n"
    for (name, value) in fields { text += "| \(markdownText(name)) | \(markdownText(value)) |\n" }
    let links = [("Links to", view.linksTo.map(Self.row)), ("Linked from", view.linksFrom.map(Self.row))]
    for (title, rows) in links where !rows.isEmpty {
      text += "\n## \(title)\n\n" + rows.map { "- \(markdownText($0.name)): \(markdownText($0.text))\n" }.joined()
    }
    if !paragraphs.isEmpty { text += "\n## Text\n\n" + paragraphs.map { visible($0) + "\n" }.joined() }
    if !log.isEmpty {
      text += "\n## Log\n\n" + log.map { "- \(markdownText($0.name)) \(markdownText($0.text))\n" }.joined()
    }
    return text
  }
}
