import ArgumentParser
import LibrettoWorkspace

/// `libretto accept`.
struct AcceptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Take over leads that were handed over, in one commit.",
    discussion: """
      Moves them to the first stage of your team that the agreed moves lead to, makes you their owner and writes a \
      line of \
      the log. Gates and moves are checked first, and nothing is changed where something is missing.

      EXAMPLE
        libretto accept jane-doe
        libretto accept jane-doe jo-ho --note "Call on Monday"
        libretto accept jane-doe --by sara
      """)

  @Argument(help: ArgumentHelp("The leads.", valueName: "record"), completion: BookCompletion.records)
  var records: [String]
  @Option(
    help: ArgumentHelp("The member who takes them, where it is not you.", valueName: "member"),
    completion: BookCompletion.members)
  var by: String?
  @Option(help: ArgumentHelp("What the line of the log says besides.", valueName: "text")) var note: String?
  @OptionGroup var committing: CommittingOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    try await committing.run(HandoffRequest(.accept(by: by), note: note), on: records, book)
  }
}
