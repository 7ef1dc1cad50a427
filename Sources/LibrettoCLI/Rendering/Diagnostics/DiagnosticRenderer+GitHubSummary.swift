public import LibrettoWorkspace

extension DiagnosticRenderer {
  /// The findings as Markdown, for the file that `GITHUB_STEP_SUMMARY` names; the caller writes it.
  ///
  /// - Parameters:
  ///   - diagnostics: the findings.
  ///   - limit: how many rows at most, as GitHub takes 1 MiB a step; what is left out is counted.
  ///   - sorted: whether to sort by path and position, not to keep the order.
  public func githubSummary(_ diagnostics: [Diagnostic], limit: Int = 500, sorted: Bool = true) -> String {
    guard !diagnostics.isEmpty else { return "### Libretto: no problems\n" }
    var lines = SourceLines(sources)
    let files = Set(diagnostics.map(\.path)).count
    var output = "### Libretto: \(Self.counts(diagnostics)) in \(files) \(files == 1 ? "file" : "files")\n\n"
    output += "| | Place | Code | Problem |\n| --- | --- | --- | --- |\n"
    for diagnostic in (sorted ? diagnostics.sorted() : diagnostics).prefix(limit) {
      let start = lines.span(of: diagnostic.range, in: diagnostic.path)?.start
      let place = repositoryPath(diagnostic.path) + (start.map { ":\($0.line):\($0.column)" } ?? "")
      let code = diagnostic.code.rawValue
      let link = options.helpURI(diagnostic.code).map { "[\(code)](\($0))" } ?? code
      let texts = [diagnostic.statement, diagnostic.help].compactMap { $0 }.map { markdownText($0) }
      let cells = [diagnostic.severity.rawValue, markdownText(place), link, texts.joined(separator: "<br>")]
      output += "| " + cells.joined(separator: " | ") + " |\n"
    }
    let rest = diagnostics.count - limit
    return rest > 0 ? output + "\n… and \(rest) more.\n" : output
  }
}
