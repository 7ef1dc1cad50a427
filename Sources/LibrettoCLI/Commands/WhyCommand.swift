import ArgumentParser
import LibrettoWorkspace

/// `libretto why`.
struct WhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Show which commit set a field's value: who, when, why, in which pull request.",
    discussion: """
      For a value that came by a merge, the commit of the merged branch and the merge. The pull or merge request is found in \
      the messages, as hosting services write it.

      EXAMPLE
        libretto why jane-doe stage
        libretto why lead/jane-doe next.due --format json
      """)

  /// How the answer is shown.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Argument(help: "The record: its id, an old id, or type/id.", completion: BookCompletion.records) var record: String
  @Argument(help: "The field, such as stage or next.due.") var field: String
  @Option(help: "text or json.") var format: Format = .text
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.open()
    let session = Session.current
    workspace.onHistoryNote = { session.note("note: \($0)") }
    let reason = try await workspace.reason(record, field: field)
    switch format {
    case .text:
      let page = ReasonPage(
        reason, zone: workspace.timeZone, people: workspace.people,
        style: ANSIStyle(isOn: session.console.colorsOutput))
      session.console.write(page.text)
    case .json:
      let value = ReasonPage.json(reason, zone: workspace.timeZone, people: workspace.people)
      session.console.write(value.text(pretty: true) + "\n")
    }
  }
}
