import ArgumentParser
import LibrettoWorkspace

/// `libretto digest`.
struct DigestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Tell what changed, for a channel or a mail.",
    discussion: """
      Steps between stages, feedback, promises that were broken, leads that warm up. Nothing is sent: that is left \
      to a \
      program of yours. --webhook writes the JSON that webhooks of Slack, Mattermost and Teams take.

      EXAMPLE
        libretto digest
        libretto digest --since sow --format md
        libretto digest --webhook | curl -sd @- "$WEBHOOK_URL"
      """)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The first day: yesterday, sow, -7d.", valueName: "date"))
  var since = "yesterday"
  @Flag(name: .customLong("webhook"), help: "Write JSON for webhooks: {\"text\": …}.") var isWebhook = false
  @OptionGroup var request: MomentRequest

  func run() async throws {
    let (workspace, context) = try await request.open(needing: [["calendar"], ["service_levels"], ["scoring"]])
    guard let days = try workspace.period(nil, since: since, until: nil) else { return }
    let figure = try workspace.computing { try Figure.digest(days, in: context) }
    guard isWebhook else { return await request.output.show(figure, context) }
    let text = FigureRenderer(.english, zone: context.zone).render(figure, .table)
    Session.current.print(JSONValue.members([("text", .text("```\n\(text)```"))]).text())
  }
}
