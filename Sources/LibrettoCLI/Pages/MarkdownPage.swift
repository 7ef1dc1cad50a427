/// A page of Markdown for the terminal: headings stand out, code is indented; piped, it stays Markdown.
struct MarkdownPage {
  /// The Markdown.
  let text: String
  /// Whether it goes to a terminal.
  let isStyled: Bool

  /// What is shown.
  var shown: String {
    guard isStyled else { return text }
    let style = ANSIStyle(isOn: true)
    var inCode = false
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("```") {
        inCode.toggle()
      } else if inCode {
        lines.append(line.isEmpty ? "" : "    \(line)")
      } else if line.hasPrefix("#") {
        lines.append(style(String(line.drop { $0 == "#" || $0 == " " }), .bold))
      } else {
        lines.append(styledCode(line, style))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Words between backquotes stand out instead of their quotes.
  private func styledCode(_ line: Substring, _ style: ANSIStyle) -> String {
    let parts = line.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return String(line) }
    return parts.enumerated().map { $0.offset % 2 == 1 ? style(String($0.element), .cyan) : String($0.element) }
      .joined()
  }
}
