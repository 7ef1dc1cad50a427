import LibrettoModel
import TestSupport
import Testing

@testable import LibrettoGit
@testable import LibrettoWorkspace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Joining branches: what Git's text merge does not know, and what must be as Git does it.
@Suite struct MergeTests {
  private static let fields = "email: ann@x.example\nstage: lead\nscore: 1\ncity: Bonn"

  /// A book with `main` and `side`, both changed by a closure, and `main` checked out.
  private static func fork(
    _ base: (HistoryBook) -> Void = { $0.lead("ann", fields) }, side: (HistoryBook) -> Void,
    main: (HistoryBook) -> Void
  ) -> HistoryBook {
    let book = HistoryBook()
    base(book)
    book.commit("base")
    book.git("switch", "-q", "-c", "side")
    side(book)
    book.commit("Side")
    book.git("switch", "-q", "main")
    main(book)
    book.commit("Main")
    return book
  }

  private static func text(_ book: HistoryBook, _ path: String) -> String {
    String(decoding: readFile("\(book.path)/\(path)") ?? [], as: UTF8.self)
  }

  private static func subjects(_ outcome: MergeOutcome) -> [BookConflict.Subject] {
    if case .conflicts(let found) = outcome.result { found.map(\.subject) } else { [] }
  }

  @Test func aRenameOnOneSideAndAnEditOnTheOtherMeet() async throws {
    let book = Self.fork(
      side: { book in
        book.git("mv", "leads/ann.md", "leads/anna.md")
        book.lead("anna", Self.fields + "\naliases: [ann]")
      }, main: { $0.lead("ann", Self.fields.replacing("score: 1", with: "score: 2")) })
    let outcome = try await book.open().merge("side")
    #expect(outcome.joinedRecords == 1)
    #expect(Self.text(book, "leads/anna.md").contains("score: 2"))
    #expect(Self.text(book, "leads/anna.md").contains("aliases: [ann]"))
    #expect(readFile("\(book.path)/leads/ann.md") == nil)
    #expect(book.git("status", "--porcelain") == "")
    #expect(book.git("log", "-1", "--format=%B").contains("Joined field by field:\n- leads/anna"))
  }

  @Test func aRecordInTwoPlacesIsOneChoice() async throws {
    let book = Self.fork(
      side: { $0.git("mv", "leads/ann.md", "leads/s.md") },
      main: { book in
        book.git("mv", "leads/ann.md", "leads/m.md")
        book.lead("m", Self.fields.replacing("score: 1", with: "score: 9"))
      })
    let workspace = try book.open()
    #expect(Self.subjects(try await workspace.merge("side")) == [.place])
    let outcome = try await workspace.resolve("m", [ConflictChoice("id=theirs")])
    #expect(outcome.leftInAll == 0)
    #expect(Self.text(book, "leads/s.md").contains("score: 9"))
    #expect(listFolder(book.path + "/leads") == ["s.md"])
    #expect(try await workspace.commit().id != nil)
    #expect(book.git("log", "-1", "--format=%P").split(separator: " ").count == 2)
  }

  @Test(arguments: [
    ("ours", ["ann.md"]), ("theirs", []),
  ]) func aRecordThatOneSideRemovedIsAskedFor(side: String, left: [String]) async throws {
    let book = Self.fork(
      { book in
        book.lead("ann", Self.fields)
        book.write("keep\n", "leads/README.md")
      }, side: { $0.git("rm", "-q", "leads/ann.md") },
      main: { $0.lead("ann", Self.fields.replacing("score: 1", with: "score: 2")) })
    let workspace = try book.open()
    let outcome = try await workspace.merge("side")
    #expect(Self.subjects(outcome) == [.existence])
    #expect(book.git("status", "--porcelain") == "UD leads/ann.md\n")
    _ = try await workspace.resolve("ann", [ConflictChoice(side)])
    #expect(listFolder(book.path + "/leads").filter { $0 != "README.md" } == left)
    _ = try await workspace.commit()
    #expect(book.git("status", "--porcelain") == "")
  }

  @Test func modesLinksAndFilesComeAsGitBringsThem() async throws {
    let base = { (book: HistoryBook) in
      book.lead("ann", Self.fields)
      book.write("#!/bin/sh\n", "run.sh")
      book.write((1...20).map { "\($0)\n" }.joined(), "notes.txt")
    }
    let side = { (book: HistoryBook) in
      chmod(book.path + "/run.sh", 0o755)
      symlink("notes.txt", book.path + "/link")
      book.git("mv", "notes.txt", "deep.txt")
      book.write((1...20).map { $0 == 3 ? "three\n" : "\($0)\n" }.joined(), "deep.txt")
    }
    let main = { (book: HistoryBook) in
      book.write((1...20).map { $0 == 18 ? "eighteen\n" : "\($0)\n" }.joined(), "notes.txt")
    }
    let (book, plain) = (Self.fork(base, side: side, main: main), Self.fork(base, side: side, main: main))
    _ = try await book.open().merge("side")
    plain.git("merge", "-q", "side")
    #expect(book.git("ls-tree", "-r", "HEAD") == plain.git("ls-tree", "-r", "HEAD"))
    #expect(book.git("status", "--porcelain") == "")
    #expect(access(book.path + "/run.sh", X_OK) == 0)
  }

  @Test func whatIsNotCommittedIsNeverTouched() async throws {
    let book = Self.fork(
      side: { book in
        book.lead("ann", Self.fields.replacing("score: 1", with: "score: 2"))
        book.lead("new", "city: Rom")
      }, main: { $0.lead("bob", "city: Ulm") })
    book.write("mine\n", "leads/new.md")
    let workspace = try book.open()
    let head = book.git("rev-parse", "HEAD")
    await #expect(throws: WorkspaceError.self) { try await workspace.merge("side") }
    #expect(Self.text(book, "leads/new.md") == "mine\n")
    #expect(book.git("rev-parse", "HEAD") == head)
    #expect(book.git("status", "--porcelain") == "?? leads/new.md\n")
    unlink(book.path + "/leads/new.md")
    // What is staged elsewhere stays staged.
    book.write("notes\n", "notes.txt")
    book.git("add", "notes.txt")
    book.lead("bob", "city: Trier")
    _ = try await workspace.merge("side")
    #expect(book.git("status", "--porcelain") == " M leads/bob.md\nA  notes.txt\n")
    #expect(Self.text(book, "leads/ann.md").contains("score: 2"))
  }

  @Test func whatIsStagedIsNotSweptIntoAMergeLeftToPeople() async throws {
    let book = Self.fork(
      side: { $0.lead("ann", Self.fields.replacing("score: 1", with: "score: 2")) },
      main: { $0.lead("ann", Self.fields.replacing("score: 1", with: "score: 3")) })
    book.write("notes\n", "notes.txt")
    book.git("add", "notes.txt")
    let workspace = try book.open()
    await #expect(throws: WorkspaceError.self) { try await workspace.merge("side") }
    #expect(book.git("status", "--porcelain") == "A  notes.txt\n")
    #expect(try workspace.repository().mergeHeads().isEmpty)
  }

  @Test func aLinkToWhatTheOtherRemovedNamesBothCommits() async throws {
    let book = Self.fork(
      { book in
        book.lead("ann", Self.fields)
        book.write("---\nname: Globex\n---\n", "accounts/globex.md")
      }, side: { $0.lead("ann", Self.fields + "\naccount: globex") },
      main: { $0.git("rm", "-q", "accounts/globex.md") })
    for index in [false, true] {
      let workspace = try book.open(index: index)
      let outcome = try await workspace.merge("side")
      guard case .invalid(let findings) = outcome.result else {
        Issue.record("\(outcome.result)")
        return
      }
      #expect(findings.map(\.finding.code.rawValue) == ["LB301"])
      #expect(findings.first?.ours?.summary == "Main" && findings.first?.theirs?.summary == "Side")
      #expect(book.git("status", "--porcelain") == "")
      #expect(try workspace.repository().operation == nil)
    }
    // Left in the files on request, mended, and committed.
    let workspace = try book.open()
    var options = MergeOptions()
    options.commits = false
    _ = try await workspace.merge("side", options: options)
    await #expect(throws: WorkspaceError.self) { try await workspace.commit() }
    book.lead("ann", Self.fields)
    #expect(try await workspace.commit().id != nil)
    #expect(book.git("log", "-1", "--format=%P").split(separator: " ").count == 2)
  }

  @Test func aCommitIsTakenOverWithoutTouchingAnything() async throws {
    let book = Self.fork(
      side: { $0.lead("ann", Self.fields.replacing("score: 1", with: "score: 2")) },
      main: { $0.lead("ann", Self.fields.replacing("city: Bonn", with: "city: Rom")) })
    let workspace = try book.open()
    let repository = try workspace.repository()
    let (ours, theirs) = (try repository.resolve("main"), try repository.resolve("side"))
    var request = JoinRequest(ours: ours, theirs: theirs)
    request.base = try repository.resolve("side~1")
    request.parents = [ours]
    request.author = try repository.commit(theirs).author
    request.message = "Taken over"
    guard case .joined(let commit) = try await workspace.join(request) else {
      Issue.record("not joined")
      return
    }
    #expect(try repository.head().commit == ours)
    #expect(book.git("status", "--porcelain") == "")
    #expect(try repository.commit(commit.id).parents == [ours])
    #expect(try await workspace.advance(to: commit.id, reason: "test: advance") == nil)
    #expect(Self.text(book, "leads/ann.md").contains("score: 2\ncity: Rom"))
    #expect(book.git("status", "--porcelain") == "")
    #expect(book.git("reflog", "-1", "--format=%gs") == "test: advance\n")
  }

  @Test func branchesMergedBothWaysHaveAVirtualBase() async throws {
    let book = Self.fork(
      side: { $0.lead("ann", Self.fields.replacing("score: 1", with: "score: 2")) },
      main: { $0.lead("ann", Self.fields.replacing("stage: lead", with: "stage: mql")) })
    let (main, side) = (book.git("rev-parse", "main"), book.git("rev-parse", "side"))
    let workspace = try book.open()
    _ = try await workspace.merge(String(side.dropLast()))
    book.git("switch", "-q", "side")
    _ = try await workspace.merge(String(main.dropLast()))
    book.lead("ann", "email: ann@x.example\nstage: mql\nscore: 5\ncity: Bonn")
    book.commit("More")
    book.git("switch", "-q", "main")
    let repository = try workspace.repository()
    #expect(try repository.mergeBases(repository.resolve("main"), repository.resolve("side")).count == 2)
    guard case .merged = try await workspace.merge("side").result else {
      Issue.record("not merged")
      return
    }
    #expect(Self.text(book, "leads/ann.md").contains("stage: mql\nscore: 5"))
  }

  @Test func conflictsOfPlainGitAreToldAndResolved() async throws {
    for command in [["merge", "-q", "side"], ["cherry-pick", "side"], ["rebase", "-q", "side"]] {
      let book = Self.fork(
        side: { $0.lead("ann", Self.fields.replacing("score: 1", with: "score: 2")) },
        main: { $0.lead("ann", Self.fields.replacing("score: 1", with: "score: 3")) })
      _ = Command.run(
        "git", ["-c", "user.name=T", "-c", "user.email=t@x", "-c", "core.editor=true"] + command, in: book.path,
        environment: ["PATH": getenv("PATH").map { String(cString: $0) } ?? "", "HOME": book.scratch.path])
      let workspace = try book.open()
      let conflicts = try workspace.conflicts()
      #expect(conflicts.map(\.subject) == [.field("score")], "\(command)")
      #expect(Set([conflicts.first?.ours, conflicts.first?.theirs]) == ["2", "3"], "\(command)")
      #expect(Set(conflicts.map { $0.commits.theirs?.summary }) == [command[0] == "rebase" ? "Main" : "Side"])
      let outcome = try await workspace.resolve("lead/ann", [ConflictChoice("score=7")])
      #expect(outcome.isMarked && outcome.left.isEmpty)
      #expect(Self.text(book, "leads/ann.md").contains("score: 7\n"))
      #expect(book.git("diff", "--name-only", "--diff-filter=U") == "")
    }
  }

  @Test func oneFieldOfManyInGitsConflictIsNotChosenWithTheOthers() async throws {
    let book = Self.fork(
      side: { $0.lead("ann", "email: ann@x.example\nstage: lead\nscore: 2\ncity: Rom") },
      main: { $0.lead("ann", "email: ann@x.example\nstage: mql\nscore: 3\ncity: Bonn") })
    book.write("", ".gitattributes")
    _ = Command.run("git", ["merge", "-q", "side"], in: book.path, environment: Self.environment(book))
    let workspace = try book.open()
    let before = Self.text(book, "leads/ann.md")
    await #expect(throws: WorkspaceError.self) {
      try await workspace.resolve("ann", [ConflictChoice("score=theirs")])
    }
    #expect(Self.text(book, "leads/ann.md") == before)
    let all = try ["stage", "score", "city"].map { try ConflictChoice("\($0)=ours") }
    #expect(try await workspace.resolve("ann", all).isMarked)
    #expect(Self.text(book, "leads/ann.md").contains("stage: mql\nscore: 3\ncity: Bonn"))
  }

  @Test func whatWasHalfWrittenBeforeAMergeIsNotCommittedWithIt() async throws {
    let book = Self.fork(
      { book in
        book.lead("ann", Self.fields)
        book.lead("bob", "city: Bonn")
        book.lead("eve", "city: Bonn")
      }, side: { $0.lead("ann", Self.fields.replacing("score: 1", with: "score: 2")) },
      main: { $0.lead("ann", Self.fields.replacing("score: 1", with: "score: 3")) })
    book.lead("bob", "city: Köln")
    let workspace = try book.open()
    #expect(Self.subjects(try await workspace.merge("side")) == [.field("score")])
    usleep(20_000)
    // What is mended after the merge began belongs to it.
    book.lead("eve", "city: Rom")
    _ = try await workspace.resolve("ann", [ConflictChoice("theirs")])
    #expect(try await workspace.commit().id != nil)
    #expect(book.git("status", "--porcelain") == " M leads/bob.md\n")
    #expect(book.git("show", "HEAD:leads/eve.md").contains("Rom"))
  }

  @Test func longerMarkersOfGitAreConflictsToo() async throws {
    let book = Self.fork(
      side: { book in
        book.git("mv", "leads/ann.md", "leads/s.md")
        book.lead("s", Self.fields.replacing("score: 1", with: "score: 2"))
      },
      main: { book in
        book.git("mv", "leads/ann.md", "leads/m.md")
        book.lead("m", Self.fields.replacing("score: 1", with: "score: 3"))
      })
    _ = Command.run("git", ["merge", "-q", "side"], in: book.path, environment: Self.environment(book))
    #expect(Self.text(book, "leads/m.md").contains("<<<<<<<< "))
    let workspace = try book.open()
    let conflicts = try workspace.conflicts()
    #expect(conflicts.map(\.subject) == [.place, .field("name"), .field("score")])
    #expect(conflicts.last?.ours == "3" && conflicts.last?.theirs == "2")
    await #expect(throws: WorkspaceError.self) { try await workspace.resolve("m", [ConflictChoice("id=ours")]) }
    let choices = try ["id=ours", "name=ours", "score=theirs"].map { try ConflictChoice($0) }
    _ = try await workspace.resolve("m", choices)
    #expect(Self.text(book, "leads/m.md").contains("score: 2\n"))
    #expect(try await workspace.commit().id != nil)
  }

  private static func environment(_ book: HistoryBook) -> [String: String] {
    ["PATH": getenv("PATH").map { String(cString: $0) } ?? "", "HOME": book.scratch.path]
  }

  @Test func aShallowCloneIsToldWhatItLacks() async throws {
    let book = Self.fork(side: { $0.lead("s", "city: Rom") }, main: { $0.lead("m", "city: Rom") })
    let clone = book.scratch.path + "/clone"
    book.git("clone", "-q", "--depth", "1", "--no-single-branch", "file://" + book.path, clone)
    let workspace = try book.open(clone)
    let error = await #expect(throws: WorkspaceError.self) { try await workspace.merge("origin/side") }
    #expect(error?.help?.contains("--deepen") == true)
    book.git("fetch", "-q", "--deepen", "1", in: clone)
    book.git("config", "user.name", "T", in: clone)
    book.git("config", "user.email", "t@x.example", in: clone)
    guard case .merged = try await workspace.merge("origin/side").result else {
      Issue.record("not merged")
      return
    }
  }
}
