import LibrettoWorkspace

/// Shows what a review came to.
struct ReviewReport {
  let outcome: ReviewOutcome
  let format: ReviewFormat
  let session: Session

  /// About so many annotations of a kind are shown by GitHub for a step; what is more stands in the summary.
  private static let annotations = 10

  func write(_ workspace: Workspace) throws {
    let renderer = renderer
    switch format {
    case .md: session.console.write(ReviewPage(outcome: outcome, renderer: renderer).comment)
    case .github: try writeForGitHub(renderer, workspace)
    case .full, .short:
      session.console.writeError(renderer.render(outcome.findings, sorted: false))
      for note in outcome.notes { session.note("note: \(note)") }
      let count = outcome.commitCount == 1 ? "1 commit" : "\(outcome.commitCount) commits"
      let result = outcome.findings.isEmpty ? "no findings" : DiagnosticRenderer.counts(outcome.findings)
      session.note("Reviewed \(count) by the rules of \(visible(outcome.baseName)): \(result).")
    case .json, .sarif, .gitlab, .rdjson:
      session.console.write(renderer.render(outcome.findings, sorted: false))
    }
  }

  private func writeForGitHub(_ renderer: DiagnosticRenderer, _ workspace: Workspace) throws {
    let summary = workspace.environment.variables["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 }
    var counts: [Diagnostic.Severity: Int] = [:]
    let shown = outcome.findings.filter { finding in
      counts[finding.severity, default: 0] += 1
      return summary == nil || counts[finding.severity, default: 0] <= Self.annotations
    }
    session.console.write(renderer.render(shown, sorted: false))
    guard let summary else { return }
    let page = ReviewPage(outcome: outcome, renderer: renderer, limits: (500, 1000))
    try workspace.append(page.text, toFile: summary)
    let rest = outcome.findings.count - shown.count
    if rest > 0 { session.note("\(rest) more \(rest == 1 ? "finding is" : "findings are") in the job's summary") }
  }

  private var renderer: DiagnosticRenderer {
    var prefix = ""
    if [.github, .gitlab, .sarif, .md].contains(format) { prefix = outcome.prefix }
    if prefix.hasSuffix("/") { prefix.removeLast() }
    return DiagnosticRenderer(
      format.diagnostics ?? .full,
      options: .init(
        colour: session.console.colorsErrors, width: session.console.errorWidth, pathPrefix: prefix,
        toolVersion: Version.text),
      sources: outcome.sources)
  }
}
