import ArgumentParser
import LibrettoWorkspace

/// `libretto disqualify`.
struct DisqualifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disqualify",
    abstract: "Take leads off the way for good, with a reason, in one commit.",
    discussion: """
      Moves them to the stage whose gate asks for disqualify_reason, sets the reason and writes a line of the log. \
      Reasons are \
      agreed in agreement.yaml: reasons: disqualify.

      EXAMPLE
        libretto disqualify jane-doe --reason student
        libretto disqualify jane-doe --reason no-fit --note "Two people, no IT"
      """)

  @Argument(help: ArgumentHelp("The leads.", valueName: "record"), completion: BookCompletion.records)
  var records: [String]
  @Option(help: "The reason, one that is agreed.") var reason: String?
  @Option(help: ArgumentHelp("What the line of the log says besides.", valueName: "text")) var note: String?
  @OptionGroup var committing: CommittingOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    let request = HandoffRequest(.giveBack(subject: "disqualify", reason: reason, until: nil), note: note)
    try await committing.run(request, on: records, book)
  }
}
