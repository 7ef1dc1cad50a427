import ArgumentParser
import LibrettoWorkspace

extension Session {
  /// Conflicts, as wide as the terminal.
  func listing(_ conflicts: [BookConflict], zone: TimeZone) -> String {
    let listing = ConflictListing(
      style: ANSIStyle(isOn: console.colorsOutput), width: console.outputWidth, zone: zone)
    return listing.text(conflicts)
  }

  /// Shows what a merge came to; ends with 1 where something is left to people.
  func show(_ outcome: MergeOutcome, _ workspace: Workspace, _ revision: String) throws {
    for path in outcome.joinedAsText {
      note("warning: \(visible(path)) cannot be read on one side, so it was joined line by line")
    }
    let branch = outcome.branch ?? "detached HEAD"
    switch outcome.result {
    case .alreadyUpToDate: note("Already up to date.")
    case .fastForwarded(let id):
      print("[\(branch) \(id.abbreviated)] Fast-forward to \(visible(revision))")
      show(outcome.changes, limit: 30)
    case .merged(let id):
      let summary = outcome.message.split(separator: "\n").first.map(String.init) ?? ""
      print("[\(branch) \(id.abbreviated)] \(visible(summary))")
      show(outcome.changes, limit: 30)
      tellJoined(outcome)
    case .left:
      show(outcome.changes, limit: 30)
      tellJoined(outcome)
      note("Joined, but not committed: conclude it with libretto commit, or give it up with libretto merge --abort.")
    case .conflicts(let conflicts):
      console.write(listing(conflicts, zone: workspace.timeZone))
      tellJoined(outcome)
      let advice = ConflictListing.advice(conflicts)
      note("\(advice)\nthen: libretto commit; or give the merge up: libretto merge --abort")
      if let unfinished = outcome.unfinished { note("Not all was finished: \(unfinished)") }
      throw ExitCode(1)
    case .invalid(let findings):
      show(findings, zone: workspace.timeZone)
      let count = findings.count == 1 ? "an error that neither side has alone" : "errors that neither side has alone"
      let isLeft = workspace.commandThatContinues != nil
      throw WorkspaceError(
        .findings([]), "joining \(visible(revision)) brings \(count)",
        help: isLeft
          ? "mend what is named above in the files, then: libretto commit; or: libretto merge --abort"
          : "nothing was touched; mend one side and merge again, or mend the result: "
            + "libretto merge --no-commit \(visible(revision))")
    }
    if let unfinished = outcome.unfinished {
      note("The merge stands, but not all was finished: \(unfinished)")
    }
  }

  private func tellJoined(_ outcome: MergeOutcome) {
    guard outcome.joinedRecords > 0 else { return }
    note(
      outcome.joinedRecords == 1
        ? "1 record joined field by field." : "\(outcome.joinedRecords) records joined field by field.")
  }

  /// New errors between two sides, each with the commits that have a part in it.
  func show(_ findings: [JoinFinding], zone: TimeZone) {
    let sources = Dictionary(findings.map { ($0.finding.path, $0.source) }, uniquingKeysWith: { first, _ in first })
    let told = findings.map { join -> Diagnostic in
      var finding = join.finding
      let sides = [("ours:   ", join.ours), ("theirs: ", join.theirs)].compactMap { name, commit in
        commit.map { name + ConflictListing.who($0, zone) }
      }
      finding.help = ([finding.help ?? "each side is good by itself"] + sides).joined(separator: "\n")
      return finding
    }
    show(told) { path in sources[path] ?? nil }
  }
}
