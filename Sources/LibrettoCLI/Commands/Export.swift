public import ArgumentParser
public import LibrettoWorkspace

/// `libretto export`.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Give records out for other programs.",
    usage: """
      libretto export csv <type> [<term> …] [--delimiter <name>] [--raw]
      libretto export ndjson [<query> …]
      """,
    discussion: """
      csv is a table of one type with a column a field: links as ids, lists separated by semicolons. Cells that a \
      spreadsheet would run as a formula get an apostrophe in front, which an import takes away again; --raw leaves them \
      as they are. ndjson is an object a line with id, type, path and fields.

      EXAMPLE
        libretto export csv deals stage:won > won.csv
        libretto export ndjson > book.ndjson
        libretto export csv deals --at 2026-Q3 > q3.csv
      """)

  @Argument(help: "csv or ndjson.") var format: ExportRequest.Format
  @Argument(help: ArgumentHelp("Which records: a type, then what they must meet.", valueName: "query")) var query:
    [String] = []
  @Option(help: ArgumentHelp("comma, semicolon, tab or pipe.", valueName: "name")) var delimiter = "comma"
  @Flag(help: "Leave formulas as they are.") var raw = false
  @OptionGroup var revision: RevisionOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    guard let known = CSVDelimiter(name: delimiter) else {
      throw WorkspaceError(
        .usage, "unknown delimiter \"\(visible(delimiter))\"", help: "one of comma, semicolon, tab, pipe")
    }
    var request = ExportRequest(format, query: query)
    request.delimiter = known
    request.isRaw = raw
    let console = Session.current.console
    let workspace = try revision.open(book)
    BookOptions.tellWhatIsLeftOut(workspace)
    try await workspace.export(request) {
      let text = String(decoding: $0, as: UTF8.self)
      console.write(console.outputWidth == nil ? text : RowRenderer.forTerminal(text))
    }
  }
}

extension ExportRequest.Format: ExpressibleByArgument {}
