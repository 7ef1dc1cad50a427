import TestSupport
import Testing

/// The README's tour and the guides, run command by command. `LIBRETTO_RECORD=1 swift test --filter GuideTests` writes anew
/// what the program prints.
@Suite struct GuideTests {
  static let guides = [
    "README.md", "docs/guides/start.md", "docs/guides/everyday.md", "docs/guides/schemas.md",
    "docs/guides/pull-requests.md", "docs/guides/working-together.md", "docs/guides/time-travel.md", "docs/query.md",
    "docs/sql.md",
  ]

  @Test(arguments: guides) func theGuideIsTrueOfTheProgram(name: String) throws {
    let path = "\(Project.folder)/\(name)"
    let text = String(decoding: try #require(readFile(path)), as: UTF8.self)
    let session = MarkdownSession(text)
    #expect(session.commandCount >= 3)
    let scratch = ScratchFolder("guide")
    scratch.write("", to: "home/.gitconfig")
    scratch.write("", to: "work/.keep")
    let played = session.replayed(
      in: scratch.path + "/work", environment: Transcript.environment(home: scratch.path + "/home"))
    if Project.isRecording {
      writeFile(path, played.text)
      return
    }
    let wanted = text.split(separator: "\n", omittingEmptySubsequences: false)
    let found = played.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(wanted.count == found.count, "the number of lines differs")
    for (number, (wanted, found)) in zip(wanted, found).enumerated() where wanted != found {
      Issue.record("\(name):\(number + 1): says \"\(wanted)\", the program \"\(found)\"")
      break
    }
  }
}
