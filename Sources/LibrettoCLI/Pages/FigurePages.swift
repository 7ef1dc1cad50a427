/// The definitions of figures: the sections of `docs/figures.md` that are named as figures are, kept in the program.
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
      // Names of figures are small; other sections have titles.
      guard let head = lines.first, head.hasPrefix("## "), head.dropFirst(3).first?.isLowercase ?? false else { return }
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
