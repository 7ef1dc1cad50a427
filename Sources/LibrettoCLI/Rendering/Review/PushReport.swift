import ArgumentParser
import LibrettoWorkspace

/// Reviews a push and shows what it came to, in lines that read well behind `remote:`.
enum PushReport {
  /// The most findings that are shown to whoever pushes.
  private static let limit = 50

  static func run(_ arguments: [String], book: String?, signed: Bool, format: ReviewFormat) async throws {
    let session = Session.current
    let references =
      arguments.isEmpty
      ? try PushedReference.lines(InputFile.read("-")) : [try PushedReference(arguments: arguments)]
    let review = try PushReview(environment: session.environment, bookPath: book, signed: signed)
    let outcome = try await review.review(references)
    let shown = Array(outcome.findings.prefix(limit))
    let renderer = DiagnosticRenderer(
      format.diagnostics ?? .full, options: .init(toolVersion: Version.text), sources: outcome.sources)
    let text = renderer.render(shown, sorted: false)
    if format.diagnostics?.isForMachines == true {
      session.console.write(text)
    } else {
      session.console.writeError(text)
    }
    let rest = outcome.findings.count - shown.count
    if rest > 0 { session.note("and \(rest) more; see: libretto review") }
    for note in outcome.notes { session.note("note: \(note)") }
    guard outcome.hasErrors else { return }
    session.note("The push is refused: it was judged by the rules of the branch as it is.")
    throw ExitCode(1)
  }
}
