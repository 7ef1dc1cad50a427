import TestSupport
import Testing

/// Paths that are only bytes to the file system, and files that cannot be read.
@Suite struct PathTests {
  /// Folders named with a composed and a decomposed letter, in the shell's own escapes.
  private static let folders = #"c=$(printf 'leads/\303\251'); d=$(printf 'leads/e\314\201'); "#

  @Test(.enabled(if: Self.keepsBytes)) func foldersThatLookAlikeAreTwo() {
    let book = TrialBook(
      Self.folders + #"""
        mkdir -p "$c" "$d"; printf -- '---\nname: A\n---\n' > "$c/aa-one.md"; printf -- '---\nname: B\n---\n' > "$d/bb-two.md"
        git add -A; git commit -qm more
        """#)
    let result = book.libretto("set", "aa-one", "bb-two", "score=5")
    #expect(result.status == 0, "\(result.errorText)")
    #expect(
      book.sh(Self.folders + #"ls "$c"; ls "$d"; cat "$d/bb-two.md""#).text
        == "aa-one.md\nbb-two.md\n---\nname: B\nscore: 5\n---\n")
    #expect(book.libretto("commit").status == 0)
    #expect(book.sh("git status --porcelain").text.isEmpty)
  }

  @Test(.enabled(if: Self.keepsBytes)) func aFolderThatIsOnlySpelledAnewIsSeenAndCommitted() {
    let book = TrialBook(
      Self.folders + #"""
        mkdir -p "$d"; printf -- '---\nname: B\n---\n' > "$d/bb-two.md"; git add -A; git commit -qm more
        git mv "$d" "$c"
        """#)
    let status = book.libretto("status")
    #expect(
      status.text.contains("leads/bb-two") && status.text.contains("moved from"), "\(status.text)\(status.errorText)")
    let commit = book.libretto("commit")
    #expect(commit.status == 0, "\(commit.errorText)")
    #expect(book.sh("git status --porcelain; git log -1 --format=%s").text == "Move leads/bb-two\n")
    #expect(book.sh(Self.folders + #"git -c core.quotePath=false ls-files "$c""#).text.hasSuffix("bb-two.md\n"))
  }

  @Test(arguments: [
    ("yes | head -c 1100000 >> leads/jane-doe.md", "has 1100"),
    ("ln -sf ../libretto.yaml leads/jane-doe.md", "symbolic links are never followed"),
  ]) func aRecordThatCannotBeReadIsNotRemoved(script: String, reason: String) {
    let book = TrialBook(script)
    for command in ["status", "diff"] {
      let text = book.libretto(command).text
      #expect(text.contains("leads/jane-doe.md") && text.contains("cannot be read") && text.contains(reason), "\(text)")
      #expect(!text.contains("removed"), "\(text)")
    }
    #expect(book.libretto("commit").status != 0)
  }

  /// Whether the file system keeps names as they are.
  private static let keepsBytes: Bool = {
    let scratch = ScratchFolder("names")
    scratch.write("", to: "e\u{301}")
    return readFile(scratch.path + "/\u{E9}") == nil
  }()
}
