import LibrettoWorkspace

extension Table {
  /// The lines of a cell in a column of `width`: broken between words, within a word only where it is wider.
  static func wrapped(_ text: String, toWidth width: Int) -> [String] {
    guard width > 0, displayWidth(text) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for word in text.split(separator: " ") {
      var word = String(word)
      if lineWidth > 0, lineWidth + 1 + displayWidth(word) <= width {
        line += " " + word
        lineWidth += 1 + displayWidth(word)
        continue
      }
      if lineWidth > 0 { lines.append(line) }
      while displayWidth(word) > width {
        var piece = ""
        while let next = word.first, displayWidth(piece) + displayWidth(String(next)) <= width || piece.isEmpty {
          piece.append(word.removeFirst())
        }
        lines.append(piece)
      }
      (line, lineWidth) = (word, displayWidth(word))
    }
    if lineWidth > 0 { lines.append(line) }
    return lines
  }

  /// A row as several, the cells wrapped to the columns' widths.
  static func wrapped(_ row: [String], _ widths: [Int]) -> [[String]] {
    let cells = zip(row, widths).map { wrapped($0, toWidth: $1) }
    return (0..<(cells.map(\.count).max() ?? 0)).map { line in cells.map { line < $0.count ? $0[line] : "" } }
  }
}
