import LibrettoWorkspace

/// What a `sync` came to, as people read it.
struct SyncListing {
  let session: Session
  let isDryRun: Bool
  let pushes: Bool

  /// What came and what went go to standard output, the rest beside it.
  func show(_ outcome: SyncOutcome) {
    for note in outcome.notes { session.note(Prose.shown(note)) }
    switch outcome.result {
    case .done: showDone(outcome)
    case .conflicts(let conflicts):
      tell(outcome.came, isDryRun ? "would come" : "came", "from \(outcome.upstream)")
      showConflicts(conflicts, outcome)
    case .invalid(let findings): showInvalid(findings, outcome)
    }
  }

  private func showDone(_ outcome: SyncOutcome) {
    tell(outcome.came, isDryRun ? "would come" : "came", "from \(outcome.upstream)")
    if outcome.isNewBranch {
      let word = isDryRun || !pushes ? "would be" : "is"
      session.print("\(outcome.upstream) \(word) new, with \(counted(outcome.went, of: outcome)).")
    } else {
      tell(
        outcome.went, isDryRun ? "would go" : pushes ? "went" : "\(outcome.went?.count == 1 ? "waits" : "wait") to go",
        "to \(outcome.upstream)")
    }
    if outcome.came == nil, outcome.went == nil {
      session.note("Nothing to sync: \(outcome.branch) and \(outcome.upstream) are the same.")
    } else if outcome.uncommitted > 0 {
      let files = outcome.uncommitted == 1 ? "1 file is" : "\(outcome.uncommitted) files are"
      session.note("\(files) not committed, and as before.")
    }
    if isDryRun { session.note("Nothing was changed: this was a dry run.") }
  }

  private func counted(_ transfer: SyncOutcome.Transfer?, of outcome: SyncOutcome) -> String {
    let count = transfer?.count ?? 0
    return count == 1 ? "1 commit" : "\(count) commits"
  }

  /// `2 commits by Mia Weber came from origin/main:` and what they change.
  private func tell(_ transfer: SyncOutcome.Transfer?, _ verb: String, _ place: String) {
    guard let transfer else { return }
    let count = transfer.count == 1 ? "1 commit" : "\(transfer.count) commits"
    let names = transfer.authors.prefix(3).map { visible($0) }.joined(separator: ", ")
    let more = transfer.authors.count > 3 ? " and \(transfer.authors.count - 3) more" : ""
    let authors = names.isEmpty ? "" : " by \(names)\(more)"
    let isEmpty = transfer.changes.isEmpty
    session.print("\(count)\(authors) \(verb) \(place)\(isEmpty ? "." : ":")")
    let limit = 20
    let text = session.listing(transfer.changes, limit: limit, indent: 2)
    for line in text.split(separator: "\n") { session.print("  " + line) }
    let rest = transfer.changes.files.count + transfer.changes.records.count - limit
    if rest > 0 { session.print("  and \(rest) more") }
  }

  private func showConflicts(_ conflicts: [BookConflict], _ outcome: SyncOutcome) {
    let count = conflicts.count == 1 ? "1 conflict" : "\(conflicts.count) conflicts"
    session.note("\(count) between \(outcome.branch) and \(outcome.upstream):")
    for conflict in conflicts.prefix(20) { session.note("  " + Self.line(conflict)) }
    if conflicts.count > 20 { session.note("  and \(conflicts.count - 20) more") }
    guard !isDryRun else { return session.note("Nothing was changed: this was a dry run.") }
    session.note(
      "help: choose with libretto resolve (see: libretto conflicts), then: libretto commit, libretto sync;"
        + "\n      or take it all back: git merge --abort")
  }

  private static func line(_ conflict: BookConflict) -> String {
    let name = visible(conflict.displayName)
    func value(_ text: String?) -> String { text.map { visible($0) } ?? "–" }
    switch conflict.subject {
    case .field(let field): return "\(name) \(visible(field)): \(value(conflict.ours)) or \(value(conflict.theirs))"
    case .body: return "\(name): the same lines of the text"
    case .log: return "\(name): the same line of the log"
    case .existence: return "\(name): \(conflict.ours == nil ? "removed here" : "changed here"), "
      + (conflict.theirs == nil ? "removed there" : "changed there")
    case .place: return "\(name): \(value(conflict.ours)) or \(value(conflict.theirs))"
    case .text, .file: return "\(name): the same lines of the file"
    }
  }

  private func showInvalid(_ findings: [JoinFinding], _ outcome: SyncOutcome) {
    session.show(findings.map(\.finding))
    for finding in findings {
      let commits = [finding.ours, finding.theirs].compactMap { $0 }
        .map { "\($0.id.abbreviated) by \(visible($0.author.name))" }
      if !commits.isEmpty { session.note("  between \(commits.joined(separator: " and "))") }
    }
    session.note(
      """
      Each side is good by itself; together they are not. Nothing was changed.
      help: mend your side, then: libretto commit, libretto sync; or join and mend:
            libretto merge --no-commit \(outcome.upstream)
      """)
  }
}
