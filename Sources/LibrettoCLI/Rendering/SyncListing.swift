import LibrettoWorkspace

/// What a `sync` came to, as people read it.
struct SyncListing {
  let session: Session
  let isDryRun: Bool
  let pushes: Bool
  let zone: TimeZone

  /// What came and what went go to standard output, the rest beside it.
  func show(_ outcome: SyncOutcome) {
    for note in outcome.notes { session.note(Prose.shown(note)) }
    switch outcome.result {
    case .done: showDone(outcome)
    case .conflicts(let conflicts):
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
    let count = transfer.count == 1 ? "1 commit" : transfer.count == 0 ? "Commits" : "\(transfer.count) commits"
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
    session.console.write(session.listing(conflicts, zone: zone))
    guard !isDryRun else { return session.note("These would be conflicts. Nothing was changed: this was a dry run.") }
    session.note(
      "\(ConflictListing.advice(conflicts))\nthen: libretto commit, libretto sync; or give it up: libretto merge --abort"
    )
  }

  private func showInvalid(_ findings: [JoinFinding], _ outcome: SyncOutcome) {
    session.show(findings, zone: zone)
    session.note(
      """
      What \(outcome.branch) and \(outcome.upstream) make together has errors that neither has alone.
      help: nothing was changed; mend your side, then: libretto commit, libretto sync; or the result: \
      libretto merge --no-commit \(outcome.upstream)
      """)
  }
}
