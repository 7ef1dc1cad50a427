import ArgumentParser
import LibrettoWorkspace

/// `libretto merge`.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join a branch into the current one, field by field.",
    usage: """
      libretto merge <rev> [-m <message>] [--no-commit]
                     [--ff-only | --no-ff]
      libretto merge --abort | --continue
      """,
    discussion: """
      As git merge does it, but records are joined by field, list and log line, and the whole result is checked before \
      anything is touched: what neither side had wrong alone is told with the commits of both. What only you can choose is \
      left in the files between conflict markers, and in Git's own state of a merge: git status, git mergetool and git \
      merge --abort work as ever.

      EXAMPLE
        libretto merge sales
        libretto conflicts
        libretto resolve jane-doe stage=theirs
        libretto commit
      """)

  @Argument(help: ArgumentHelp("A branch, a tag or a commit.", valueName: "rev"), completion: BookCompletion.revisions)
  var revision: String?
  @Option(name: [.customShort("m"), .customLong("message")], parsing: .unconditional, help: "The message.")
  var message: String?
  @Flag(name: [.customShort("e"), .customLong("edit")], help: "Open the message in your editor first.") var edits =
    false
  @Flag(name: .customLong("no-commit"), help: "Leave the result in the files, to be committed by libretto commit.")
  var leaves = false
  @Flag(name: .customLong("ff-only"), help: "Only move the branch on; refuse to join.") var onlyForward = false
  @Flag(name: .customLong("no-ff"), help: "Make a merge commit also where the branch could move on.")
  var neverForward = false
  @Flag(name: .customLong("no-verify"), help: "Run no hooks of the repository.") var skipsHooks = false
  @Flag(name: .customLong("abort"), help: "Give up the merge under way.") var aborts = false
  @Flag(name: .customLong("continue"), help: "Commit the merge under way, as libretto commit does.") var continues =
    false
  @OptionGroup var book: BookOptions

  func run() async throws {
    let session = Session.current
    if aborts || continues {
      guard revision == nil, aborts != continues else {
        throw WorkspaceError(.usage, "--abort and --continue stand alone", help: "libretto merge --abort")
      }
      if continues {
        return try await CommitCommand.commit(book, message: message, edits: edits, skipsHooks: skipsHooks)
      }
      let workspace = try book.open(withBrokenConfiguration: true)
      try await workspace.abortMerge()
      session.note("The merge was given up; everything is as it was before it.")
      return
    }
    guard let revision else {
      throw WorkspaceError(.usage, "what is to be merged is not named", help: "name a branch: libretto merge sales")
    }
    guard !(onlyForward && neverForward) else {
      throw WorkspaceError(.usage, "--ff-only and --no-ff exclude each other", help: "use one of them")
    }
    if let message, message.allSatisfy(\.isWhitespace) {
      throw WorkspaceError(.usage, "the message is empty", help: "write one, or leave -m out")
    }
    let workspace = try book.openForEditing(withBrokenConfiguration: true)
    workspace.unlock()
    var options = MergeOptions()
    (options.message, options.editsMessage, options.runsHooks) = (message, edits, !skipsHooks)
    options.fastForward = onlyForward ? .only : neverForward ? .never : .allowed
    options.commits = !leaves
    let outcome = try await workspace.merge(revision, options: options)
    if !outcome.hookOutput.isEmpty { session.console.writeError(outcome.hookOutput) }
    try session.show(outcome, workspace, revision)
  }
}
