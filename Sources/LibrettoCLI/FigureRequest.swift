import ArgumentParser
import LibrettoWorkspace

/// What is asked of a figure of a moment: as of when, and how it is written.
struct MomentRequest: ParsableArguments {
  @OptionGroup var output: FigureOptions
  @OptionGroup var revision: RevisionOptions
  @OptionGroup var book: BookOptions

  /// Opens the book, as it is or as it stood, with the facts that figures are computed from.
  ///
  /// - Parameter parts: the parts of the agreement without which there is no figure
  func open(needing parts: [[String]] = []) async throws -> (Workspace, ReportContext) {
    let workspace = try revision.open(book)
    return (workspace, try await Self.context(of: workspace, needing: parts))
  }

  /// The facts of an opened book.
  static func context(of workspace: Workspace, needing parts: [[String]]) async throws -> ReportContext {
    BookOptions.tellWhatIsLeftOut(workspace)
    let session = Session.current
    workspace.onHistoryNote = { session.note("note: \($0)") }
    let context = try await workspace.reportContext()
    try workspace.requireTerms(parts, context)
    return context
  }

  /// Computes a figure and shows it.
  func show(needing parts: [[String]] = [], _ make: (ReportContext) throws -> Figure) async throws {
    let (workspace, context) = try await open(needing: parts)
    let figure = try workspace.computing { try make(context) }
    await output.show(figure, context)
  }
}

/// What is asked of a figure: of which days, as of when, and how it is written.
struct FigureRequest: ParsableArguments {
  @OptionGroup var period: PeriodOptions
  @OptionGroup var moment: MomentRequest

  /// Computes a figure and shows it.
  ///
  /// - Parameter parts: the parts of the agreement without which there is no figure
  func show(needing parts: [[String]] = [], _ make: (ReportContext, DatePeriod?) throws -> Figure) async throws {
    let workspace = try moment.revision.open(moment.book)
    let days = try period.days(workspace)
    let context = try await MomentRequest.context(of: workspace, needing: parts)
    let figure = try workspace.computing { try make(context, days) }
    await moment.output.show(figure, context)
  }
}

/// By which field a figure is parted.
struct GroupingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Part it by a field: owner, source, account.country, closed.quarter.", valueName: "field"))
  var by: String?
}
