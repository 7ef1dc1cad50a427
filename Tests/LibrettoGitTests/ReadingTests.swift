@testable import LibrettoGit
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct ReadingTests {
  /// A history of 30 commits made by chance, merges among them.
  private func history() -> TestRepository {
    var random = SeededGenerator(seed: 7)
    let book = TestRepository()
    for number in 0..<30 {
      for _ in 0..<3 {
        let folder = ["a", "a/b", "a-b", "c"].randomElement(using: &random)!
        let name = "\(folder)/f\(Int.random(in: 0...5, using: &random))"
        if Int.random(in: 0...4, using: &random) == 0 {
          unlink(book.path + "/" + name)
        } else {
          book.write("\(number)\n", to: name)
        }
      }
      book.commit([:], "commit \(number)")
      if number % 10 == 5 {
        book.git("checkout", "-q", "-b", "side\(number)", "HEAD~2")
        book.commit(["side/\(number)": "x"], "side \(number)")
        book.git("checkout", "-q", "main")
        book.git("merge", "-q", "--no-edit", "side\(number)")
      }
    }
    return book
  }

  @Test func objectsAndHistoryAreGits() throws {
    let book = history()
    book.git("gc", "-q")
    let repository = try book.open()
    let head = try #require(try repository.head().commit)
    #expect(head.description == book.git("rev-parse", "HEAD"))
    #expect(try repository.head() == .branch("refs/heads/main", head))
    for prefix in ["", "a", "a/b", "c/f1"] {
      let expected = book.git(
        "ls-tree", "-r", "--format=%(objectname) %(path)", "HEAD", prefix.isEmpty ? "." : prefix)
      let found = try repository.entries(in: head, under: prefix).map { "\($0.id) \($0.path)" }
      #expect(found.joined(separator: "\n") == expected)
    }
    let old = try repository.resolve("HEAD~17")
    #expect(old.description == book.git("rev-parse", "HEAD~17"))
    #expect(
      try repository.changedPaths(from: old, to: head).map(StatusTests.line).joined(separator: "\n")
        == book.git("diff-tree", "-r", "--no-renames", "--name-status", old.description, head.description))
    #expect(
      try repository.changedPaths(from: old, to: head, under: "a/b").map(StatusTests.line).joined(
        separator: "\n")
        == book.git("diff", "--no-renames", "--name-status", old.description, head.description, "--", "a/b"))
    let paths = Set(try repository.entries(in: head).map(\.path))
    let last = try repository.lastCommits(touching: paths)
    let first = try repository.firstCommits(adding: paths)
    for path in paths {
      #expect(
        last[path]?.id.description == book.git("log", "-1", "--first-parent", "--format=%H", "--", path))
      let added = book.git(
        "log", "--first-parent", "--diff-filter=A", "--no-renames", "-m", "--format=%H", "--", path)
      #expect(first[path]?.id.description == added.split(separator: "\n").last.map { String($0) })
    }
    let commit = try repository.commit(head)
    #expect(commit.summary == book.git("log", "-1", "--format=%s"))
    #expect(commit.author.rawDescription == book.git("log", "-1", "--format=%an <%ae> %ad", "--date=raw"))
    #expect(
      try repository.mergeBase(old, head)?.description
        == book.git("merge-base", old.description, head.description))
    let entry = try #require(try repository.entry(at: "a/b/f1", in: head))
    #expect(
      String(decoding: try repository.blob(entry.id), as: UTF8.self) == book.git(
        "cat-file", "-p", "HEAD:a/b/f1") + "\n")
    #expect(throws: GitError.self) { try repository.resolve("nowhere") }
  }

  @Test(
    arguments: [
      (["core.autocrlf": "input"], nil), (["core.sparseCheckout": "true"], "a sparse checkout"),
      (["extensions.worktreeConfig": "true"], "configuration by worktree (extensions.worktreeConfig)"),
      (
        ["core.repositoryformatversion": "1", "extensions.preciousObjects": "true"],
        "the extension preciousobjects"
      ),
      (["core.repositoryformatversion": "1", "extensions.objectFormat": "sha256"], "SHA256 object names"),
      (
        ["core.repositoryformatversion": "1", "extensions.refStorage": "reftable"], "the reftable ref storage"
      ),
      (["core.repositoryformatversion": "1", "extensions.noop": "x"], nil),
    ] as [([String: String], String?)])
  func whatLibgit2GetsWrongIsRefused(settings: [String: String], feature: String?) async throws {
    let book = TestRepository()
    for (key, value) in settings { book.git("config", "-f", ".git/config", key, value) }
    let error = await gitError { _ = try book.open() }
    #expect(error?.code == feature.map { .unsupported($0) })
    #expect(feature == nil || error?.help != nil)
  }

  @Test func aSplitIndexIsRefused() async throws {
    let book = TestRepository()
    book.commit(["a": "a"])
    book.git("update-index", "--split-index")
    let error = await gitError { _ = try book.open().changedPaths() }
    #expect(error?.code == .unsupported("split index"))
  }

  @Test func repositoriesAreFoundAsGitFindsThem() async throws {
    let book = TestRepository()
    book.commit(["sub/folder/a": "a"])
    #expect(try Repository.discover(from: book.path + "/sub/folder").workTree == book.path)
    book.git("init", "-q", "--bare", "../bare.git")
    let cases: [(String, GitError.Code)] = [
      (book.scratch.path, .notARepository), (book.scratch.path + "/bare.git", .bareRepository),
    ]
    for (path, code) in cases {
      #expect(await gitError { _ = try Repository.discover(from: path) }?.code == code)
    }
    book.git("worktree", "add", "-q", "../linked", "-b", "linked")
    let linked = try Repository.discover(from: book.scratch.path + "/linked")
    #expect(linked.workTree == book.scratch.path + "/linked" && linked.commonDirectory == book.path + "/.git")
    let made = try Repository.create(at: book.scratch.path + "/new/deep", initialBranch: "trunk")
    #expect(try made.head() == .branch("refs/heads/trunk", nil))
  }

  @Test(.enabled(if: geteuid() == 0))
  func anotherUsersRepositoryIsNamed() async throws {
    let book = TestRepository()
    chown(book.path, 12345, 12345)
    #expect(await gitError { _ = try book.open() }?.code == .foreignOwner(book.path))
  }

  @Test(arguments: [
    "@1700000000 +0130", "1700000000 -0500", "2026-01-31T12:30:00+01:00", "2024-02-29 23:59:59 -0800",
  ])
  func datesOfTheEnvironmentAreGits(text: String) throws {
    let book = TestRepository()
    let ident = book.git("var", "GIT_AUTHOR_IDENT", environment: ["GIT_AUTHOR_DATE": text])
    let (seconds, offset) = try Repository.moment(text)
    let signature = Signature(name: "A", email: "a", seconds: seconds, offsetMinutes: offset)
    #expect(ident.split(separator: " ").suffix(2).joined(separator: " ") == signature.rawTime)
  }

  @Test func configurationOfTheEnvironmentIsParsed() {
    let found = ConfigurationOverrides.parameters("'user.name'='A B' 'Core.X=y' 'a.Sub.K'='it'\\''s'")
    #expect(found.map { "\($0.key)=\($0.value)" } == ["user.name=A B", "core.x=y", "a.Sub.k=it's"])
  }

  @Test(arguments: [
    "", "/a", "a//b", "../a", "a/../b", ".git/x", "a/.GIT/x", "a/git~1", "a/.git.", "a\0b",
    "a/.g\u{200C}it/b",
  ])
  func pathsThatLeadElsewhereAreRefused(path: String) {
    #expect(throws: GitError.self) { try RepositoryPath(path) }
  }

  @Test func theJournalReadsWhatItWrote() {
    let id = ObjectID(hex: "0123456789abcdef0123456789abcdef01234567")!
    let journal = Journal(
      reference: "refs/heads/ä", commit: id,
      items: [
        .init(path: "a b\n", staged: nil, new: .init(mode: .executable, id: id), work: nil),
        .init(path: "c", staged: .init(mode: .file, id: id), new: nil, work: .init(temporary: nil, old: id)),
        .init(path: "d", staged: nil, new: nil, work: .init(temporary: ".x", old: nil)),
      ])
    #expect(Journal(journal.bytes) == journal)
    for count in 0..<journal.bytes.count { #expect(Journal(Array(journal.bytes.prefix(count))) == nil) }
  }
}

extension Signature {
  var rawDescription: String { "\(name) <\(email)> \(rawTime)" }
}
