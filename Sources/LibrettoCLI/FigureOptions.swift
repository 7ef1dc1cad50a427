public import ArgumentParser
import LibrettoWorkspace

/// Of when a figure is asked.
struct PeriodOptions: ParsableArguments {
  @Option(
    name: .customLong("since"), parsing: .unconditional,
    help: ArgumentHelp("The first day: 2026-10-01, som, -30d.", valueName: "date"))
  var since: String?
  @Option(
    name: .customLong("until"), parsing: .unconditional,
    help: ArgumentHelp("The last day; left out, today.", valueName: "date"))
  var until: String?
  @Option(
    name: .customLong("period"), help: ArgumentHelp("A period: 2026-Q4, 2026-11, 2026-W47.", valueName: "period"))
  var period: String?

  /// The days that are asked for; nil where none are.
  func days(_ workspace: Workspace) throws -> DatePeriod? {
    try workspace.period(period, since: since, until: until)
  }
}

/// How a figure is written.
struct FigureOptions: ParsableArguments {
  @Option(help: "table, json, csv or md.") var format: FigureFormat = .table

  /// Prints a figure.
  func show(_ figure: Figure, _ context: ReportContext) async { await Self.show(figure, context, format) }

  /// Prints a figure in a format.
  static func show(_ figure: Figure, _ context: ReportContext, _ format: FigureFormat) async {
    let width = Session.current.console.outputWidth
    let renderer = FigureRenderer(.english, zone: context.zone, width: width)
    let text = renderer.render(figure, format)
    // A pipe gets the values as they are; a terminal must not obey them.
    await Pager.write(width != nil && format != .table ? RowRenderer.forTerminal(text) : text)
  }
}

extension FigureFormat: ExpressibleByArgument {}
