import ArgumentParser
import LibrettoWorkspace

/// `libretto route`.
struct RouteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route",
    abstract: "Give owners to the leads that were handed over and that nobody owns, in one commit.",
    discussion: """
      By the rules of agreement.yaml: routing, the longest waiting first; nobody gets more than the agreed capacity.

      EXAMPLE
        libretto route --dry-run
        libretto route
      """)

  @Option(help: "table, json, csv or md.") var format: FigureFormat = .table
  @OptionGroup var committing: CommittingOptions
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.openForEditing()
    let context = try await MomentRequest.context(of: workspace, needing: [["routing"], ["capacity"]])
    guard !context.terms.routing.isEmpty else {
      throw WorkspaceError(
        .usage, "no rule is agreed: agreement.yaml has no routing", help: "see: libretto schema agreement")
    }
    let routing = try workspace.computing { try RoutingPlan(in: context) }
    if committing.isDryRun || format != .table {
      await FigureOptions.show(routing.figure(in: context), context, format)
      guard !committing.isDryRun else { return Session.current.note("Nothing was written: this was a dry run.") }
    }
    let session = Session.current
    for one in routing.unrouted {
      session.note(
        "left without an owner: \(one.lead.id): \(one.reason == .noRoom ? "nobody has room" : "no rule fits")")
    }
    guard !routing.assignments.isEmpty else { return session.note("Nothing changed.") }
    let names = routing.assignments.map(\.lead.description)
    let (plan, catalog) = try await workspace.planning(names) { catalog, records, isPartial in
      try workspace.planRouting(routing, on: records, in: catalog, isPartial: isPartial)
    }
    try await committing.apply(plan, workspace, catalog)
  }
}
