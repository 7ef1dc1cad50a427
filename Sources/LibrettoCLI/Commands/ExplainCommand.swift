import ArgumentParser
import LibrettoWorkspace

/// `libretto explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell what a finding's code means and how to mend it.",
    discussion: """
      Without a code, all codes are listed.

      EXAMPLE
        libretto explain LB203
      """)

  @Argument(
    help: "The code, such as LB203 or 203.",
    completion: .custom { (_: [String], _: Int, _: String) -> [String] in DiagnosticPages.all.map(\.code) })
  var code: String?

  func run() throws {
    let session = Session.current
    let pages = DiagnosticPages.all
    guard let code else {
      for page in pages { session.print("\(page.code)  \(page.title)") }
      return
    }
    let digits = code.uppercased().hasPrefix("LB") ? code.dropFirst(2) : code[...]
    guard let page = pages.first(where: { $0.code == "LB\(digits)" }) else {
      // Of codes that are as near, one of the same area is meant.
      let area = "LB\(digits.prefix(1))"
      let codes = pages.map(\.code)
      let near = nearest(to: "LB\(digits)", among: codes.filter { $0.hasPrefix(area) } + codes)
      throw WorkspaceError(
        .usage, "unknown code \"\(visible(code))\"",
        help: near.map { "did you mean \"\($0)\"? all codes: libretto explain" } ?? "all codes: libretto explain")
    }
    session.console.write(MarkdownPage(text: page.text, isStyled: session.console.colorsOutput).shown)
  }
}
