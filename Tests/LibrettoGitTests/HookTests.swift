import LibrettoGit
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct HookTests {
  @Test(arguments: [".git/hooks", "my-hooks"])
  func allRunInOrderWithTheirArguments(folder: String) async throws {
    let book = TestRepository()
    book.commit(["a.md": "a\n", "b.md": "b\n", ".gitignore": "log\nmy-hooks\n"])
    if folder != ".git/hooks" { book.git("config", "core.hooksPath", folder) }
    for name in ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"] {
      book.installHook(
        name,
        "staged=$(git diff --cached --name-only | tr '\\n' ' ')\n"
          + "echo \"\(name) $* $staged$GIT_AUTHOR_NAME\" >>log\necho said",
        folder: folder)
    }
    book.write("a2\n", to: "a.md")
    book.write("b2\n", to: "b.md")
    book.git("add", "b.md")
    let result = try await book.commit([("a.md", .workTreeFile)], "subject")
    #expect(
      book.text("log") == """
        pre-commit  a.md Ada Example
        prepare-commit-msg .git/COMMIT_EDITMSG message a.md Ada Example
        commit-msg .git/COMMIT_EDITMSG a.md Ada Example
        post-commit  b.md 

        """)
    #expect(result.hookOutput == "said\nsaid\nsaid\nsaid\n")
    #expect(book.git("status", "--porcelain") == "M  b.md")
    book.checkSound()
  }

  @Test(arguments: ["pre-commit", "prepare-commit-msg", "commit-msg", "reference-transaction"])
  func eachMayRefuse(name: String) async throws {
    let book = TestRepository()
    book.commit(["a.md": "a\n"])
    book.write("a2\n", to: "a.md")
    let head = book.git("rev-parse", "HEAD")
    let index = readFile(book.path + "/.git/index")
    book.installHook(name, name == "reference-transaction" ? "[ $1 != prepared ]" : "echo not so >&2; exit 3")
    let error = await gitError { try await book.commit([("a.md", .workTreeFile)], updatesWorkTree: true) }
    guard case .hookRefused(name, let output)? = error?.code else {
      Issue.record("\(error as Any)")
      return
    }
    #expect(name == "reference-transaction" || output == "not so")
    #expect(book.git("rev-parse", "HEAD") == head && readFile(book.path + "/.git/index") == index)
    book.checkSound()
    var request = CommitRequest(changes: [("a.md", .workTreeFile)], message: "m")
    if name != "reference-transaction" {
      request.runsHooks = false
      #expect(try await book.open().commit(request, runner: SpawnRunner()).committed)
    }
  }

  @Test func aReferenceTransactionHookSeesTheMove() async throws {
    let book = TestRepository()
    book.commit(["a.md": "a\n"])
    book.installHook("reference-transaction", "[ $1 = committed ] && cat >>.git/seen; true")
    let old = book.git("rev-parse", "HEAD")
    let result = try await book.commit([("a.md", .bytes([65]))], updatesWorkTree: true)
    #expect(book.text(".git/seen")?.contains("\(old) \(try #require(result.id)) refs/heads/main") == true)
    #expect(book.git("log", "-g", "-1", "--format=%gs") == "commit: change")
    book.checkSound()
  }

  @Test func preCommitMayChangeTheCommitAndIsValidatedAgain() async throws {
    let book = TestRepository()
    book.commit(["a.md": "a\n", "z.md": "z\n"])
    book.installHook(
      "pre-commit",
      "echo formatted >a.md; echo more >extra.md; git add a.md extra.md; git rm -q --cached z.md")
    book.write("a2\n", to: "a.md")
    var seen: [String: [UInt8]] = [:]
    let request = CommitRequest(changes: [("a.md", .workTreeFile)], message: "m")
    let result = try await book.open().commit(request, runner: SpawnRunner()) { seen = $0 }
    #expect(seen == ["a.md": Array("formatted\n".utf8), "extra.md": Array("more\n".utf8)])
    #expect(Set(result.changes.map(StatusTests.line)) == ["M\ta.md", "A\textra.md", "D\tz.md"])
    #expect(book.git("show", "HEAD:a.md") == "formatted")
    #expect(book.git("status", "--porcelain") == "?? z.md")
    book.write("again\n", to: "a.md")
    struct Wrong: Error {}
    let error = await gitError {
      book.installHook("pre-commit", "echo wrong >a.md; git add a.md")
      _ = try await book.open().commit(request, runner: SpawnRunner()) { _ in throw Wrong() }
    }
    #expect(error?.code == .invalidAfterHook && error?.cause is Wrong)
    book.checkSound()
  }

  @Test func commitMsgMayChangeTheMessage() async throws {
    let book = TestRepository()
    book.installHook("commit-msg", "printf 'changed\\n\\n# kept   \\n\\n\\nSigned-off-by: x\\n\\n' >\"$1\"")
    book.write("a\n", to: "a.md")
    let result = try await book.commit([("a.md", .workTreeFile)])
    #expect(result.message == "changed\n\n# kept\n\nSigned-off-by: x\n")
    #expect(book.git("log", "-1", "--format=%B") == "changed\n\n# kept\n\nSigned-off-by: x")
    book.installHook("commit-msg", ": >\"$1\"")
    book.write("b\n", to: "a.md")
    #expect(await gitError { try await book.commit([("a.md", .workTreeFile)]) }?.code == .invalid("message"))
  }

  /// The runner with a terminal: here a script in its place.
  private struct EditingRunner: GitCommandRunner {
    let environment: [String: String]
    func run(
      _ arguments: [String], in directory: String, environment: [String: String], input: [UInt8]
    ) async throws(GitError) -> GitCommandResult {
      try await SpawnRunner().run(arguments, in: directory, environment: environment, input: input)
    }
    func runInteractively(
      _ arguments: [String], in directory: String, environment added: [String: String]
    ) async throws(GitError) -> Int32 {
      Command.run("git", arguments, in: directory, environment: environment.merging(added) { $1 }).status
    }
  }

  @Test(arguments: [("sed -i s/draft/edited/", "edited\n"), ("false", nil)] as [(String, String?)])
  func theEditorOpensOnTheMessage(editor: String, expected: String?) async throws {
    let book = TestRepository("a book")
    book.git("config", "core.editor", editor)
    book.write("a\n", to: "a.md")
    let request = CommitRequest(
      changes: [("a.md", .workTreeFile)], message: "draft\n\n# a comment", editMessage: true)
    let repository = try book.open()
    let runner = EditingRunner(environment: book.environment)
    var message: String?
    let error = await gitError { message = try await repository.commit(request, runner: runner).message }
    #expect(message == expected && (error == nil) == (expected != nil))
    book.checkSound()
  }

  /// A branch that moves while a hook runs: rebuilt on the new HEAD where the paths differ, refused where
  /// they do not.
  @Test(arguments: ["other.md", "a.md"])
  func aColleaguesCommitIsKept(path: String) async throws {
    let book = TestRepository()
    book.commit(["a.md": "a\n", "other.md": "o\n"])
    book.installHook(
      "commit-msg",
      """
      export GIT_INDEX_FILE=$PWD/.git/theirs
      git read-tree HEAD
      git update-index --cacheinfo 100644,$(echo theirs | git hash-object -w --stdin),\(path)
      git update-ref HEAD $(git commit-tree -p HEAD -m theirs $(git write-tree))
      rm .git/theirs
      """)
    book.write("a2\n", to: "a.md")
    let error = await gitError { try await book.commit([("a.md", .workTreeFile)]) }
    if path == "a.md" {
      #expect(error?.code == .refMoved)
      #expect(book.git("log", "--format=%s") == "theirs\nbase")
    } else {
      #expect(error == nil)
      #expect(book.git("log", "--format=%s") == "change\ntheirs\nbase")
      #expect(book.git("show", "HEAD:other.md", "HEAD:a.md") == "theirs\na2")
    }
    book.checkSound()
  }

  @Test(.enabled(if: Command.path(of: "ssh-keygen") != nil))
  func aSignedCommitVerifies() async throws {
    let book = TestRepository()
    let key = book.scratch.path + "/key"
    #expect(
      Command.run(
        "ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key], in: book.path,
        environment: book.environment
      )
      .status == 0)
    let signer = "ada@example.org " + String(decoding: readFile(key + ".pub")!, as: UTF8.self)
    book.scratch.write(signer, to: "signers")
    for (name, value) in [
      ("gpg.format", "ssh"), ("user.signingKey", key + ".pub"), ("commit.gpgSign", "true"),
      ("gpg.ssh.allowedSignersFile", book.scratch.path + "/signers"),
    ] { book.git("config", name, value) }
    book.write("a\n", to: "a.md")
    let first = try await book.commit([("a.md", .workTreeFile)], "Größe — signed\n\nbody")
    let second = try await book.commit([("a.md", .bytes([65]))])
    for result in [first, second] {
      let verified = book.attempt("verify-commit", try #require(result.id).description)
      #expect(
        verified.status == 0 && verified.errorText.contains("Good \"git\" signature for ada@example.org"))
    }
    #expect(book.git("log", "-1", "--format=%s", first.id!.description) == "Größe — signed")
    book.git("config", "user.signingKey", "/nowhere")
    let head = book.git("rev-parse", "HEAD")
    let error = await gitError { try await book.commit([("a.md", .bytes([66]))]) }
    guard case .command? = error?.code else {
      Issue.record("\(error as Any)")
      return
    }
    #expect(book.git("rev-parse", "HEAD") == head)
    book.checkSound()
  }
}
