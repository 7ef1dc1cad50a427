import LibrettoWorkspace

/// The lines of a file that a finding marks, drawn as compilers do.
struct SourceSnippet {
  private let file: SourceLines.File
  /// Where the marked range begins.
  let start: SourcePosition
  private let end: SourcePosition
  /// The columns that the largest line number takes.
  let gutterWidth: Int

  /// Columns of a line that are shown where there is no terminal to fit.
  private static let defaultWidth = 400
  /// Lines of a range that are shown; of a longer one, the first and last few.
  private static let lineLimit = 6

  init(_ file: SourceLines.File, range: SourceRange) {
    self.file = file
    start = file.index.position(at: range.lowerBound)
    // A line end that closes the range would only draw an empty line.
    var last = min(range.upperBound, file.bytes.count)
    while last > range.lowerBound, file.bytes[last - 1] == 0x0A || file.bytes[last - 1] == 0x0D { last -= 1 }
    end = file.index.position(at: max(last, min(range.lowerBound, file.bytes.count)))
    gutterWidth = String(end.line).count
  }

  /// The snippet, each line ended: an empty gutter, then the marked lines with carets and the label.
  func render(label: String?, width: Int?, style: ANSIStyle, mark: ANSIStyle.Rendition) -> String {
    let limit = max(20, (width ?? Self.defaultWidth) - gutterWidth - 3)
    let margin = Margin(width: gutterWidth, style: style)
    let body =
      start.line == end.line
      ? oneLine(label, limit, width != nil, margin, style, mark)
      : severalLines(label, limit, width != nil, margin, style, mark)
    return margin.line() + body
  }

  private func oneLine(
    _ label: String?, _ limit: Int, _ wraps: Bool, _ margin: Margin, _ style: ANSIStyle,
    _ rendition: ANSIStyle.Rendition
  ) -> String {
    let line = markedLine(start.line, start.byte..<end.byte, limit)
    let carets = String(repeating: "^", count: max(1, line.mark.count))
    let indent = String(repeating: " ", count: line.mark.lowerBound)
    return margin.line(start.line, line.text)
      + underline(indent + carets, label, limit, wraps, margin, style, rendition)
  }

  /// A bar at the left joins the first marked character with the last.
  private func severalLines(
    _ label: String?, _ limit: Int, _ wraps: Bool, _ margin: Margin, _ style: ANSIStyle,
    _ rendition: ANSIStyle.Rendition
  ) -> String {
    let limit = limit - 2
    let bar = style("|", rendition)
    let first = markedLine(start.line, start.byte..<Int.max, limit)
    var output = ""
    if first.text.prefix(while: { $0 == " " }).count >= first.mark.lowerBound {
      output += margin.line(start.line, style("/", rendition) + " " + first.text)
    } else {
      output += margin.line(start.line, "  " + first.text)
      let line = " " + String(repeating: "_", count: first.mark.lowerBound + 1) + "^"
      output += margin.line(nil, style(line, rendition))
    }
    let inner = (start.line + 1)..<end.line
    for number in inner {
      if inner.count > Self.lineLimit - 2, number - start.line > 2, end.line - number > 2 {
        if number - start.line == 3 { output += style("...", .blue) + "\n" }
        continue
      }
      let text = markedLine(number, 0..<0, limit).text
      output += margin.line(number, text.isEmpty ? bar : bar + " " + text)
    }
    let line = markedLine(end.line, 0..<end.byte, limit)
    output += margin.line(end.line, bar + " " + line.text)
    let underscores = "|" + String(repeating: "_", count: max(1, line.mark.upperBound)) + "^"
    return output + underline(underscores, label, limit + 2, wraps, margin, style, rendition)
  }

  /// The carets with the label beside them, wrapped below its own beginning where it does not fit.
  private func underline(
    _ carets: String, _ label: String?, _ limit: Int, _ wraps: Bool, _ margin: Margin, _ style: ANSIStyle,
    _ rendition: ANSIStyle.Rendition
  ) -> String {
    guard let label, !label.isEmpty else { return margin.line(nil, style(carets, rendition)) }
    let text = visible(label)
    let column = carets.count + 1
    guard wraps, column + displayWidth(text) > limit else {
      return margin.line(nil, style(carets + " " + text, rendition))
    }
    let isBeside = limit - column >= 30
    let rows = wrapped(text, toWidth: isBeside ? limit - column : limit)
    let indent = isBeside ? String(repeating: " ", count: column) : ""
    var output = margin.line(nil, style(isBeside ? carets + " " + rows[0] : carets, rendition))
    for row in rows.dropFirst(isBeside ? 1 : 0) { output += margin.line(nil, indent + style(row, rendition)) }
    return output
  }

  private func markedLine(_ number: Int, _ marked: Range<Int>, _ limit: Int) -> MarkedLine {
    var range = file.index.range(ofLine: number)
    // The byte-order mark is no part of the text.
    if range.lowerBound == 0, file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { range = 3..<range.upperBound }
    return MarkedLine(file.bytes[range], marked: marked, limit: limit)
  }

  /// What stands left of the source: a line number or blanks, and a bar.
  private struct Margin {
    let width: Int
    let style: ANSIStyle

    func line(_ number: Int? = nil, _ text: String = "") -> String {
      let digits = number.map(String.init) ?? ""
      let gutter = style(digits + String(repeating: " ", count: width - digits.count) + " |", .blue)
      return text.isEmpty ? gutter + "\n" : gutter + " " + text + "\n"
    }
  }
}

/// `text` in lines of at most `width` columns, broken at blanks where there is one.
func wrapped(_ text: String, toWidth width: Int) -> [String] {
  var rows: [String] = []
  var row = ""
  for word in text.split(separator: " ", omittingEmptySubsequences: false) {
    if row.isEmpty {
      row = String(word)
    } else if displayWidth(row) + 1 + displayWidth(word) <= width {
      row += " " + word
    } else {
      rows.append(row)
      row = String(word)
    }
  }
  return rows + [row]
}
