import LibrettoGit
import TestSupport
import Testing

/// The map against `git check-mailmap`, which is the judge.
@Suite struct MailmapTests {
  private static let files: [String] = [
    "Proper Name <commit@example.com>\n",
    "<proper@example.com> <commit@example.com>\n",
    "Proper Name <proper@example.com> <commit@example.com>\n",
    "Proper Name <proper@example.com> Commit Name <commit@example.com>\n",
    "# Proper Name <commit@example.com>\n #no comment <commit@example.com>\n",
    "First <commit@example.com>\nSecond <commit@example.com>\n",
    "First <first@example.com> <COMMIT@example.com>\nSecond <commit@EXAMPLE.com>\n",
    "A <a@example.com> commit name <commit@example.com>\nB <b@example.com> <commit@example.com>\n",
    "A <a@example.com> Commit Name <commit@example.com>\nB <b@example.com> COMMIT NAME <commit@example.com>\n",
    "<> <commit@example.com>\n",
    "Nobody <nobody@example.com> <>\n",
    "  Spaces\t <commit@example.com>  \r\n",
    "Broken <commit@example.com\nProper <p@example.com>> <commit@example.com>\n",
    "Trailing <p@example.com> <commit@example.com> # a comment\n",
    "Three <p@example.com> <commit@example.com> <other@example.com>\n",
    "Ünï Cödé <p@example.com> Jürgen <commit@example.com>\n",
    "Decomposed <p@example.com> Jürgen <commit@example.com>\n",
    "No newline <p@example.com> <commit@example.com>",
    "<p@example.com> Commit Name <commit@example.com>\n", "\n\n<\n>\n><\n",
    "Only <commit@example.com> Name without address\n",
    "Chain <second@example.com> <commit@example.com>\nEnd <end@example.com> <second@example.com>\n",
  ]
  private static let people: [(String, String)] = [
    ("Commit Name", "commit@example.com"), ("commit name", "Commit@Example.COM"), ("Other", "commit@example.com"),
    ("Jürgen", "commit@example.com"), ("Commit Name", "other@example.com"), ("X", "second@example.com"),
    ("Name", "p@example.com"), ("First", "first@example.com"),
  ]

  @Test func agreesWithGit() {
    let repository = TestRepository()
    var generator = SeededGenerator(seed: 20)
    let parts = [
      "A", "Commit Name", "Other", " ", "\t", "<", ">", "<commit@example.com>", "<p@example.com>", "<>", "#", "\r",
      "é", "<COMMIT@example.com>", "<other@example.com>", "\n", "\n",
    ]
    let generated = (0..<120).map { _ in
      (0..<Int.random(in: 1...24, using: &generator)).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
    }
    for file in Self.files + generated {
      repository.write(file, to: ".mailmap")
      let said = repository.git(
        "check-mailmap", "--stdin", input: Self.people.map { "\($0) <\($1)>\n" }.joined())
      let map = Mailmap(Array(file.utf8))
      let mine = Self.people.map { person in
        let (name, email) = map.resolve(name: person.0, email: person.1)
        return name.isEmpty ? "<\(email)>" : "\(name) <\(email)>"
      }
      #expect(said.split(separator: "\n").map(String.init) == mine, "\(file.debugDescription)")
    }
  }

  @Test func endsAtNUL() {
    let map = Mailmap(Array("A <a@example.com> <x@example.com>\n\0B <b@example.com> <x@example.com>\n".utf8))
    #expect(map.resolve(name: "X", email: "x@example.com").email == "a@example.com")
    #expect(Mailmap().isEmpty && !map.isEmpty)
  }
}
