import ArgumentParser
import LibrettoWorkspace

/// `libretto log`.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Write a line into a record's log, or show what became of the record.",
    usage: """
      libretto log <record> <kind> <text> … [--date <date>] [--by <member>]
      libretto log <record>
      """,
    discussion: """
      The line has the time of now and your short name. Kinds of activity are agreed in agreement.yaml. \
      Without a kind, shows the record's log and history, as libretto history does.

      EXAMPLE
        libretto log jane-doe call "Asked for a quote, decides in December"
        libretto log jane-doe meeting "Demo on site" \\
          --date "2026-11-20 10:00" --by sara
        libretto log jane-doe call -- "- a text that begins with a hyphen"
      """)

  @Argument(help: "The record.", completion: BookCompletion.records) var record: String
  @Argument(help: "What happened: call, email, meeting, …", completion: BookCompletion.activities) var kind: String?
  @Argument(help: "What was said or done.") var text: [String] = []
  @Option(help: "The day or moment, such as yesterday or \"2026-11-20 10:00\".") var date: String?
  @Option(
    help: ArgumentHelp("The member who did it, where it was not you.", valueName: "member"),
    completion: BookCompletion.members) var by: String?
  @OptionGroup var edit: EditingOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    guard let kind else {
      guard date == nil, by == nil else {
        throw WorkspaceError(
          .usage, "there is no kind and no text", help: "libretto log \(record) call \"Asked for a quote\"")
      }
      return try await HistoryCommand.show(record, field: nil, .table, book)
    }
    guard !text.isEmpty else {
      throw WorkspaceError(
        .usage, "the entry has no text", help: "libretto log \(record) \(kind) \"Asked for a quote\"")
    }
    let workspace = try book.openForEditing()
    let (plan, catalog) = try await workspace.planning([record]) { _, records, _ in
      try workspace.planLogging(
        records[0], kind: kind, text: text.joined(separator: " "), member: by, date: date)
    }
    try edit.apply(plan, workspace, catalog)
  }
}
