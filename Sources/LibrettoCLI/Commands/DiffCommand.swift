import ArgumentParser
import LibrettoWorkspace

/// `libretto diff`.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed between commits, or since one, field by field.",
    discussion: """
      Without a revision: since the last commit, as status. A..B compares two commits; A alone compares with the files.

      EXAMPLE
        libretto diff HEAD~3
        libretto diff v1.0..main
      """)

  @Argument(help: ArgumentHelp("A revision, or two with .. between them.", valueName: "rev[..rev]")) var range: String?
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.open(withBrokenConfiguration: true)
    let changes = try range.map { try Self.changes($0, workspace) } ?? workspace.changes()
    guard !changes.isEmpty else {
      Session.current.note("Nothing changed.")
      return
    }
    await Pager.write(Session.current.listing(changes))
  }

  private static func changes(_ range: String, _ workspace: Workspace) throws -> ChangeSet {
    let parts = range.split(separator: ".", omittingEmptySubsequences: false)
    // "a..b" has one empty part between its dots; names of revisions cannot hold two dots.
    guard let middle = parts.indices.dropFirst().first(where: { parts[$0].isEmpty && $0 + 1 < parts.count }) else {
      return try workspace.changes(from: range, to: nil)
    }
    let (from, to) = (parts[..<middle].joined(separator: "."), parts[(middle + 1)...].joined(separator: "."))
    guard !to.hasPrefix(".") else {
      throw WorkspaceError(.usage, "a...b is not known here", help: "write a..b to compare two commits")
    }
    return try workspace.changes(from: from.isEmpty ? "HEAD" : from, to: to.isEmpty ? "HEAD" : to)
  }
}
