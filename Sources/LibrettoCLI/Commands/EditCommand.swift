import ArgumentParser
import LibrettoWorkspace

/// `libretto edit`.
struct EditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Open records in your editor and check them afterwards.",
    discussion: """
      The editor is GIT_EDITOR, core.editor, VISUAL or EDITOR, as for Git.

      EXAMPLE
        libretto edit jane-doe
      """)

  @Argument(help: "The records.", completion: BookCompletion.records) var records: [String]
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.open()
    let catalog = try await workspace.load().catalog
    let found = try records.map { try workspace.record($0, in: catalog) }
    try await Editor.open(found.map { "\(workspace.root)/\($0.path)" }, workspace)
    let findings = try await workspace.validate(paths: found.map(\.path))
    Session.current.show(findings)
    if findings.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }
}
