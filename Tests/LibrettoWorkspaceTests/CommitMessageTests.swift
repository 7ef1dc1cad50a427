import LibrettoMerge
import LibrettoModel
import Testing

@testable import LibrettoWorkspace

/// What a commit's message says, and what it must not.
@Suite struct CommitMessageTests {
  private let type = Book.load(files: ["libretto.yaml": Array("libretto: 1\n".utf8)]).book.type(named: "lead")!

  private func message(_ log: String, agreed: [String]?) -> String {
    let text = "---\nname: A\n---\n\n## Log\n\n"
    func record(_ log: String) -> Record {
      Record(type: type, id: "aa", path: "leads/aa.md", bytes: Array((text + log).utf8))
    }
    var agreement = Agreement()
    agreement.activities = agreed
    let message = CommitMessage(ChangeSet(old: [record("")], new: [record(log)]), agreement).text
    #expect(message.hasSuffix("\n\nLead: aa"))
    return String(message.dropLast("\n\nLead: aa".count))
  }

  @Test(arguments: [
    ("- 2026-11-03 14:05 call @tom: Asked\n", "leads/aa: log call"),
    ("- 2026-11-03 divorce: Told in private\n", "leads/aa: log"),
    ("- 2026-11-03 14:05 Jane is ill\n", "leads/aa: log"),
    ("- 2026-11-03 call: Once\n- 2026-11-04 secret: Twice\n", "leads/aa: log call"),
  ]) func onlyAgreedKindsAreNamed(log: String, expected: String) {
    #expect(message(log, agreed: ["call", "email"]) == expected)
    #expect(message(log, agreed: nil) == "leads/aa: log")
  }

  @Test func subjectsAreCutBetweenWords() {
    let files = (0..<5).map { ChangeSet.FileChange(path: "schema/a-type-with-a-long-name-\($0).yaml", kind: .modified) }
    let text = CommitMessage(ChangeSet(old: [], new: [], files: files), Agreement()).text
    let subject = text.split(separator: "\n").first.map(String.init) ?? ""
    #expect(subject == "Change schema/a-type-with-a-long-name-0.yaml…")
    let few = (0..<4).map { ChangeSet.FileChange(path: "views/\($0).yaml", kind: .modified) }
    #expect(
      CommitMessage(ChangeSet(old: [], new: [], files: few), Agreement()).text
        .hasPrefix("Change views/0.yaml, views/1.yaml and 2 more files\n"))
  }
}
