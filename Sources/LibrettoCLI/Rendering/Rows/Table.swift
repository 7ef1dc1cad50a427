import LibrettoWorkspace

/// A table for people: columns two blanks apart, numbers aligned, a header set off.
public struct Table: Sendable {
  private var kinds: [RowSet.Kind]
  private var titles: [String]
  private let mayDropColumns: Bool
  private let wrapsText: Bool
  /// What is shown, row by row; numbers already padded so that their decimal points meet.
  private var cells: [[String]]

  /// Lays out `rows`, control characters made visible.
  public init(_ rows: RowSet) {
    kinds = rows.columns.map(\.kind)
    mayDropColumns = rows.mayDropColumns
    wrapsText = rows.wrapsText
    titles = rows.columns.map { visible($0.title) }
    cells = rows.rows.map { row in
      rows.columns.indices.map { $0 < row.count ? visible(row[$0].text(separator: ", ")) : "" }
    }
    for (column, kind) in kinds.enumerated() where kind == .number { alignDecimalPoints(column) }
  }

  /// The table, each line ended; empty where there is no row.
  ///
  /// - Parameters:
  ///   - width: the columns to fit, by cutting the widest columns of text with `…`; nil does not cut.
  ///   - colour: whether the header is bold and underlined by ANSI escapes; else a line of dashes follows it.
  public func render(width: Int?, colour: Bool) -> String {
    guard !cells.isEmpty, !titles.isEmpty else { return "" }
    if mayDropColumns, let width { return withoutColumns(beyond: width).rendered(width: width, colour: colour) }
    return rendered(width: width, colour: colour)
  }

  private func rendered(width: Int?, colour: Bool) -> String {
    let widths = widths(within: width)
    let style = ANSIStyle(isOn: colour)
    var output = line(titles, widths) { style($0, .header) }
    if !colour { output += widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ") + "\n" }
    for row in cells.flatMap({ wrapsText ? Self.wrapped($0, widths) : [$0] }) { output += line(row, widths) { $0 } }
    return output
  }

  /// The table with as many of its first columns as fit `width` with at most a quarter of their text cut. Columns in which
  /// nothing stands go before any other.
  private func withoutColumns(beyond width: Int) -> Table {
    let isWide = naturalWidths.reduce(0, +) + 2 * (titles.count - 1) > width
    return (isWide ? withoutEmptyColumns : self).withFirstColumns(within: width)
  }

  private var withoutEmptyColumns: Table {
    let kept = titles.indices.filter { column in cells.contains { !$0[column].isEmpty } }
    var table = self
    table.kinds = kept.map { kinds[$0] }
    table.titles = kept.map { titles[$0] }
    table.cells = cells.map { row in kept.map { row[$0] } }
    return table
  }

  private func withFirstColumns(within width: Int) -> Table {
    let natural = naturalWidths
    let wanted = natural.indices.map {
      kinds[$0] == .text ? min(natural[$0], max(10, natural[$0] * 3 / 4)) : natural[$0]
    }
    var count = wanted.count
    while count > 2, wanted[..<count].reduce(0, +) + 2 * (count - 1) > width { count -= 1 }
    var table = self
    table.kinds = Array(kinds[..<count])
    table.titles = Array(titles[..<count])
    table.cells = cells.map { Array($0[..<count]) }
    return table
  }

  private func line(_ row: [String], _ widths: [Int], style: (String) -> String) -> String {
    var output = ""
    var blanks = 0
    for (column, text) in row.enumerated() {
      let text = text.truncated(toWidth: widths[column])
      let padding = widths[column] - displayWidth(text)
      let isRight = kinds[column] == .number
      let isBlank = text.isEmpty
      // Blanks are written only once something follows them, so that no line ends with one.
      if isRight || isBlank { blanks += padding }
      if !isBlank {
        output += String(repeating: " ", count: blanks) + style(text)
        blanks = isRight ? 0 : padding
      }
      blanks += 2
    }
    while output.utf8.last == 0x20 { output.removeLast() }
    return output + "\n"
  }

  /// The columns' widths: as wide as their content, the widest columns of text cut until all fit.
  private func widths(within limit: Int?) -> [Int] {
    let widths = naturalWidths
    guard let limit else { return widths }
    let room = limit - 2 * (widths.count - 1)
    // Where even the least widths do not fit, columns of text go down to one column, and what is left overflows.
    let least = leastWidths(widths)
    let fitting = shrunk(widths, to: room, least: least)
    return fitting.reduce(0, +) <= room ? fitting : shrunk(widths, to: room, least: least.map { min($0, 1) })
  }

  /// As wide as the widest cell of each column.
  private var naturalWidths: [Int] {
    var widths = titles.map { displayWidth($0) }
    for row in cells {
      for (column, text) in row.enumerated() { widths[column] = max(widths[column], displayWidth(text)) }
    }
    return widths
  }

  /// The columns of text cut to one common width, the greatest that fits `room`.
  private func shrunk(_ widths: [Int], to room: Int, least: [Int]) -> [Int] {
    func capped(_ cap: Int) -> [Int] {
      widths.indices.map { kinds[$0] == .text ? max(min(widths[$0], cap), least[$0]) : widths[$0] }
    }
    var (low, high) = (0, widths.max() ?? 0)
    while low < high {
      let middle = (low + high + 1) / 2
      if capped(middle).reduce(0, +) <= room { low = middle } else { high = middle - 1 }
    }
    var result = capped(low)
    // What one more column for each would have been too much for goes to the first ones.
    var rest = room - result.reduce(0, +)
    for index in result.indices where rest > 0 && kinds[index] == .text && result[index] < widths[index] {
      result[index] += 1
      rest -= 1
    }
    return result
  }

  private func leastWidths(_ widths: [Int]) -> [Int] {
    zip(widths, titles).map { min($0, max(8, min(displayWidth($1), 12))) }
  }

  /// Pads plain decimals at the right so that their points stand below each other; leaves a column with anything else alone.
  private mutating func alignDecimalPoints(_ column: Int) {
    var most = 0
    for row in cells {
      guard row[column].isEmpty || Self.isDecimal(row[column]) else { return }
      most = max(most, Self.fractionWidth(row[column]))
    }
    guard most > 0 else { return }
    for index in cells.indices where !cells[index][column].isEmpty {
      let missing = most - Self.fractionWidth(cells[index][column])
      cells[index][column] += String(repeating: " ", count: missing)
    }
  }

  private static func isDecimal(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E }
  }

  /// The columns from the decimal point on, the point included.
  private static func fractionWidth(_ text: String) -> Int {
    text.utf8.lastIndex(of: 0x2E).map { text.utf8.distance(from: $0, to: text.utf8.endIndex) } ?? 0
  }
}
