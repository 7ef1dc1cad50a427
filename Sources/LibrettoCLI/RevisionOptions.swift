import ArgumentParser
import LibrettoWorkspace

/// As of when a command that reads answers.
struct RevisionOptions: ParsableArguments {
  @Option(
    name: .customLong("at"), parsing: .unconditional,
    help: ArgumentHelp(
      "Answer from the book as it stood at a revision (HEAD~20, v1.2) or at the end of a date (2026-06-30, 2026-Q2, -7d).",
      valueName: "rev|date"),
    completion: BookCompletion.revisions)
  var name: String?

  /// Opens the book as it is, or as it stood then.
  func open(_ options: BookOptions) throws -> Workspace {
    guard let name else { return try options.open() }
    // The configuration of now says no more than the time zone and the branch.
    let past = try options.open(withBrokenConfiguration: true).at(name)
    Session.current.opened.remember(past)
    try past.requireReadableConfiguration()
    return past
  }

  /// Tells a person at a terminal which commit a date led to.
  static func tell(_ workspace: Workspace) {
    guard let revision = workspace.revision, revision.isDate, Session.current.console.errorWidth != nil else { return }
    let day = workspace.timeZone.civil(at: Instant(secondsSinceEpoch: revision.commit.committer.seconds)).0
    Session.current.note("As of \(visible(revision.description)), committed on \(day).")
  }
}
