import ArgumentParser
import LibrettoWorkspace

/// `libretto sql`.
struct SQLCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Ask the book in SQL.",
    discussion: """
      One SELECT over a table for each record type (lead, account, ...) and Libretto's own tables: links, logs, history, \
      findings. It can only read, and is stopped when its time is over. Tables, columns and examples: docs/sql.md.

      EXAMPLE
        libretto sql "select owner, count(*) from lead where stage = 'mql' group by 1"
        libretto sql --tables
        libretto sql --tables lead
        libretto sql --format csv < report.sql
      """)

  @Argument(
    help: ArgumentHelp(
      "The statement; - or, where standard input is no terminal, nothing: from standard input.",
      valueName: "statement"))
  var statement: String?
  @Flag(help: "List the tables with their columns, or the columns of one table.") var tables = false
  @Option(help: "table, json, ndjson, csv, tsv or md.") var format: RowFormat = .table
  @Option(help: ArgumentHelp("The seconds after which the statement is stopped.", valueName: "seconds"))
  var timeout: Double = 5
  @Option(help: "The most rows to show. Left out, 100000.") var limit: Int?
  @Flag(help: "Leave formulas in CSV cells as they are.") var raw = false
  @OptionGroup var book: BookOptions

  mutating func validate() throws {
    if let limit, limit < 0 { throw ValidationError("a limit is a whole number from 0") }
    guard timeout > 0, timeout <= 86_400 else {
      throw ValidationError("a timeout is a number of seconds above 0, of at most a day")
    }
    guard ![.ids, .paths].contains(format) else {
      throw ValidationError("a statement answers with rows, not records: \(format.rawValue) is for libretto query")
    }
  }

  func run() async throws {
    let session = Session.current
    if tables {
      await show(try await listing(), session)
      return
    }
    let text = try sql(session)
    let workspace = try book.open()
    BookOptions.tellWhatIsLeftOut(workspace)
    var limits = SQLLimits(seconds: timeout)
    if let limit { limits.rows = limit }
    let line = ProgressReport(session.console)
    defer { line.end() }
    let answer = try await workspace.answer(sql: text, limits: limits) { line.show("indexing", $0, $1) }
    line.end()
    await show(RowSet(answer), session)
    if answer.isCut, limit == nil {
      session.note("note: only the first \(limits.rows) rows are shown; --limit N shows more")
    }
    if answer.rows.isEmpty, session.console.errorWidth != nil, format == .table { session.note("Nothing found.") }
  }

  private func sql(_ session: Session) throws -> [UInt8] {
    if let statement, statement != "-" { return Array(statement.utf8) }
    guard statement == "-" || !session.console.inputIsTerminal else {
      throw WorkspaceError(
        .usage, "there is no statement",
        help: "libretto sql 'select count(*) from lead'; the tables: libretto sql --tables")
    }
    return try InputFile.read("-")
  }

  /// All tables, a row for each; or the columns of one.
  private func listing() async throws -> RowSet {
    let line = ProgressReport(Session.current.console)
    defer { line.end() }
    let rows = try await book.open().sqlTables(named: statement) { line.show("indexing", $0, $1) }
    if statement != nil {
      return RowSet(
        columns: [RowSet.Column("column", kind: .word), RowSet.Column("type", kind: .word)],
        rows: rows.map { [.text($0[1]), .text($0[2])] })
    }
    var names: [String] = []
    var columns: [String: [RowSet.Cell]] = [:]
    for row in rows {
      if columns[row[0]] == nil { names.append(row[0]) }
      columns[row[0], default: []].append(.text(row[1]))
    }
    var set = RowSet(
      columns: [RowSet.Column("table", kind: .word), RowSet.Column("columns")],
      rows: names.map { [.text($0), .list(columns[$0] ?? [])] })
    set.wrapsText = true
    return set
  }

  private func show(_ rows: RowSet, _ session: Session) async {
    let renderer = RowRenderer(
      format, width: session.console.outputWidth, colour: session.console.colorsOutput, raw: raw)
    await Pager.write(renderer.render(rows))
  }
}
