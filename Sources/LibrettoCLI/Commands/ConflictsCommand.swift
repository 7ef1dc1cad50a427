import ArgumentParser
import LibrettoWorkspace

/// `libretto conflicts`.
struct ConflictsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: "Show what is left to be chosen in a merge, field by field.",
    discussion: """
      Of a merge, rebase, cherry-pick or stash, whoever began it: what was there before, what both sides made of it, who \
      and when. Ends with 1 while anything is left.

      EXAMPLE
        libretto conflicts
        libretto conflicts --format json
      """)

  /// How conflicts are shown.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Option(help: "text or json.") var format: Format = .text
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.open(withBrokenConfiguration: true)
    let session = Session.current
    let conflicts = try workspace.conflicts()
    if format == .json {
      let listing = conflicts.map { ConflictJSON($0, zone: workspace.timeZone).value }
      await Pager.write(JSONValue.lines(listing))
    } else if conflicts.isEmpty {
      session.note("No conflicts are left.")
    } else {
      await Pager.write(session.listing(conflicts, zone: workspace.timeZone))
      session.note(ConflictListing.advice(conflicts))
    }
    if !conflicts.isEmpty { throw ExitCode(1) }
  }
}
