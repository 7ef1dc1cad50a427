import LibrettoGit
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct CommitTests {
  /// Commits made by chance have the tree that `git commit --only` makes of the same.
  @Test(arguments: 0..<12)
  func theTreeIsGits(seed: Int) async throws {
    var random = SeededGenerator(seed: UInt64(seed) &+ 100)
    let book = TestRepository()
    let names = ["a", "a.md", "a/b", "d/e/f.md", "d/e/g.md", "d-x", "d/z", "ü.md", "x y/z"]
    func usable(_ name: String, beside other: [String]) -> Bool {
      !other.contains { $0.hasPrefix(name + "/") || name.hasPrefix($0 + "/") }
    }
    var present: [String] = []
    for name in names.shuffled(using: &random) where usable(name, beside: present) && seed % 4 != 0 {
      present.append(name)
      book.write("base \(name)\n", to: name)
    }
    if !present.isEmpty { book.commit([:]) }
    var changes: [(path: String, content: CommitRequest.Content)] = []
    for name in present where Int.random(in: 0...2, using: &random) == 0 {
      changes.append((name, .removed))
      unlink(book.path + "/" + name)
      present.removeAll { $0 == name }
    }
    for name in names.shuffled(using: &random)
    where Bool.random(using: &random) && usable(name, beside: present)
      && !changes.contains(where: { $0.path == name })
    {
      // A folder that a removal left empty may stand in the way.
      rmdir(book.path + "/" + name)
      if access(book.path + "/" + name + "/.", F_OK) == 0 { continue }
      book.write("new \(name)\n", to: name)
      if !present.contains(name) { present.append(name) }
      changes.append((name, .workTreeFile))
    }
    guard !changes.isEmpty else { return }
    var index = ["GIT_INDEX_FILE": book.scratch.path + "/truth"]
    if seed % 4 != 0 { book.git("read-tree", "HEAD", environment: index) }
    for (path, content) in changes.sorted(by: { "\($0.content)" < "\($1.content)" }) {
      if case .removed = content { book.git("rm", "-q", "--cached", "--", path, environment: index) }
    }
    for (path, content) in changes {
      if case .workTreeFile = content { book.git("add", "--", path, environment: index) }
    }
    let expected = book.git("write-tree", environment: index)
    index = [:]
    let result = try await book.commit(changes)
    #expect(result.committed && result.unfinished == nil)
    #expect(book.git("rev-parse", "HEAD^{tree}") == expected)
    #expect(book.git("status", "--porcelain") == "")
    book.checkSound()
  }

  /// What is staged when `a.md` is committed, and what `git status` says afterwards.
  @Test(
    arguments: [
      ("nothing", [], " M b.md"),
      ("another file added", [["add", "new.md"]], "A  new.md\n M b.md"),
      ("another modified", [["add", "b.md"]], "M  b.md"),
      ("another deleted", [["rm", "-q", "c.md"]], "D  c.md\n M b.md"),
      ("another only in the index deleted", [["rm", "-q", "--cached", "c.md"]], "D  c.md\n M b.md\n?? c.md"),
      ("the same file", [["add", "a.md"]], " M b.md"),
      ("the same deleted", [["rm", "-q", "--cached", "a.md"]], " M b.md"),
      ("intent to add", [["add", "-N", "new.md"]], " A new.md\n M b.md"),
      ("assume unchanged", [["update-index", "--assume-unchanged", "b.md"]], ""),
      ("skip worktree", [["update-index", "--skip-worktree", "b.md"]], ""),
      ("renamed", [["mv", "c.md", "d.md"]], "D  c.md\nA  d.md\n M b.md"),
      ("index version 4", [["update-index", "--index-version", "4"], ["add", "b.md"]], "M  b.md"),
    ] as [(String, [[String]], String)])
  func whatIsStagedStaysStaged(situation: String, commands: [[String]], expected: String) async throws {
    let book = TestRepository()
    book.commit(["a.md": "a\n", "b.md": "b\n", "c.md": "c\n"])
    book.write("a2\n", to: "a.md")
    book.write("b2\n", to: "b.md")
    book.write("new\n", to: "new.md")
    for command in commands {
      #expect(Command.run("git", command, in: book.path, environment: book.environment).status == 0)
    }
    let result = try await book.commit([("a.md", .workTreeFile)])
    #expect(result.changes.map(\.path) == ["a.md"])
    var lines = Set(
      book.git("status", "--porcelain", "--no-renames").split(separator: "\n").map { Self.unpadded($0) })
    if !expected.contains("new.md") { lines.remove("?? new.md") }
    #expect(lines == Set(expected.split(separator: "\n").map { Self.unpadded($0) }), "\(situation)")
    #expect(book.git("show", "--format=", "--name-status", "HEAD") == "M\ta.md")
    book.checkSound()
  }

  // The first line lost its leading blank with the output's ends.
  private static func unpadded(_ line: Substring) -> String {
    line.first == "M" && line.dropFirst().first == " " && line.dropFirst(2).first != " "
      ? " " + line : String(line)
  }

  @Test(arguments: ["unborn", "detached", "linked worktree", "sub-folder", "packed", "slashed branch"])
  func itWorksWhereverHeadIs(place: String) async throws {
    let book = TestRepository()
    var folder = book.path
    if place != "unborn" { book.commit(["crm/a.md": "a\n", "other": "o\n"]) }
    switch place {
    case "detached": book.git("checkout", "-q", "--detach")
    case "linked worktree":
      book.git("worktree", "add", "-q", "../linked", "-b", "side/branch")
      folder = book.scratch.path + "/linked"
    case "sub-folder": folder += "/crm"
    case "packed": book.git("gc", "-q")
    case "slashed branch": book.git("checkout", "-q", "-b", "x/y/z")
    default: break
    }
    let repository = try Repository.discover(from: folder)
    let before = try repository.head()
    let request = CommitRequest(
      changes: [("crm/a.md", .bytes(Array("new\n".utf8)))], message: "subject\n\nbody", updatesWorkTree: true)
    let result = try await repository.commit(request, runner: SpawnRunner())
    let id = try #require(result.id)
    #expect(try repository.head().commit == id)
    switch (before, try repository.head()) {
    case (.branch(let a, _), .branch(let b, _)): #expect(a == b)
    case (.detached, .detached): break
    default: Issue.record("HEAD changed its kind")
    }
    let root = repository.workTree
    func git(_ arguments: String...) -> String {
      Command.run("git", arguments, in: root, environment: book.environment).text
    }
    #expect(git("status", "--porcelain") == "")
    #expect(git("log", "-1", "--format=%s|%b|%an") == "subject|body\n|Ada Example\n")
    #expect(
      git("reflog", "-1", "--format=%gs") == "commit\(place == "unborn" ? " (initial)" : ""): subject\n")
    #expect(String(decoding: readFile(root + "/crm/a.md") ?? [], as: UTF8.self) == "new\n")
    if place != "linked worktree" { book.checkSound() }
  }

  @Test(arguments: [
    ("* text=auto", "a\r\nb\r\n"), ("* text eol=crlf", "a\r\nb\r\n"), ("*.md -text", "a\r\nb\r\n"),
    ("*.md ident", "$Id$\n"),
    ("*.md filter=rot", "hello\n"), ("*.md working-tree-encoding=UTF-16LE", "h\0i\0\n\0"),
    ("* text=auto", "a\rb\0\r\n"),
  ])
  func blobsAreWhatGitMakesOfTheFile(attributes: String, text: String) async throws {
    let book = TestRepository()
    book.git("config", "filter.rot.clean", "tr a-z n-za-m")
    book.git("config", "filter.rot.smudge", "tr a-z n-za-m")
    book.commit([".gitattributes": attributes + "\n", "old.md": text])
    book.write(text, to: "new.md")
    try await book.commit([("new.md", .workTreeFile)])
    #expect(book.git("rev-parse", "HEAD:new.md") == book.git("rev-parse", "HEAD:old.md"))
    #expect(book.git("status", "--porcelain") == "")
    let other = text.replacing("a", with: "z") + text
    try await book.commit([("old.md", .bytes(Array(other.utf8)))], updatesWorkTree: true)
    #expect(book.text("old.md") == other)
    #expect(book.git("status", "--porcelain") == "")
  }

  @Test(arguments: ["merge", "rebase", "cherry-pick", "revert", "bisect"])
  func itRefusesInTheMiddleOf(operation: String) async throws {
    let book = TestRepository()
    book.commit(["a.md": "a\n"])
    book.git("checkout", "-q", "-b", "other")
    book.commit(["a.md": "theirs\n"])
    book.git("checkout", "-q", "main")
    book.commit(["a.md": "ours\n", "b.md": "b"])
    book.commit(["a.md": "ours again\n"])
    switch operation {
    case "merge", "rebase", "cherry-pick": _ = book.attempt(operation, "other")
    case "revert": _ = book.attempt("revert", "--no-edit", "HEAD~1")
    default: book.git("bisect", "start")
    }
    book.write("b2", to: "b.md")
    let head = book.git("rev-parse", "HEAD")
    let error = await gitError { try await book.commit([("b.md", .workTreeFile)]) }
    guard case .inProgress(let found)? = error?.code else {
      Issue.record("\(error as Any)")
      return
    }
    #expect(found.command == operation)
    #expect(error?.help?.contains("git \(operation)") == true)
    #expect(book.git("rev-parse", "HEAD") == head)
  }

  @Test(arguments: [
    "link.md", "linked/a.md", "sub/a.md", "nested/a.md", "folder", "pipe", "../outside", "a.md/below",
    ".git/config",
  ])
  func whatIsNoPlainFileIsNeitherReadNorWritten(path: String) async throws {
    let book = TestRepository()
    book.write("secret\n", to: "../outside")
    book.commit(["a.md": "a\n", "folder/x.md": "x\n"])
    symlink("../outside", book.path + "/link.md")
    symlink("..", book.path + "/linked")
    mkfifo(book.path + "/pipe", 0o600)
    mkdir(book.path + "/nested", 0o755)
    book.git("init", "-q", "nested")
    book.git("update-index", "--add", "--cacheinfo", "160000,\(book.git("rev-parse", "HEAD")),sub")
    book.git("commit", "-q", "-m", "submodule")
    let head = book.git("rev-parse", "HEAD")
    for content in [CommitRequest.Content.workTreeFile, .bytes([65]), .removed] {
      let error = await gitError {
        let result = try await book.commit([(path, content)], updatesWorkTree: true)
        if !result.committed { throw GitError(.notAPlainFile(path), "no change") }
      }
      // To remove what was never committed is refused too, whatever it is.
      if content.isRemoval, error?.code == .conflict([path]) { continue }
      guard case .notAPlainFile? = error?.code else {
        Issue.record("\(path) \(content): \(error as Any)")
        continue
      }
    }
    #expect(book.git("rev-parse", "HEAD") == head)
    #expect(book.text("../outside") == "secret\n")
  }

  @Test func othersWorkIsNotLost() async throws {
    let book = TestRepository()
    book.commit(["a.md": "a\n", "b.md": "b\n"])
    let old = try #require(try book.open().head().commit)
    book.write("edited\n", to: "a.md")
    let dirty = await gitError { try await book.commit([("a.md", .bytes([65]))], updatesWorkTree: true) }
    #expect(dirty?.code == .conflict(["a.md"]))
    book.git("add", "a.md")
    let staged = await gitError { try await book.commit([("a.md", .bytes([65]))]) }
    #expect(staged?.code == .conflict(["a.md"]))
    book.git("commit", "-q", "-m", "theirs")
    var request = CommitRequest(changes: [("a.md", .bytes([65]))], message: "m", base: old)
    let moved = await gitError { _ = try await book.open().commit(request, runner: SpawnRunner()) }
    #expect(moved?.code == .refMoved)
    request.changes[0].path = "b.md"
    #expect(try await book.open().commit(request, runner: SpawnRunner()).committed)
    book.checkSound()
  }

  @Test func nothingToCommitCommitsNothing() async throws {
    let book = TestRepository()
    book.commit(["a.md": "a\n"])
    let index = readFile(book.path + "/.git/index")
    let result = try await book.commit([("a.md", .workTreeFile)])
    let head = try book.open().head().commit
    #expect(!result.committed && result.id == head)
    #expect(readFile(book.path + "/.git/index") == index)
    book.checkSound()
  }

  @Test func theLastFileTakesItsFolderAlong() async throws {
    let book = TestRepository()
    book.commit(["a/b/c.md": "a\n", "z": "z"])
    try await book.commit([("a/b/c.md", .removed)], updatesWorkTree: true)
    #expect(book.git("ls-tree", "--name-only", "HEAD") == "z" && listFolder(book.path) == [".git", "z"])
  }

  @Test func aHeldLockIsNamed() async throws {
    let book = TestRepository()
    book.commit(["a.md": "a\n"])
    book.write("b\n", to: "a.md")
    for name in ["index.lock", "refs/heads/main.lock"] {
      book.write("", to: ".git/" + name)
      let request = CommitRequest(changes: [("a.md", .workTreeFile)], message: "m", lockTimeout: 50)
      let error = await gitError { _ = try await book.open().commit(request, runner: SpawnRunner()) }
      #expect(error?.code == .lockHeld(book.path + "/.git/" + name))
      unlink(book.path + "/.git/" + name)
      book.checkSound()
    }
  }

  @Test func withoutAnIdentityItSaysWhatToDo() throws {
    let book = TestRepository()
    book.git("config", "--unset", "user.email")
    book.write("a", to: "a.md")
    let result = Command.run(
      try #require(CommitProgram.path), [book.path, "commit", "m", "a.md"], in: book.path,
      environment: book.environment)
    #expect(result.status == 1 && result.text.contains("git config --global user.email"))
  }

  @Test func aBranchThatIgnoresItsReflogGetsNone() async throws {
    let book = TestRepository()
    book.git("config", "core.logAllRefUpdates", "false")
    book.write("a", to: "a.md")
    try await book.commit([("a.md", .workTreeFile)])
    #expect(!listFolder(book.path + "/.git").contains("logs"))
    book.checkSound()
  }
}

extension CommitRequest.Content {
  fileprivate var isRemoval: Bool { if case .removed = self { true } else { false } }
}
