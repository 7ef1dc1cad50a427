import TestSupport
import Testing

/// The program as Git's merge driver, in whatever way Git joins.
@Suite struct MergeDriverTests {
  /// A book whose two branches changed neighbouring fields and the log of one record, which Git's own merge cannot
  /// join.
  private static func book() -> TrialBook {
    let book = TrialBook()
    _ = book.sh(
      """
      git config merge.libretto.driver \
        '\(TrialBook.program) merge-file --path %P --marker-size %L -L %X -L %S -L %Y %O %A %B'
      echo '*.md merge=libretto' >> .git/info/attributes
      printf -- '---\\nname: Ida\\nstage: lead\\nfit: B\\n---\\n\\n## Log\\n\\n- 2026-11-01 note: Old\\n' > leads/ida.md
      git add -A && git commit -qm base && git branch start
      git checkout -qb sales
      sed -i.bak 's/fit: B/fit: A/; s/^- 2026-11-01/- 2026-11-03 call: Quote\\n&/' leads/ida.md
      rm -f leads/*.bak && git commit -qm sales leads && git checkout -q -
      sed -i.bak 's/stage: lead/stage: mql/; s/^- 2026-11-01/- 2026-11-02 mail: Deck\\n&/' leads/ida.md
      rm -f leads/*.bak && git commit -qm marketing leads
      """)
    return book
  }

  private static let joined =
    "---\nname: Ida\nstage: mql\nfit: A\n---\n\n## Log\n\n- 2026-11-03 call: Quote\n- 2026-11-02 mail: Deck\n"
    + "- 2026-11-01 note: Old\n"

  @Test(arguments: [
    "git merge -q --no-edit sales", "git rebase -q sales", "git cherry-pick sales",
    "git show sales:leads/ida.md > /dev/null && git checkout -q sales && git reset -q start && git stash -q && "
      + "git checkout -q main && git stash pop -q",
  ]) func gitJoinsByField(command: String) {
    let book = Self.book()
    let result = book.sh(command)
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    #expect(book.sh("cat leads/ida.md").text == Self.joined)
  }

  @Test func aConflictStandsAroundItsField() {
    let book = Self.book()
    _ = book.sh("sed -i.bak 's/fit: B/fit: C/' leads/ida.md && rm -f leads/*.bak && git commit -qm more leads")
    let result = book.sh("git merge -q sales")
    #expect(result.status == 1)
    #expect(result.errorText.contains("leads/ida.md: 1 conflict: fit"))
    let text = book.sh("cat leads/ida.md").text
    #expect(
      text.contains("stage: mql\n<<<<<<< ours\nfit: C\n||||||| base\nfit: B\n=======\nfit: A\n>>>>>>> theirs\n---\n"))
    let findings = book.libretto("validate", "leads/ida.md", "--format", "short")
    #expect(
      (findings.text + findings.errorText).contains(
        "leads/ida.md:4:1: error: an unresolved merge conflict about fit [LB121]"))
  }

  /// What no one should give a driver: nothing is lost, and it never ends with 0 and a side missing.
  @Test(arguments: [
    ("missing", "rm b", 2), ("a folder", "rm b && mkdir b", 2),
    ("binary", "head -c 300 /dev/zero > o && printf 'a\\0b' > t", 2),
    ("100 MB", "head -c 100000000 /dev/zero | tr '\\0' x >> t", 1),
    ("braces", "for f in b o t; do printf -- \"---\\n{name: $f}\\n---\\n\" > $f; done", 1),
    ("no YAML", "printf -- '---\\nname: [\\n---\\n' > t", 1), ("empty base", ": > b", 1),
  ]) func badInput(name: String, script: String, status: Int) {
    let book = TrialBook()
    _ = book.sh(
      "for side in A:b B:o C:t; do printf -- \"---\\nname: ${side%:*}\\n---\\n\" > ${side#*:}; done; \(script)"
    )
    let before = book.sh("cat o").stdout
    let result = book.libretto("merge-file", "b", "o", "t")
    #expect(Int(result.status) == status, "\(name): \(result.errorText)")
    #expect(!result.errorText.isEmpty)
    if status == 2 { #expect(book.sh("cat o").stdout == before) }
    #expect(book.sh("ls o*").text == "o\n")
  }
}
