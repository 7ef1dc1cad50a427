import LibrettoWorkspace

/// Shows rows in any of the formats.
public struct RowRenderer: Sendable {
  /// The format.
  public let format: RowFormat
  /// The columns that a table has to fit; nil does not cut.
  public let width: Int?
  /// Whether a table's header is set off by ANSI escapes.
  public let colour: Bool
  /// Whether CSV leaves as they are the cells that a spreadsheet would run as formulas.
  public let raw: Bool

  /// Makes a renderer; see the properties.
  public init(_ format: RowFormat, width: Int? = nil, colour: Bool = false, raw: Bool = false) {
    self.format = format
    self.width = width
    self.colour = colour
    self.raw = raw
  }

  /// The rows in the format, each line ended.
  public func render(_ rows: RowSet) -> String {
    let text = plain(rows)
    // A pipe gets the values as they are; a terminal must not obey them.
    guard width != nil, [.csv, .tsv, .ids, .paths, .md].contains(format) else { return text }
    return Self.forTerminal(text)
  }

  /// Lines with their control characters visible, tabs aside.
  static func forTerminal(_ text: String) -> String {
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.map { line in
      // The end of a line of CSV is a carriage return too.
      let isEnded = line.last == 0x0D
      return visible(String(decoding: isEnded ? line.dropLast() : line, as: UTF8.self), tabs: .kept)
        + (isEnded ? "\r" : "")
    }.joined(separator: "\n")
  }

  private func plain(_ rows: RowSet) -> String {
    switch format {
    case .table: Table(rows).render(width: width, colour: colour)
    case .json: JSONValue.lines(objects(rows))
    case .ndjson: objects(rows).map { $0.text() + "\n" }.joined()
    case .csv: csv(rows)
    case .tsv: tsv(rows)
    case .md: markdown(rows)
    case .ids: rows.ids.map { $0 + "\n" }.joined()
    case .paths: rows.paths.map { $0 + "\n" }.joined()
    }
  }

  private func objects(_ rows: RowSet) -> [JSONValue] {
    rows.rows.map { row in .members(zip(rows.columns, row).map { ($0.name, $1.json) }) }
  }

  private func csv(_ rows: RowSet) -> String {
    var writer = CSVWriter(neutralisesFormulas: !raw)
    writer.write(rows.columns.map(\.name))
    for row in rows.rows { writer.write(row.map { $0.text(separator: ";") }) }
    return String(decoding: writer.take(), as: UTF8.self)
  }

  private func tsv(_ rows: RowSet) -> String {
    let cells = [rows.columns.map(\.name)] + rows.rows.map { $0.map { $0.text(separator: ";") } }
    return cells.map { $0.map(Self.escapedTabs).joined(separator: "\t") + "\n" }.joined()
  }

  private static func escapedTabs(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\\": result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private func markdown(_ rows: RowSet) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    var output = line(rows.columns.map { markdownText($0.title) })
    output += line(rows.columns.map { $0.kind == .number ? "---:" : "---" })
    for row in rows.rows { output += line(row.map { markdownText($0.text(separator: ", ")) }) }
    return output
  }
}
