import TestSupport
import Testing

/// Sessions with the real program, letter by letter. `LIBRETTO_RECORD=1 swift test --filter TranscriptTests` writes anew
/// what the program prints; read the difference before you commit it.
@Suite struct TranscriptTests {
  static let folder = Project.folder + "/Tests/Fixtures/transcripts"
  static let names = listFolder(folder).filter { $0.hasSuffix(".txt") }

  @Test(arguments: names) func theProgramPrintsWhatTheTranscriptSays(name: String) throws {
    let wanted = Transcript(String(decoding: try #require(readFile("\(Self.folder)/\(name)")), as: UTF8.self))
    let scratch = ScratchFolder("transcript")
    scratch.write("", to: "home/.gitconfig")
    scratch.write("", to: "work/.keep")
    let replayed = wanted.replayed(
      in: scratch.path + "/work", environment: Transcript.environment(home: scratch.path + "/home"))
    if Project.isRecording {
      writeFile("\(Self.folder)/\(name)", replayed.text)
      return
    }
    for (found, expected) in zip(replayed.steps, wanted.steps) {
      #expect(found == expected, "$ \(expected.command)")
    }
  }

  @Test func thereAreTranscripts() { #expect(Self.names.count >= 10) }
}
