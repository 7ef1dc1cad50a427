import ArgumentParser
import LibrettoWorkspace

/// `libretto recycle`.
struct RecycleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recycle",
    abstract: "Give leads back to be nurtured, with a reason, in one commit.",
    discussion: """
      Moves them to the stage whose gate asks for recycle_reason, sets the reason and, with --until, the day from \
      which they \
      may be tried again, and writes a line of the log. Reasons are agreed in agreement.yaml: reasons: recycle.

      EXAMPLE
        libretto recycle jane-doe --reason no-timing --until 2027-01
        libretto recycle jane-doe jo-ho --reason no-budget --note "Asks in May"
      """)

  @Argument(help: ArgumentHelp("The leads.", valueName: "record"), completion: BookCompletion.records)
  var records: [String]
  @Option(help: "The reason, one that is agreed.") var reason: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("When to try again: 2027-01-15, 2027-01, +3m.", valueName: "date"))
  var until: String?
  @Option(help: ArgumentHelp("What the line of the log says besides.", valueName: "text")) var note: String?
  @OptionGroup var committing: CommittingOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    let request = HandoffRequest(.giveBack(subject: "recycle", reason: reason, until: until), note: note)
    try await committing.run(request, on: records, book)
  }
}
