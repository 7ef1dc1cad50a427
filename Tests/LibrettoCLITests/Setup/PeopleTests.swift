import TestSupport
import Testing

/// Who is who by `.mailmap` and aliases, and what a commit's message says of whom.
@Suite struct PeopleTests {
  private func by(_ email: String, _ script: String = "") -> [String: String] {
    ["GIT_AUTHOR_EMAIL": email, "GIT_COMMITTER_EMAIL": email]
  }

  private static let mailmap = "Tom Krüger <tom@aria.example> <old@elsewhere.example>\n"

  @Test(arguments: [
    ("tom@aria.example", "tom"), ("TOM@ARIA.example", "tom"), ("old@elsewhere.example", "tom"),
    ("t.k@aria.example", "tom"), ("mia@aria.example", "mia"),
  ]) func meIsAMember(email: String, member: String) {
    let book = TrialBook("sed -i 's/team: sales/team: sales, aliases: [t.k@aria.example]/' libretto.yaml")
    book.scratch.write(Self.mailmap, to: "aria/.mailmap")
    let result = book.libretto(["set", "acme-deal", "owner=@me"], with: by(email))
    let shown = book.libretto(["query", "leads", "owner:@me", "--format", "ids"], with: by(email))
    #expect(shown.status == 0, "\(shown.errorText)\(result.errorText)")
    _ = book.libretto(["log", "jane-doe", "call", "Hello"], with: by(email))
    #expect(book.scratch.text("aria/leads/jane-doe.md")?.contains("call @\(member): Hello") == true)
    #expect(book.libretto(["doctor"], with: by(email)).text.contains("@\(member) of "))
  }

  @Test func nobodyIsNoMember() {
    let result = TrialBook().libretto(["query", "leads", "owner:@me"], with: by("who@else.example"))
    #expect(result.status == 64 && result.errorText.contains("@me is no member"))
  }

  @Test func authorsAreShownAsMembers() {
    let book = TrialBook("sed -i s/72/73/ leads/jane-doe.md")
    book.scratch.write(Self.mailmap, to: "aria/.mailmap")
    let old = by("old@elsewhere.example").merging(["GIT_AUTHOR_NAME": "tk"]) { $1 }
    _ = book.libretto(["commit"], with: old)
    #expect(book.libretto("show", "jane-doe").text.contains("@tom: leads/jane-doe: score"))
    #expect(book.libretto("show", "jane-doe", "--format", "json").text.contains("\"member\": \"tom\""))
    #expect(book.libretto("why", "jane-doe", "score").text.contains("Tom Krüger <tom@aria.example>, @tom"))
    #expect(book.libretto("history", "jane-doe", "score", "--format", "csv").text.contains(",tom,"))
  }

  @Test func trailersAreOnesForGit() {
    let book = TrialBook("sed -i 's/^stage: mql/stage: sal/' leads/jane-doe.md; sed -i s/72/73/ leads/jane-doe.md")
    _ = book.libretto("commit")
    let parse = "git log -1 --format=%B | git interpret-trailers --parse"
    #expect(book.sh(parse).text == "Lead: jane-doe\nStage: mql -> sal\n")
    _ = book.sh("for f in leads/*.md accounts/*.md; do sed -i 's/^name: /name: X/' $f; done")
    _ = book.libretto("commit")
    let trailers = book.sh(parse).text
    #expect(
      trailers.split(separator: "\n").count >= 3 && trailers.contains("Account: ")
        && trailers.contains("Lead: jane-doe\n"))
  }

  @Test func aMessageOfManyRecordsIsBounded() {
    let book = TrialBook(
      "i=0; while [ $i -lt 60 ]; do printf -- '---\\nname: P\\n---\\n' > leads/p$i.md; i=$((i+1)); done")
    _ = book.libretto("commit")
    let message = book.sh("git log -1 --format=%B").text
    #expect(message.contains("and 10 more") && !message.contains("Lead: "))
    #expect(message.split(separator: "\n").count < 60)
  }

  /// Keys of maps may be people's names, and a stage that was not agreed may be anything.
  @Test func noMessageTellsOfPeople() {
    let book = TrialBook("mkdir notes; printf 'types:\\n  note: {folder: notes}\\n' >> libretto.yaml")
    book.scratch.write("---\nname: A\n\"jane@doe.example\": 1\n---\n", to: "aria/notes/a.md")
    _ = book.sh("git add -A; git commit -qm x")
    book.scratch.write(
      "---\nname: Secret Person\n\"jane@doe.example\": 2\ncontacts: {Jane Doe: 1}\n---\n\nSecret words\n",
      to: "aria/notes/a.md")
    let result = book.libretto("commit")
    let message = book.sh("git log -1 --format=%B").text
    #expect(message == "notes/a: name, other fields, contacts, text\n\nNote: a\n\n", "\(result.errorText)")
  }
}
