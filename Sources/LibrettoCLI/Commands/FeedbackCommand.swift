import ArgumentParser
import LibrettoWorkspace

/// `libretto feedback`.
struct FeedbackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedback",
    abstract: "Tell marketing what was heard of a lead or about a campaign, in one commit.",
    usage: "libretto feedback <record> <text> … [--by <member>]",
    discussion: """
      Writes a line of the log of the kind feedback. It answers a promise such as feedback on recycled leads, and \
      stands on \
      the weekly page.

      EXAMPLE
        libretto feedback jane-doe "Came for the price list, no project yet"
        libretto feedback 2026-q4-webinar "Three leads asked for the recording"
      """)

  @Argument(help: "The lead or the campaign.", completion: BookCompletion.records) var record: String
  @Argument(help: "What was heard.") var text: [String] = []
  @Option(
    help: ArgumentHelp("The member who heard it, where it was not you.", valueName: "member"),
    completion: BookCompletion.members) var by: String?
  @OptionGroup var committing: CommittingOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    guard !text.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) else {
      throw WorkspaceError(
        .usage, "there is no text", help: "libretto feedback \(record) \"Asked for the recording\"")
    }
    let workspace = try book.openForEditing()
    if let known = workspace.book.agreement.activities, !known.contains("feedback") {
      throw WorkspaceError(
        .usage, "feedback is no agreed kind of activity",
        help:
          "add it to agreement.yaml: vocabulary: activities: [\(known.prefix(2).joined(separator: ", ")), …, feedback]"
      )
    }
    let (plan, catalog) = try await workspace.planning([record]) { _, records, _ in
      try workspace.planLogging(
        records[0], kind: "feedback", text: text.joined(separator: " "), member: by, date: nil)
    }
    try await committing.apply(plan, workspace, catalog)
  }
}
