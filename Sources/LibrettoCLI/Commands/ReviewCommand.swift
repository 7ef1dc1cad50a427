import ArgumentParser
import LibrettoWorkspace

/// `libretto review`.
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Tell what a change may not do.",
    usage: """
      libretto review [<base..head>] [--signed] [--format <format>]
      libretto review --hook [<ref> <old> <new>]
      """,
    discussion: """
      The rules are those of the base, never of the change itself: fields of other teams (x-team), moves between stages and \
      their gates, files that only some may change (policy: in libretto.yaml), authors that are members, signatures, and \
      whatever validate tells of the records that change. Each commit is judged, and all of them together. Ends with 1 where \
      there are errors.

      --hook is for a server: as hooks/pre-receive it reads Git's lines, as hooks/update it takes its three arguments.

      EXAMPLE
        libretto review
        libretto review origin/main..HEAD --format github
        exec libretto review --hook
      """)

  @Argument(help: ArgumentHelp("BASE..HEAD, or BASE; left out, since the default branch.", valueName: "range"))
  var arguments: [String] = []
  @Flag(help: "Ask for a signature of its author on each commit.") var signed = false
  @Flag(help: "Judge a push, called by Git as pre-receive or update hook.") var hook = false
  @Option(help: "full, short, json, sarif, github, gitlab, rdjson or md.") var format: ReviewFormat = .full
  @OptionGroup var book: BookOptions

  func run() async throws {
    if hook {
      try await PushReport.run(arguments, book: book.path, signed: signed, format: format)
      return
    }
    guard arguments.count <= 1 else {
      throw WorkspaceError(.usage, "one range is reviewed at a time", help: "write BASE..HEAD")
    }
    let workspace = try book.open(withBrokenConfiguration: true)
    let outcome = try await workspace.review(arguments.first, signed: signed)
    try ReviewReport(outcome: outcome, format: format, session: .current).write(workspace)
    if outcome.hasErrors { throw ExitCode(1) }
  }
}
