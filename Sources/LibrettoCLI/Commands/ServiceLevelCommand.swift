import ArgumentParser
import LibrettoWorkspace

/// `libretto sla`.
struct ServiceLevelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sla",
    abstract: "Show how the promises of the agreement stand: kept, broken, running.",
    discussion: """
      Promises are agreed in agreement.yaml: service_levels. Without a name: all of them, and whoever waits for an \
      answer, by \
      the time that is left. Time is counted as the promise says: in business hours, or by the calendar. A period \
      takes \
      what began in it.

      EXAMPLE
        libretto sla
        libretto sla first-response --period 2026-Q4
        libretto sla --due 4h
        libretto sla --breached --exit-code
        libretto sla --format json --at 2026-10-31
      """)

  @Argument(help: "The promise, by its name in agreement.yaml.") var name: String?
  @Flag(name: .customLong("breached"), help: "Only promises that were broken.") var isBreached = false
  @Option(help: ArgumentHelp("Only running promises that end within this time: 4h, 2d.", valueName: "time"))
  var due: String?
  @Flag(name: .customLong("exit-code"), help: "End with 1 where a promise was broken, or with --due, ends so soon.")
  var hasExitCode = false
  @Option(help: ArgumentHelp("Part them by a field of their records: owner, source, owner.team.", valueName: "field"))
  var by: String?
  @OptionGroup var output: FigureOptions
  @OptionGroup var period: PeriodOptions
  @OptionGroup var revision: RevisionOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    guard !isBreached || due == nil else {
      throw WorkspaceError(
        .usage, "what is broken is not due any more", help: "use --breached, or --due \(due ?? "4h")")
    }
    let within = try due.map(Self.seconds)
    let workspace = try revision.open(book)
    BookOptions.tellWhatIsLeftOut(workspace)
    let days = try period.days(workspace)
    let session = Session.current
    workspace.onHistoryNote = { session.note("note: \($0)") }
    let context = try await workspace.reportContext()
    let promises = try workspace.promises(name, in: context)
    var report = try workspace.computing { try PromiseReport(promises, period: days, by: by, in: context) }
    if isBreached { report = report.filtered { $0.state == .broken } }
    if let within {
      report = report.filtered { one in
        one.state == .running && report.secondsLeft(one).map { $0 <= within } ?? false
      }
    }
    switch output.format {
    case .json: session.console.write(JSONValue.lines(report.cases.map { Self.json($0, context) }))
    case .csv:
      await Pager.write(RowRenderer(.csv, width: session.console.outputWidth).render(Self.rows(report, context)))
    case .table, .md:
      let isSelection = isBreached || within != nil
      var figure = report.figure(period: days, limit: name != nil || isSelection ? nil : 20)
      // On a terminal of 80 columns names matter more; what waits is listed below.
      if output.format == .table, let width = session.console.outputWidth, width < 90 {
        figure = figure.without(column: "oldest")
      }
      await output.show(isSelection ? figure.only("cases") : figure, context)
    }
    if hasExitCode, report.cases.contains(where: { $0.state == .broken || within != nil }) { throw ExitCode(1) }
  }

  private static func seconds(_ text: String) throws(WorkspaceError) -> Int {
    guard let duration = CalendarDuration(text), duration.months == 0 else {
      throw WorkspaceError(
        .usage, "\"\(visible(text))\" is no length of time", help: "write it in hours or days: --due 4h, --due 2d")
    }
    return duration.days * 86_400 + duration.seconds
  }

  private static let columns = ["promise", "record", "from", "due", "until", "state"]

  private static func rows(_ report: PromiseReport, _ context: ReportContext) -> RowSet {
    let rows = report.cases.map { one in json(one, context).object?.map { RowSet.Cell($0.value) } ?? [] }
    return RowSet(columns: columns.map { RowSet.Column($0) }, rows: rows)
  }

  private static func json(_ one: PromiseCase, _ context: ReportContext) -> JSONValue {
    func moment(_ instant: Instant?) -> JSONValue { .text(instant?.description(in: context.zone)) }
    return .members([
      ("promise", .text(one.promise)), ("record", .text(one.record?.description)), ("from", moment(one.from)),
      ("due", moment(one.due)), ("until", moment(one.until)), ("state", .text(one.state.rawValue)),
    ])
  }
}
