import ArgumentParser
import LibrettoWorkspace

/// `libretto score`.
struct ScoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Show the points of leads by the agreed rules, and what is behind them.",
    discussion: """
      Points for what a lead is and for what it did, which lose with time: agreement.yaml: scoring. With --write, \
      scores and \
      the grade of the fit go into the records in one commit; a lead whose stage asks for more points is left as it is and told.

      EXAMPLE
        libretto score jane-doe --explain
        libretto score --all
        libretto score --all --write
      """)

  @Argument(help: "The lead.", completion: BookCompletion.records) var record: String?
  @Flag(name: .customLong("explain"), help: "Show the rule and the line of the log behind each point.")
  var explains = false
  @Flag(name: .customLong("all"), help: "Work on all leads.") var isAll = false
  @Flag(name: .customLong("write"), help: "Write scores and grades into the records, in one commit.") var writes = false
  @OptionGroup var request: MomentRequest
  @OptionGroup var committing: CommittingOptions

  func run() async throws {
    guard isAll != (record != nil) else {
      throw WorkspaceError(
        .usage, isAll ? "both a lead and --all are given" : "no lead is named",
        help: "libretto score jane-doe --explain, or libretto score --all")
    }
    guard !writes || request.revision.name == nil else {
      throw WorkspaceError(.usage, "what was cannot be written", help: "leave --at out")
    }
    let (workspace, context) = try await request.open(needing: [["scoring"]])
    guard let scoring = context.terms.scoring else {
      throw WorkspaceError(
        .usage, "no points are agreed: agreement.yaml has no scoring", help: "see: libretto schema agreement")
    }
    if writes { BookOptions.lock(workspace) }
    var scores = try workspace.computing { try scoring.scores(in: context) }
    if let record {
      let name = record.split(separator: "/").last.map(String.init) ?? record
      scores = scores.filter { $0.lead.id == name }
      if scores.isEmpty {
        let found = try workspace.record(record, in: try await workspace.load().catalog)
        guard let score = try scoring.scores(in: context).first(where: { $0.lead == found.reference }) else {
          throw WorkspaceError(.usage, "\(found.reference) is no lead", help: "points are agreed for leads")
        }
        scores = [score]
      }
    }
    if writes { return try await write(scores, workspace) }
    let figure = explains && !isAll ? scores[0].figure(in: context) : .scores(scores, in: context)
    await request.output.show(figure, context)
  }

  private func write(_ scores: [LeadScore], _ workspace: Workspace) async throws {
    let catalog = try await workspace.load().catalog
    let plan = try workspace.planScores(scores, on: scores.compactMap { catalog[$0.lead] }, in: catalog)
    for finding in plan.leftOut {
      Session.current.note("left as it is: \(finding.record?.id ?? finding.path): \(finding.message)")
    }
    guard !plan.plan.isEmpty else { return Session.current.note("Nothing changed.") }
    try await committing.apply(plan.plan, workspace, catalog)
  }
}
