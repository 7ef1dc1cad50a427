import LibrettoModel
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@testable import LibrettoCLI

/// Every code has a page, and every page's example is what the program prints. `LIBRETTO_RECORD=1` writes anew what it
/// prints; then run `make archives`.
@Suite struct DiagnosticPageTests {
  static let folder = Project.folder + "/docs/diagnostics"
  static let pages = listFolder(folder)

  @Test func thereIsAPageForEachCodeAndNoOther() throws {
    let source = Project.folder + "/Sources/LibrettoModel/Diagnostics/DiagnosticCodes.swift"
    let text = String(decoding: try #require(readFile(source)), as: UTF8.self)
    let codes = text.split(separator: "\"").map(String.init).filter { $0.count == 5 && $0.hasPrefix("LB") }
    #expect(codes.count > 50)
    #expect(Self.pages == codes.map { $0 + ".md" }.sorted())
    #expect(DiagnosticPages.all.map(\.code) == codes.sorted())
    #expect(DiagnosticPages.all.allSatisfy { !$0.title.isEmpty && $0.text.contains("\n## How to mend it\n") })
  }

  @Test func theProgramHoldsThePagesAsTheyAre() {
    for page in DiagnosticPages.all {
      #expect(page.text == readFile("\(Self.folder)/\(page.code).md").map { String(decoding: $0, as: UTF8.self) })
    }
  }

  private static let sample: ScratchFolder = {
    let scratch = ScratchFolder("pages")
    let result = Command.run(
      Project.products + "/libretto", ["init", "book", "--sample"], in: scratch.path,
      environment: Transcript.environment(home: scratch.path))
    precondition(result.status == 0, result.errorText)
    return scratch
  }()

  @Test(arguments: pages) func theExampleIsWhatTheProgramPrints(page: String) throws {
    // Root may read every file.
    if page == "LB119.md", geteuid() == 0 { return }
    if page == "LB409.md", Command.path(of: "ssh-keygen") == nil { return }
    let text = String(decoding: try #require(readFile("\(Self.folder)/\(page)")), as: UTF8.self)
    let session = MarkdownSession(text, runningScripts: true)
    #expect(session.commandCount == 1)
    let scratch = ScratchFolder("page")
    #expect(Command.run("cp", ["-R", Self.sample.path + "/book", scratch.path], in: "/").status == 0)
    let played = session.replayed(
      in: scratch.path + "/book", environment: Transcript.environment(home: scratch.path))
    if Project.isRecording { writeFile("\(Self.folder)/\(page)", played.text) }
    #expect(played.text == text)
    #expect(played.text.contains("[\(page.dropLast(3))]"))
  }
}
