import LibrettoModel

/// A table of plain text: columns two blanks apart, numbers at the right, texts cut where the width is too small.
struct TextTable {
  private let titles: [String]
  private let areNumbers: [Bool]
  private let cells: [[String]]

  /// A table of these columns and rows; control characters are made visible.
  init(titles: [String], areNumbers: [Bool], cells: [[String]]) {
    self.titles = titles.map { visible($0) }
    self.areNumbers = areNumbers
    self.cells = cells.map { $0.map { visible($0) } }
  }

  /// The table, each line ended; nil for `width` cuts nothing.
  func text(width: Int?) -> String {
    let widths = widths(within: width)
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ") + "\n"
    return line(titles, widths) + rule + cells.map { line($0, widths) }.joined()
  }

  private func line(_ row: [String], _ widths: [Int]) -> String {
    var text = ""
    for (column, cell) in row.enumerated() {
      let cell = cell.truncated(toWidth: widths[column])
      let padding = String(repeating: " ", count: max(0, widths[column] - displayWidth(cell)))
      text += (column > 0 ? "  " : "") + (areNumbers[column] ? padding + cell : cell + padding)
    }
    while text.utf8.last == 0x20 { text.removeLast() }
    return text + "\n"
  }

  /// As wide as their content; where that is too much, the widest texts give way: to eight columns, and where that is not
  /// enough, to four.
  private func widths(within limit: Int?) -> [Int] {
    var widths = titles.indices.map { column in
      ([titles[column]] + cells.map { $0[column] }).map { displayWidth($0) }.max() ?? 0
    }
    guard let limit else { return widths }
    var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - limit
    for least in [8, 4] {
      while excess > 0 {
        let texts = widths.indices.filter { !areNumbers[$0] && widths[$0] > least }
        guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { break }
        widths[widest] -= 1
        excess -= 1
      }
    }
    return widths
  }

  /// A sentence in lines of a width, broken between words; nil for `width` breaks nothing.
  static func wrapped(_ text: String, width: Int?) -> String {
    guard let width else { return text + "\n" }
    var (lines, line) = ([String](), "")
    for word in text.split(separator: " ") {
      if !line.isEmpty, displayWidth(line) + 1 + displayWidth(word) > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).map { $0 + "\n" }.joined()
  }
}
