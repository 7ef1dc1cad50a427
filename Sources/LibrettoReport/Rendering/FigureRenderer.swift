public import LibrettoModel

/// Writes any figure in any format.
public struct FigureRenderer: Sendable {
  /// The words, and how numbers are written.
  public let language: Language
  /// The zone of moments.
  public let zone: TimeZone
  /// The columns that a table has to fit; nil cuts nothing.
  public let width: Int?

  /// Makes a renderer; see the properties.
  public init(_ language: Language, zone: TimeZone, width: Int? = nil) {
    (self.language, self.zone, self.width) = (language, zone, width)
  }

  /// The figure in a format, each line ended.
  public func render(_ figure: Figure, _ format: FigureFormat) -> String {
    switch format {
    case .table: table(figure)
    case .json: json(figure).text(pretty: true) + "\n"
    case .csv: figure.tables.map(csv).joined(separator: "\n")
    case .md: markdown(figure)
    }
  }

  /// When the figure is of: `As of 2026-11-22 10:00, 2026-10-01 to 2026-12-31, commit 1a2b3c4`.
  func head(_ figure: Figure) -> String {
    var parts = [word("page.as-of", .instant(figure.asOf))]
    if let period = figure.period {
      // Without a beginning it begins with history.
      let isOpen = period.first == .earliest
      parts.append(
        isOpen
          ? word("page.until", .date(period.last)) : word("page.period", .date(period.first), .date(period.last)))
    }
    if let commit = figure.commit { parts.append(word("page.commit", .text(String(commit.prefix(7))))) }
    return parts.joined(separator: ", ")
  }

  func word(_ key: String, _ first: FigureTable.Cell, _ second: FigureTable.Cell = .none) -> String {
    language.text(Phrase(key, first, second), in: zone)
  }

  private func table(_ figure: Figure) -> String {
    var parts: [String] = []
    for table in figure.tables where !table.rows.isEmpty {
      let title = figure.tables.count > 1 ? language.title("table", table.name) + "\n\n" : ""
      parts.append(
        title
          + TextTable(
            titles: table.columns.map { language.title("column", $0.name) }, areNumbers: table.columns.map(\.isNumber),
            cells: table.rows.map { $0.cells.map { language.text($0, in: zone) } }
          ).text(width: width))
    }
    let notes = figure.notes.map { visible(language.text($0, in: zone)) } + [head(figure)]
    parts.append(notes.map { TextTable.wrapped($0, width: width) }.joined())
    return parts.joined(separator: "\n")
  }

  private func csv(_ table: FigureTable) -> String {
    var writer = CSVWriter()
    writer.write(table.columns.map(\.name))
    for row in table.rows { writer.write(row.cells.map(plain)) }
    return String(decoding: writer.take(), as: UTF8.self)
  }

  /// A cell as machines read it.
  private func plain(_ cell: FigureTable.Cell) -> String {
    switch cell {
    case .share(let part, let whole): whole == 0 ? "" : Number(part).divided(by: Number(whole), scale: 4).description
    default: json(cell).map { $0.string ?? $0.text() } ?? ""
    }
  }

  private func markdown(_ figure: Figure) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    var text = "## \(markdownText(language.title("figure", figure.name)))\n\n"
    for table in figure.tables where !table.rows.isEmpty {
      if figure.tables.count > 1 { text += "### \(markdownText(language.title("table", table.name)))\n\n" }
      text += line(table.columns.map { markdownText(language.title("column", $0.name)) })
      text += line(table.columns.map { $0.isNumber ? "---:" : "---" })
      for row in table.rows { text += line(row.cells.map { markdownText(language.text($0, in: zone)) }) }
      text += "\n"
    }
    for note in figure.notes { text += "- \(markdownText(language.text(note, in: zone)))\n" }
    return text + (figure.notes.isEmpty ? "" : "\n") + "\(markdownText(head(figure)))\n"
  }
}
