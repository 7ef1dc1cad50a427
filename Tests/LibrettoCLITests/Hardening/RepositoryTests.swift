import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Repositories that are unusual, foreign or read-only: a clear word, never a wrong result.
@Suite struct RepositoryTests {
  struct Case: Sendable, CustomStringConvertible {
    var description: String
    /// Makes the repository what it is, as a shell script.
    var script: String
    /// What is said of it.
    var word: String
    /// The remedy.
    var help: String
    /// The command that is refused.
    var command = "status"
  }

  static let cases = [
    Case(description: "bare", script: "git config core.bare true", word: "is bare", help: "work in a clone"),
    Case(description: "none", script: "rm -rf .git", word: "is a Git repository", help: "`git init`"),
    Case(
      description: "SHA-256", script: "rm -rf .git; git init -q --object-format=sha256; git add -A; git commit -qm x",
      word: "SHA256 object names",
      help: "SHA-1"),
    Case(
      description: "sparse", script: "git sparse-checkout set leads", word: "sparse checkout",
      help: "git sparse-checkout disable"),
    Case(
      description: "split index", script: "git update-index --split-index", word: "split index",
      help: "git update-index --no-split-index"),
    Case(
      description: "reftable",
      script: "git config core.repositoryformatversion 1; git config extensions.refStorage reftable", word: "reftable",
      help: "git refs migrate"),
    Case(description: "damaged index", script: "echo damaged > .git/index", word: "it is damaged", help: "git reset"),
    Case(
      description: "cherry-pick",
      script: "git checkout -qb b && sed -i s/72/73/ leads/jane-doe.md && git commit -qam b && git checkout -q main "
        + "&& sed -i s/72/74/ leads/jane-doe.md && git commit -qam m && { git cherry-pick b >/dev/null 2>&1; "
        + "git checkout -q --theirs leads/jane-doe.md; git add leads/jane-doe.md; }",
      word: "a cherry-pick is under way", help: "git cherry-pick --abort", command: "commit"),
    Case(
      description: "no identity", script: "sed -i s/72/73/ leads/jane-doe.md; git config user.useConfigOnly true",
      word: "Git does not know who you are", help: "git config --global user.email", command: "commit"),
  ]

  @Test(arguments: cases) func isRefusedWithAWord(item: Case) {
    let book = TrialBook(item.script)
    let before = book.files
    let nobody = ["GIT_AUTHOR_NAME": "", "GIT_AUTHOR_EMAIL": "", "GIT_COMMITTER_NAME": "", "GIT_COMMITTER_EMAIL": ""]
    let result = book.libretto([item.command], with: item.description == "no identity" ? nobody : [:])
    #expect(result.status == 2 && result.text.isEmpty, "\(result.status) \(result.text)")
    let lines = result.errorText.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].contains(item.word) && lines[1].contains(item.help), "\(result.errorText)")
    // What needs no repository goes on.
    #expect(book.libretto(["query", "leads", "--format", "ids"], with: nobody).text == "jane-doe\njo-ho\n")
    #expect(book.files == before)
  }

  private static let other = "setpriv --reuid=65534 --regid=65534 --clear-groups "
  /// Only the system's administrator can be someone else for a while.
  private static let canBeAnother: Bool =
    geteuid() == 0 && Command.run("sh", ["-c", other + "'\(TrialBook.program)' --version"], in: "/").status == 0

  @Test(.enabled(if: canBeAnother, "needs root and setpriv")) func ofSomeoneElse() {
    let book = TrialBook("chmod 755 .. ; chmod -R a+rX .")
    let result = book.sh(Self.other + "libretto status")
    #expect(result.status == 2 && result.errorText.contains("belongs to another user"))
    #expect(result.errorText.contains("git config --global --add safe.directory \(book.path)"), "\(result.errorText)")
    #expect(book.sh(Self.other + "libretto query leads --format ids").text == "jane-doe\njo-ho\n")
    let trusted = book.sh(
      "printf '[safe]\\n\\tdirectory = %s\\n' \"$PWD\" > ../home/.gitconfig; chmod -R a+rX ../home; " + Self.other
        + "libretto status")
    #expect(trusted.status == 0, "\(trusted.errorText)")
    for command in ["set jo-ho tags+=x", "mv globex globex-gmbh", "new lead X", "rm jo-ho --force"] {
      let before = book.files
      let result = book.sh(Self.other + "libretto " + command)
      #expect(
        result.status == 2 && result.errorText.contains("Permission denied\nhelp: "), "\(command): \(result.errorText)")
      #expect(book.files == before)
    }
  }

  @Test(.enabled(if: canBeAnother, "needs root and setpriv")) func readOnly() {
    let book = TrialBook("sed -i s/72/73/ leads/jane-doe.md; chown -R 65534:65534 ..; chmod -R a-w .")
    for command in ["set jo-ho tags+=x", "mv globex globex-gmbh", "commit"] {
      let before = book.files
      let result = book.sh(Self.other + "libretto " + command)
      #expect(
        result.status == 2 && result.errorText.contains("Permission denied\nhelp: "), "\(command): \(result.errorText)")
      #expect(book.files == before)
    }
    #expect(book.sh(Self.other + "libretto status").text == "leads/jane-doe  score 72 → 73\n")
    // A record that may not be read is named, not silently missing.
    let hidden = book.sh("chmod 000 leads/jo-ho.md; " + Self.other + "libretto query leads --format ids")
    #expect(
      hidden.text == "jane-doe\n" && hidden.errorText.contains("leads/jo-ho.md left out: the file cannot be read"))
  }

  @Test(.enabled(if: Command.path(of: "ssh-keygen") != nil)) func hooksSigningAndTheLink() {
    let book = TrialBook(
      """
      mkdir .hooks ../bin && ln -s '\(TrialBook.program)' ../bin/git-libretto
      for h in pre-commit prepare-commit-msg commit-msg post-commit; do
        printf '#!/bin/sh\\necho "%s $(git diff --cached --name-only | tr "\\\\n" " ")" >> ../seen\\n' $h > .hooks/$h; chmod +x .hooks/$h
      done
      git config core.hooksPath .hooks
      ssh-keygen -q -t ed25519 -N '' -f ../key
      echo "tom@aria.example $(cat ../key.pub)" > ../signers
      git config gpg.format ssh; git config user.signingKey "$PWD/../key.pub"; git config commit.gpgSign true
      git config gpg.ssh.allowedSignersFile "$PWD/../signers"
      sed -i s/72/73/ leads/jane-doe.md; echo notes > notes.txt; git add notes.txt
      """)
    let status = book.sh("PATH=\"$PWD/../bin:$PATH\" git libretto status")
    #expect(status.status == 0 && status.text == "leads/jane-doe  score 72 → 73\n", "\(status.errorText)")
    let commit = book.sh("PATH=\"$PWD/../bin:$PATH\" git libretto commit")
    #expect(commit.status == 0, "\(commit.errorText)")
    let seen = book.scratch.text("seen") ?? ""
    #expect(seen.split(separator: "\n").count == 4 && seen.hasPrefix("pre-commit leads/jane-doe.md \n"), "\(seen)")
    let verified = book.sh("git verify-commit HEAD; git status --porcelain")
    #expect(verified.errorText.contains("Good \"git\" signature for tom@aria.example"), "\(verified.errorText)")
    #expect(verified.text.contains("A  notes.txt") && !verified.text.contains("jane-doe"))
    let refused = book.sh(
      "printf '#!/bin/sh\\necho not so >&2; exit 1\\n' > .hooks/pre-commit; libretto set jane-doe score=74; libretto commit"
    )
    #expect(refused.status == 2 && refused.errorText.contains("not so"), "\(refused.status) \(refused.errorText)")
  }

  /// Output that goes nowhere is an error, and a closed stream is no file of ours.
  @Test(.enabled(if: access("/dev/full", W_OK) == 0)) func outputThatCannotBeWritten() {
    let book = TrialBook("git config core.pager cat")
    let full = book.sh("libretto query leads > /dev/full")
    #expect(
      full.status == 2
        && full.errorText.hasPrefix("error: cannot write all of the output: No space left on device\nhelp: "))
    #expect(book.sh("libretto set jane-doe score=73 >&- 2>&- <&- && libretto commit >&- 2>&- <&-").status == 0)
    #expect(book.sh("git status --porcelain; git fsck 2>&1; git log --format=%s -1").text == "leads/jane-doe: score\n")
    #expect(readFile(book.path + "/.git/libretto/lock") == [])
  }
}
