public import ArgumentParser
import LibrettoWorkspace

/// `libretto query`.
struct QueryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Find records and add them up.",
    discussion: """
      The first word is a record type, the rest are terms that must all hold: field:value, field:a,b, field!=value, \
      field~text, field:lo..hi, has:field, no:field, not:term, account.country:DE. The whole language: docs/query.md.

      EXAMPLE
        libretto query leads stage:mql,sql owner:@me next.due:..+7d
        libretto query leads 'name:"Jane Doe"' --columns name,account.country
        libretto query deals stage:won closed:2026-Q3 --group owner --count \\
          --sum amount
        libretto query leads no:email --format ids
        libretto query --view hot-leads
        libretto query leads stage:mql --at 2026-06-30
      """)

  @Argument(help: ArgumentHelp("The query.", valueName: "term"), completion: BookCompletion.terms) var words: [String] =
    []
  @Option(
    help: ArgumentHelp(
      "The columns to show, with commas. Left out, as many of the usual ones as the terminal is wide.",
      valueName: "fields"))
  var columns: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The fields to sort by; -field for descending order.", valueName: "fields"))
  var sort: String?
  @Option(help: "The most rows to show.") var limit: Int?
  @Option(help: ArgumentHelp("Put records with the same value together.", valueName: "field")) var group: String?
  @Flag(help: "Count the records of each group.") var count = false
  @Option(help: ArgumentHelp("Add up a field.", valueName: "field")) var sum: [String] = []
  @Option(help: ArgumentHelp("Average a field.", valueName: "field")) var avg: [String] = []
  @Option(help: ArgumentHelp("The least value of a field.", valueName: "field")) var min: [String] = []
  @Option(help: ArgumentHelp("The greatest value of a field.", valueName: "field")) var max: [String] = []
  @Option(help: ArgumentHelp("Ask a saved view of views/.", valueName: "name"), completion: BookCompletion.views)
  var view: String?
  @Option(help: "table, json, ndjson, csv, tsv, md, ids or paths.") var format: RowFormat = .table
  @Flag(help: "Leave formulas in CSV cells as they are.") var raw = false
  @OptionGroup var revision: RevisionOptions
  @OptionGroup var book: BookOptions

  mutating func validate() throws {
    if let limit, limit < 0 { throw ValidationError("a limit is a whole number from 0") }
  }

  func run() async throws {
    let workspace = try revision.open(book)
    BookOptions.tellWhatIsLeftOut(workspace)
    let query = try view.map { try saved($0, workspace) } ?? workspace.query(words, options: options)
    let answer = try await workspace.answer(query)
    let session = Session.current
    if format == .table { RevisionOptions.tell(workspace) }
    for note in answer.notes { session.note("note: \(visible(note))") }
    let renderer = RowRenderer(
      format, width: session.console.outputWidth, colour: session.console.colorsOutput, raw: raw)
    var rows = RowSet(answer)
    rows.mayDropColumns = columns == nil && view == nil && !query.isGrouped
    await Pager.write(renderer.render(rows))
    if answer.rows.isEmpty, session.console.errorWidth != nil, format == .table { session.note("Nothing found.") }
  }

  private var options: QueryOptions {
    QueryOptions(
      columns: columns, sort: sort, limit: limit, group: group, count: count, sum: sum, avg: avg, min: min, max: max)
  }

  private func saved(_ name: String, _ workspace: Workspace) throws -> Query {
    guard words.isEmpty, options == QueryOptions() else {
      throw WorkspaceError(
        .usage, "a saved view is asked as it is",
        help: "leave the other words and options out, or change views/\(name).yaml")
    }
    return try workspace.view(named: name).query
  }
}

extension RowFormat: ExpressibleByArgument {}
