import LibrettoWorkspace

extension Session {
  /// Shows findings on standard error, in full.
  func show(_ findings: [Diagnostic], sources: @escaping (String) -> [UInt8]? = { _ in nil }) {
    guard !findings.isEmpty else { return }
    let renderer = DiagnosticRenderer(
      .full,
      options: .init(colour: console.colorsErrors, width: console.errorWidth, toolVersion: Version.text),
      sources: sources)
    console.writeError(renderer.render(findings))
  }

  /// Shows what changed, record by record and field by field.
  func show(_ changes: ChangeSet) {
    let text = ChangeListing(style: ANSIStyle(isOn: console.colorsOutput), width: console.outputWidth).text(changes)
    if !text.isEmpty { console.write(text) }
  }

  /// Shows what a change of records came to.
  func show(_ outcome: EditOutcome, of workspace: Workspace, isQuiet: Bool = false) {
    show(outcome.findings, sources: workspace.source)
    if outcome.changes.isEmpty {
      note("Nothing changed.")
    } else {
      show(outcome.changes)
      if !outcome.isWritten { note("Nothing was written: this was a dry run.") }
    }
  }
}
