public import ArgumentParser
import LibrettoWorkspace

/// `libretto attribution`.
struct AttributionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attribution",
    abstract: "Share the deals that were won among the touches before them.",
    discussion: """
      Touches are the lines of logs of the kinds that agreement.yaml names: attribution. Models: first, last, \
      linear, u, w, \
      full, position, decay. The parts make the whole to the cent. Left out, the period is the last 90 days.

      EXAMPLE
        libretto attribution --period 2026-Q4
        libretto attribution --model linear --by source
      """)

  @Option(help: "first, last, linear, u, w, full, position or decay; left out, the agreed one.")
  var model: AttributionModel?
  @Option(help: "campaign, source, content or kind.") var by: AttributionKey = .campaign
  @OptionGroup var request: FigureRequest

  func run() async throws {
    try await request.show(needing: [["attribution"]]) { context, days in
      let attribution = try Attribution(
        model: model, period: days ?? Pipeline.trailing(in: context), in: context)
      return attribution.figure(try attribution.credits(by: by, in: context), by: by, in: context)
    }
  }
}

extension AttributionModel: ExpressibleByArgument {}
extension AttributionKey: ExpressibleByArgument {}
