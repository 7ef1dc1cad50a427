import ArgumentParser
import LibrettoWorkspace

/// `libretto sync`.
struct SyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Fetch what others did, join it field by field, and push.",
    usage: """
      libretto sync [--rebase | --merge] [--remote <name>] [--no-push]
                    [--dry-run]
      """,
    discussion: """
      The branch and the one it follows become the same. Local commits are made again on top of what came, so that history \
      stays one line that tells who changed what; --merge, or pull.rebase=false, joins by a merge commit instead, and so \
      does sync where you have to choose. Your files and your branch change only when the remote has taken the commits. \
      Changes that are not committed stay as they are. Nothing is ever forced.

      Where both changed the same field, sync ends with 1: see libretto conflicts, choose with libretto resolve, then \
      libretto commit and libretto sync.

      EXAMPLE
        libretto sync
        libretto sync --dry-run
        libretto sync --remote origin
      """)

  @Flag(help: "Make local commits again on top of what came (the default).") var rebase = false
  @Flag(help: "Join by a merge commit.") var merge = false
  @Option(
    help: ArgumentHelp("The remote; a branch that follows none will follow its branch there.", valueName: "name"))
  var remote: String?
  @Flag(name: .customLong("no-push"), help: "Only take what came.") var keepsToItself = false
  @Flag(name: [.customShort("n"), .customLong("dry-run")], help: "Only fetch, and tell what would come and go.")
  var isDryRun = false
  @OptionGroup var book: BookOptions

  func validate() throws {
    if rebase, merge { throw ValidationError("--rebase and --merge exclude each other.") }
  }

  func run() async throws {
    let workspace = try book.openForEditing(withBrokenConfiguration: true)
    // A change of several files is whole by now; the network may be slow, and others are not to wait for it.
    workspace.unlock()
    let session = Session.current
    var options = SyncOptions()
    options.remote = remote
    options.mode = rebase ? .rebase : merge ? .merge : nil
    options.isDryRun = isDryRun
    options.pushes = !keepsToItself
    options.showsProgress = session.console.errorWidth != nil
    let progress = GitProgress(session.console)
    let outcome: SyncOutcome
    do {
      defer { progress.end() }
      outcome = try await workspace.sync(options) { progress.show($0) }
    }
    let listing = SyncListing(session: session, isDryRun: isDryRun, pushes: options.pushes, zone: workspace.timeZone)
    listing.show(outcome)
    if case .done = outcome.result { return }
    throw ExitCode(1)
  }
}
