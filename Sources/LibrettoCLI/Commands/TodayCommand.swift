import ArgumentParser
import LibrettoWorkspace

/// `libretto today`.
struct TodayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "today",
    abstract: "Show what you owe now.",
    discussion: """
      Promises of your team on what you or nobody owns, by the time that is left; next actions that are due; leads \
      that warm \
      up; what was handed to you; campaigns of the next two weeks; feedback that is promised.

      EXAMPLE
        libretto today
        libretto today --who tom
      """)

  @Option(
    help: ArgumentHelp("The member; left out, you.", valueName: "member"), completion: BookCompletion.members)
  var who: String?
  @OptionGroup var request: MomentRequest

  func run() async throws {
    let (workspace, context) = try await request.open(needing: [["calendar"], ["service_levels"], ["scoring"]])
    let members = workspace.book.configuration.members
    let name = who.map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 }
    guard let member = name.map({ name in members.first { $0.name == name } }) ?? workspace.currentMember() else {
      if let name { throw WorkspaceError.unknown("member", name, among: members.map(\.name)) }
      throw WorkspaceError(
        .usage, "who you are is not known: Git's user.email is no member's",
        help: "name the member: libretto today --who \(members.first?.name ?? "tom")")
    }
    await request.output.show(try workspace.computing { try .today(for: member, in: context) }, context)
  }
}
