/// The definitions of figures, each a section of one text that lies in the program.
enum FigurePages {
  /// A figure's definition.
  struct Page {
    /// The name by which it is asked: `funnel`.
    let name: String
    /// The section in Markdown.
    let text: String
  }

  /// All definitions, in the order of the text.
  static var all: [Page] {
    let text = String(decoding: PackageResources.figures_md, as: UTF8.self)
    var pages: [Page] = []
    var lines: [Substring] = []
    func finish() {
      guard let head = lines.first, head.hasPrefix("## ") else { return }
      pages.append(
        Page(name: String(head.dropFirst(3)), text: "# " + lines.joined(separator: "\n").dropFirst(3) + "\n"))
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("## ") {
        finish()
        lines = []
      }
      lines.append(line)
    }
    finish()
    return pages
  }
}
