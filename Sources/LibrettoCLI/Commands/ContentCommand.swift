import ArgumentParser
import LibrettoWorkspace

/// `libretto content`.
struct ContentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "content",
    abstract: "Show which content is used at which stage, and what followed.",
    discussion: """
      A use is a line of a lead's log that links to the piece: [[buyer-guide]]. Went on is the share of the leads \
      that came to \
      a later stage afterwards.

      EXAMPLE
        libretto content
        libretto content --period 2026-Q4
      """)

  @OptionGroup var request: FigureRequest

  func run() async throws {
    try await request.show { context, days in
      .content(try ContentUse.all(period: days, in: context), period: days, in: context)
    }
  }
}
