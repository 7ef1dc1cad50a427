import TestSupport
import Testing

/// `libretto setup` in a clone: what it writes, what it leaves, and that it can be run again.
@Suite struct SetupCommandTests {
  private static let all = ["setup", "--hooks", "--github", "--gitlab"]

  private func config(_ book: TrialBook) -> String { book.sh("git config --local --list").text }

  @Test func theSecondRunHasNothingToDo() {
    let book = TrialBook()
    let first = book.libretto(Self.all)
    #expect(first.status == 0 && first.text.contains("wrote    .gitattributes"), "\(first.errorText)")
    let (files, settings) = (book.files, config(book))
    let second = book.libretto(Self.all)
    #expect(second.status == 0 && second.errorText.hasPrefix("Nothing to do") && !second.text.contains("wrote"))
    #expect(book.files == files && config(book) == settings)
    #expect(book.libretto("doctor").text.contains("ok    drivers"))
  }

  @Test func aDryRunWritesNothing() {
    let book = TrialBook()
    let (files, settings, hooks) = (book.files, config(book), book.sh("ls .git/hooks").text)
    let result = book.libretto(Self.all + ["--dry-run"])
    #expect(result.text.contains("| name: Libretto") && result.errorText.contains("dry run"))
    #expect(book.files == files && config(book) == settings && book.sh("ls .git/hooks").text == hooks)
  }

  @Test func undoTakesAwayWhatItWrote() {
    let book = TrialBook()
    let (files, settings, hooks) = (book.files, config(book), book.sh("ls .git/hooks").text)
    _ = book.libretto(Self.all)
    // Git keeps the texts that the diff driver made.
    _ = book.sh(
      "sed -i s/72/73/ leads/jane-doe.md; git commit -qam x; git log -p >/dev/null; git reset -q --hard HEAD~")
    #expect(book.libretto("setup", "--undo").status == 0)
    #expect(book.files == files && config(book) == settings && book.sh("ls .git/hooks").text == hooks)
    #expect(book.sh("git show-ref | grep textconv").text == "")
    #expect(book.libretto("setup", "--undo").errorText == "Nothing to take away.\n")
  }

  @Test(arguments: [
    (".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n"), (".github/workflows/libretto.yml", "name: Mine\n"),
    (".gitlab-ci.yml", "include:\n  - local: mine.yml\n"),
  ]) func nothingOfTheUsersIsWrittenOver(path: String, content: String) {
    let book = TrialBook()
    book.scratch.write(content, to: "aria/\(path)")
    let result = book.libretto(Self.all)
    #expect(result.text.contains("left     ") && result.text.contains("\(path): is "), "\(result.text)")
    #expect(book.scratch.text("aria/\(path)") == content)
    _ = book.libretto("setup", "--undo")
    #expect(book.scratch.text("aria/\(path)") == content)
  }

  @Test func aFileThatWasEditedStays() {
    let book = TrialBook()
    _ = book.libretto(Self.all)
    _ = book.sh("echo '# mine' >> .github/workflows/libretto.yml")
    #expect(book.libretto(Self.all).text.contains("libretto.yml: is someone's own work"))
    #expect(book.libretto("setup", "--undo").text.contains("libretto.yml: was edited by hand"))
    #expect(book.scratch.text("aria/.github/workflows/libretto.yml")?.hasSuffix("# mine\n") == true)
  }

  @Test func linesOfOthersStayInSharedFiles() {
    let book = TrialBook("printf '*.png binary' > .gitattributes; mkdir docs; printf '* @boss\\n' > docs/CODEOWNERS")
    _ = book.sh("sed -i 's/team: sales/team: sales, handle: \"@tom\"/' libretto.yaml")
    let result = book.libretto("setup", "--github")
    #expect(book.scratch.text("aria/.gitattributes")?.hasPrefix("*.png binary\n\n# >>> libretto setup") == true)
    #expect(book.scratch.text("aria/docs/CODEOWNERS")?.contains("* @boss\n\n# >>> ") == true)
    #expect(book.scratch.text("aria/docs/CODEOWNERS")?.contains("\n/schema/ @tom\n") == true)
    #expect(result.text.contains("nobody of the team marketing has a handle"))
    // A new type gets its line in the same block.
    _ = book.sh("printf 'types:\\n  product: {folder: my products}\\n' >> libretto.yaml")
    #expect(book.libretto("doctor").text.contains("does not name every folder"))
    #expect(book.libretto("setup").text.contains("wrote    .gitattributes"))
    let text = book.scratch.text("aria/.gitattributes") ?? ""
    #expect(text.split(separator: "\n").filter { $0.contains(">>>") }.count == 1)
    #expect(
      book.sh("git check-attr merge 'my products/x.md' leads/a/b.md leads/README.md a.md").text
        == "my products/x.md: merge: libretto\nleads/a/b.md: merge: libretto\nleads/README.md: merge: unspecified\n"
        + "a.md: merge: unspecified\n")
  }

  @Test func aBookInASubfolderHasItsOwnPaths() {
    let book = TrialBook("mkdir crm && git mv libretto.yaml agreement.yaml leads accounts deals campaigns crm/")
    let result = book.libretto(Self.all, in: book.path + "/crm")
    #expect(result.status == 0, "\(result.errorText)")
    #expect(book.scratch.text("aria/crm/.gitattributes")?.contains("/leads/**/*.md merge=libretto") == true)
    #expect(book.scratch.text("aria/.github/workflows/libretto-crm.yml")?.contains("LIBRETTO_BOOK: \"crm\"") == true)
    #expect(book.sh("cat .git/hooks/pre-commit").text.contains("validate --staged --book crm\n"))
    _ = book.sh("git add -A && git commit -qm moved; sed -i 's/^stage: .*/stage: nonsense/' crm/leads/jane-doe.md")
    let commit = book.sh("git commit -qam wrong")
    #expect(commit.status == 1 && commit.errorText.contains("LB203"))
  }

  @Test func hooksGoWhereGitLooksForThem() {
    let book = TrialBook("git config core.hooksPath .hooks")
    #expect(book.libretto("setup", "--hooks").text.contains("wrote    .hooks/pre-commit"))
    let shared = TrialBook("mkdir ../shared && git config core.hooksPath ../shared")
    #expect(shared.libretto("setup", "--hooks").text.contains("hooks that others share"))
    #expect(listFolder(shared.scratch.path + "/shared").isEmpty)
  }

  @Test func aProgramOutsideOfPathIsCalledByItsPlace() {
    let book = TrialBook()
    let result = book.libretto(["setup"], with: ["PATH": "/usr/bin:/bin"])
    #expect(result.text.contains("has no libretto"), "\(result.text)")
    #expect(book.sh("git config merge.libretto.driver").text.hasPrefix("/"))
  }

  @Test func aCloneIsToldOnce() {
    let book = TrialBook("git remote add origin ../other; sed -i s/72/73/ leads/jane-doe.md")
    #expect(book.libretto("commit").errorText.contains("hint: in this clone git joins records line by line"))
    _ = book.sh("sed -i s/73/74/ leads/jane-doe.md")
    #expect(!book.libretto("commit").errorText.contains("hint"))
  }
}
