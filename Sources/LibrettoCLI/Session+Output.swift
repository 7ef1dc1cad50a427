import LibrettoWorkspace

extension Session {
  /// Shows findings on standard error, in full.
  func show(_ findings: [Diagnostic], sources: ((String) -> [UInt8]?)? = nil) {
    guard !findings.isEmpty else { return }
    let renderer = DiagnosticRenderer(
      .full,
      options: .init(colour: console.colorsErrors, width: console.errorWidth, toolVersion: Version.text),
      sources: sources ?? opened.source)
    console.writeError(renderer.render(findings))
  }

  /// What changed, record by record and field by field.
  func listing(_ changes: ChangeSet) -> String {
    ChangeListing(style: ANSIStyle(isOn: console.colorsOutput), width: console.outputWidth).text(changes)
  }

  /// Shows what changed.
  func show(_ changes: ChangeSet) {
    let text = listing(changes)
    if !text.isEmpty { console.write(text) }
  }

  /// Shows what a change of records came to.
  func show(_ outcome: EditOutcome) {
    show(outcome.findings)
    if outcome.changes.isEmpty {
      note("Nothing changed.")
    } else {
      show(outcome.changes)
      if !outcome.isWritten { note("Nothing was written: this was a dry run.") }
    }
  }
}
