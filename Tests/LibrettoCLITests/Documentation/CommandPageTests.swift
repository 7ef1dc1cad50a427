import TestSupport
import Testing

/// The pages of the commands say what the commands say of themselves.
@Suite struct CommandPageTests {
  @Test(.enabled(if: Command.path(of: "python3") != nil)) func thePagesAreUpToDate() {
    let scratch = ScratchFolder("pages")
    let result = Command.run(
      Project.folder + "/tools/command-pages",
      [Project.products + "/libretto", "docs/commands", "docs/man", "--check"], in: Project.folder,
      environment: Transcript.environment(home: scratch.path))
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
  }

  @Test(arguments: listFolder(Project.folder + "/docs/commands").filter { $0 != "README.md" })
  func everyCommandHasAnExample(page: String) {
    let text = String(decoding: readFile("\(Project.folder)/docs/commands/\(page)") ?? [], as: UTF8.self)
    #expect(text.contains("```sh\nlibretto "))
  }
}
