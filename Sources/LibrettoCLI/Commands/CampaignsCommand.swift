import ArgumentParser
import LibrettoWorkspace

/// `libretto campaigns`.
struct CampaignsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campaigns",
    abstract: "Show the calendar of campaigns that sales sees before customers do.",
    discussion: """
      By their first day; cancelled ones are left out. With --ics for calendars, each a whole-day event.

      EXAMPLE
        libretto campaigns --upcoming
        libretto campaigns --upcoming --ics > campaigns.ics
      """)

  @Flag(name: .customLong("upcoming"), help: "Only those that are not over.") var isUpcoming = false
  @Flag(name: .customLong("ics"), help: "Write iCalendar (RFC 5545).") var isCalendar = false
  @OptionGroup var request: MomentRequest

  func run() async throws {
    let (workspace, context) = try await request.open()
    var campaigns = try workspace.computing { try Campaign.all(in: context) }
    if isUpcoming { campaigns = campaigns.filter { $0.isUpcoming(on: context.today) } }
    guard isCalendar else { return await request.output.show(.campaigns(campaigns, in: context), context) }
    let name = workspace.book.configuration.name ?? "book"
    Session.current.console.write(CalendarFile.text(campaigns, book: name, asOf: context.asOf))
  }
}
