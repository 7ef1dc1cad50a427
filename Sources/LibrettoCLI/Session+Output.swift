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

  /// What changed, record by record and field by field; no more than `limit` records.
  func listing(_ changes: ChangeSet, limit: Int = .max, indent: Int = 0) -> String {
    let width = console.outputWidth.map { max(20, $0 - indent) }
    let listing = ChangeListing(style: ANSIStyle(isOn: console.colorsOutput), width: width)
    return listing.text(changes, limit: limit)
  }

  /// Shows what changed; of more than `limit` records, tells how many there are more.
  func show(_ changes: ChangeSet, limit: Int = .max) {
    let text = listing(changes, limit: limit)
    if !text.isEmpty { console.write(text) }
    let more = changes.files.count + changes.records.count - limit
    if more > 0 { print("and \(more) more") }
  }

  /// Shows a commit that was made: what its hooks said, what is wrong, its name and what changed.
  func show(_ commit: CommitOutcome, _ id: ObjectID) {
    if !commit.hookOutput.isEmpty { console.writeError(commit.hookOutput) }
    show(commit.findings)
    let summary = commit.message.split(separator: "\n").first.map(String.init) ?? ""
    print("[\(commit.branch ?? "detached HEAD") \(id.abbreviated)] \(visible(summary))")
    show(commit.changes, limit: 30)
    if let unfinished = commit.unfinished { note("The commit stands, but not all was finished: \(unfinished)") }
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
