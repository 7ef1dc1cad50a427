import ArgumentParser
import LibrettoWorkspace

/// `libretto diff`.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed between commits, or since one, field by field.",
    usage: """
      libretto diff [<rev>[..<rev>]] [<record> …]
                    [--format <format>] [--exit-code]
      """,
    discussion: """
      Without a revision: since the last commit, as status. A..B compares two commits, A...B the point where they parted \
      with B, as a pull request does; A alone compares with the files. Records, types, files or folders narrow it down. \
      md is made to be a pull request's comment, html one page for a browser.

      EXAMPLE
        libretto diff HEAD~3
        libretto diff main...HEAD
        libretto diff v1.0..main leads --format html > diff.html
      """)

  /// How the differences are shown.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, md, json, html }

  @Argument(
    help: ArgumentHelp("A revision, or two with .. or ... between them; records behind it.", valueName: "rev"),
    completion: BookCompletion.revisions)
  var names: [String] = []
  @Option(help: "text, md, json or html.") var format: Format = .text
  @Flag(help: "End with 1 where anything differs.") var exitCode = false
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.open(withBrokenConfiguration: true)
    let comparison = try compare(workspace)
    let session = Session.current
    switch format {
    case .text:
      if comparison.changes.isEmpty { session.note("Nothing changed.") }
      let style = ANSIStyle(isOn: session.console.colorsOutput)
      await Pager.write(ComparisonText(style: style, width: session.console.outputWidth).text(comparison))
    case .md: session.console.write(ComparisonMarkdown(comparison).text)
    case .json: session.console.write(ComparisonJSON.value(comparison).text(pretty: true) + "\n")
    case .html: session.console.write(ComparisonPage(comparison).text)
    }
    if exitCode, !comparison.changes.isEmpty { throw ExitCode(1) }
  }

  /// The first name is a revision, or, where it is none, a record.
  private func compare(_ workspace: Workspace) throws -> BookComparison {
    guard let first = names.first else { return try workspace.comparison(nil) }
    let rest = Array(names.dropFirst())
    do {
      return try workspace.comparison(BookComparison.Range(first), of: rest)
    } catch let error {
      guard (error.cause as? GitError)?.code == .notFound, !first.contains("..") else { throw error }
      do { return try workspace.comparison(nil, of: names) } catch {
        throw WorkspaceError(
          .usage, "\"\(visible(first))\" is neither a revision nor a record",
          help: error.help.flatMap { $0.hasPrefix("did you mean") ? $0 : nil }
            ?? "see: git branch --all, and libretto query leads")
      }
    }
  }
}
