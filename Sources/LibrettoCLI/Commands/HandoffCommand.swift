import ArgumentParser
import LibrettoWorkspace

/// `libretto handoff`.
struct HandoffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handoff",
    abstract: "Hand leads over to the next team, in one commit.",
    discussion: """
      Moves them to the last stage of their team before a stage of another team, writes a line of the log, and sets \
      the \
      owner where you name one; an owner who is not of the next team is taken out. Gates and moves are checked \
      first, and \
      nothing is changed where something is missing. From a stage off the way, such as one for recycled leads, they \
      go the \
      same way again.

      EXAMPLE
        libretto handoff jane-doe
        libretto handoff jane-doe jo-ho --to tom --note "Met at the fair"
        libretto query leads stage:lead score:60.. --format ids |
          xargs libretto handoff --dry-run
      """)

  @Argument(help: ArgumentHelp("The leads.", valueName: "record"), completion: BookCompletion.records)
  var records: [String]
  @Option(
    help: ArgumentHelp("The member of the next team who gets them.", valueName: "member"),
    completion: BookCompletion.members)
  var to: String?
  @Option(help: ArgumentHelp("What the line of the log says besides.", valueName: "text")) var note: String?
  @OptionGroup var committing: CommittingOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    try await committing.run(HandoffRequest(.handoff(to: to), note: note), on: records, book)
  }
}
