import ArgumentParser
import LibrettoWorkspace

/// `libretto history`.
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show what became of a record: who changed what, when, in which commit.",
    discussion: """
      Newest first, under all ids that the record had; with a field, the changes of that field alone. Read from the commits \
      of the default branch, and of HEAD. What is not committed yet stands on top, without a commit.

      EXAMPLE
        libretto history jane-doe
        libretto history jane-doe stage
        libretto history lead/jane-doe next --format json
      """)

  @Argument(
    help: "The record: its id, an old id, or type/id; also one that is gone.", completion: BookCompletion.records)
  var record: String
  @Argument(help: "A field, such as stage or next.due.") var field: String?
  @Option(help: "table, json, ndjson, csv, tsv or md.") var format: RowFormat = .table
  @OptionGroup var book: BookOptions

  func run() async throws { try await Self.show(record, field: field, format, book) }

  /// Shows what became of a record.
  static func show(_ record: String, field: String?, _ format: RowFormat, _ book: BookOptions) async throws {
    guard format != .ids, format != .paths else {
      throw WorkspaceError(
        .usage, "a history has no \(format.rawValue)", help: "write table, json, ndjson, csv, tsv or md")
    }
    let workspace = try book.open()
    let session = Session.current
    workspace.onHistoryNote = { session.note("note: \($0)") }
    let history = try await workspace.history(of: record, field: field)
    let renderer = RowRenderer(format, width: session.console.outputWidth, colour: session.console.colorsOutput)
    await Pager.write(renderer.render(RowSet(history, zone: workspace.timeZone, format: format)))
    if history.events.isEmpty, session.console.errorWidth != nil, format == .table { session.note("Nothing found.") }
  }
}
