import ArgumentParser
import LibrettoWorkspace

/// `libretto explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell what a finding's code means and how to mend it, or how a figure is defined.",
    discussion: """
      Without a code or a figure, all are listed.

      EXAMPLE
        libretto explain LB203
        libretto explain funnel
      """)

  @Argument(
    help: "The code, such as LB203 or 203, or a figure, such as funnel.",
    completion: .custom { (_: [String], _: Int, _: String) -> [String] in
      DiagnosticPages.all.map(\.code) + FigurePages.all.map(\.name)
    })
  var code: String?

  func run() throws {
    let session = Session.current
    let pages = DiagnosticPages.all
    guard let code else {
      for page in pages { session.print("\(page.code)  \(page.title)") }
      session.print("figures: \(FigurePages.all.map(\.name).joined(separator: ", "))")
      return
    }
    let figures = FigurePages.all
    if let figure = figures.first(where: { $0.name == code }) {
      session.console.write(MarkdownPage(text: figure.text, isStyled: session.console.colorsOutput).shown)
      return
    }
    let digits = code.uppercased().hasPrefix("LB") ? code.dropFirst(2) : code[...]
    guard let page = pages.first(where: { $0.code == "LB\(digits)" }) else {
      // Of codes that are as near, one of the same area is meant.
      let area = "LB\(digits.prefix(1))"
      let codes = pages.map(\.code)
      let near = nearest(to: "LB\(digits)", among: codes.filter { $0.hasPrefix(area) } + codes)
      let figure = nearest(to: code, among: figures.map(\.name))
      throw WorkspaceError(
        .usage, "unknown code \"\(visible(code))\"",
        help: (figure ?? near).map { "did you mean \"\($0)\"? all codes: libretto explain" }
          ?? "all codes: libretto explain")
    }
    session.console.write(MarkdownPage(text: page.text, isStyled: session.console.colorsOutput).shown)
  }
}
