import ArgumentParser
import LibrettoWorkspace

/// `libretto setup`.
struct SetupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Make Git and the hosting service work field by field.",
    usage: """
      libretto setup [--hooks] [--github] [--gitlab]
                     [--dry-run] [--undo]
      """,
    discussion: """
      In this clone: git merge, rebase and stash pop join records by field, git diff and git log -p show them so; with \
      --hooks, what does not fit is neither committed nor pushed. In the repository: .gitattributes, and for a hosting \
      service the jobs that review, comment and join, with CODEOWNERS. Nothing of yours is written over, and what is written \
      is left for you to look at and commit. Can be run again at any time.

      EXAMPLE
        libretto setup
        libretto setup --hooks --github --dry-run
        libretto setup --undo
      """)

  @Flag(help: "Set up hooks: validate before a commit, review before a push.") var hooks = false
  @Flag(help: "Write a workflow of GitHub Actions, and CODEOWNERS.") var github = false
  @Flag(help: "Write jobs of GitLab, and CODEOWNERS.") var gitlab = false
  @Flag(name: [.customLong("dry-run"), .customShort("n")], help: "Show what would be written, and write nothing.")
  var isDryRun = false
  @Flag(help: "Take away what was set up and nobody edited.") var undo = false
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.openForEditing()
    let hosting: [SetupRequest.Hosting] = (github ? [.github] : []) + (gitlab ? [.gitlab] : [])
    let outcome = try await workspace.setUp(
      SetupRequest(hooks: hooks, hosting: hosting, isUndo: undo, isDryRun: isDryRun))
    let session = Session.current
    let style = ANSIStyle(isOn: session.console.colorsOutput)
    for step in outcome.steps where step.state != .unchanged {
      let word = step.state.rawValue + String(repeating: " ", count: 8 - step.state.rawValue.count)
      session.print("\(word) \(style(visible(step.place), .bold)): \(visible(step.message))")
      if let help = step.help { session.print("         help: \(visible(help))") }
      guard isDryRun, let content = step.content else { continue }
      for line in content.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        session.print(line.isEmpty ? "       |" : "       | \(visible(String(line)))")
      }
    }
    guard outcome.hasChanges else {
      session.note(undo ? "Nothing to take away." : "Nothing to do: what was asked for is set up.")
      return
    }
    if isDryRun {
      session.note("Nothing was written: this was a dry run.")
    } else if outcome.changesRepository {
      session.note("Look at the files with git diff, then commit them: libretto commits records, git the rest.")
    }
  }
}
