import ArgumentParser
import LibrettoWorkspace

/// `libretto doctor`.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at the book and at all that it needs.",
    discussion: """
      Git, the repository, who you are, the configuration, time zones, folders that grew too large, and what an \
      interrupted commit left, which is finished. Ends with 1 where something must be mended.

      EXAMPLE
        libretto doctor
      """)

  @OptionGroup var book: BookOptions

  func run() async throws {
    let session = Session.current
    let report = try await book.openForEditing(withBrokenConfiguration: true).doctor()
    let style = ANSIStyle(isOn: session.console.colorsOutput)
    let width = report.checks.map(\.subject.count).max() ?? 0
    for check in report.checks {
      let mark =
        switch check.state {
        case .ok: style("ok  ", .bold)
        case .warn: style("warn", .yellow)
        case .fail: style("fail", .red)
        }
      let subject = check.subject + String(repeating: " ", count: width - check.subject.count)
      session.print("\(mark)  \(subject)  \(check.message)")
      if let help = check.help { session.print(String(repeating: " ", count: width + 8) + "help: \(help)") }
    }
    if report.hasFailures { throw ExitCode(1) }
  }
}
