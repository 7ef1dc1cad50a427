import LibrettoGit
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct StatusTests {
  /// Situations made by chance: every operation a user has, on files of a few folders.
  @Test(arguments: 0..<24)
  func changedAndStagedPathsAreGits(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let book = TestRepository()
    let names = (0..<12).map { "\(["leads/aa", "leads/bb", "notes", "."][$0 % 4])/f\($0).md" }
    book.write("*.tmp\nbuild/\n", to: ".gitignore")
    if seed % 6 != 0 {
      for name in names where Bool.random(using: &random) { book.write("base \(name)\n", to: name) }
      book.commit([:])
    }
    for _ in 0..<Int.random(in: 3...14, using: &random) {
      let name = names.randomElement(using: &random)!
      let text =
        Bool.random(using: &random) ? "base \(name)\n" : "text \(UInt8.random(in: 0...9, using: &random))\n"
      switch Int.random(in: 0...9, using: &random) {
      case 0...2: book.write(text, to: name)
      case 3: unlink(book.path + "/" + name)
      case 4, 5: book.git("add", "-A")
      case 6: _ = book.attempt("rm", "-q", "--cached", "--ignore-unmatch", name)
      case 7: _ = book.attempt("add", "--intent-to-add", name)
      case 8: chmod(book.path + "/" + name, 0o755)
      default:
        book.write("ignored", to: "leads/x.tmp")
        book.write("ignored", to: "build/out")
      }
    }
    let repository = try book.open()
    for prefix in ["", "leads", "leads/aa", "notes/f2.md"] {
      let head =
        try repository.head().commit?.description ?? book.git("hash-object", "-t", "tree", "/dev/null")
      let under = prefix.isEmpty ? [] : ["--", prefix]
      #expect(
        Set(try repository.stagedPaths(under: prefix).map(Self.line))
          == lines(book, ["diff", "--cached", "--no-renames", "--name-status", head] + under),
        "staged, seed \(seed), under \(prefix)")
      // The truth for the work tree: everything staged in an index of its own.
      let index = ["GIT_INDEX_FILE": book.scratch.path + "/truth"]
      unlink(book.scratch.path + "/truth")
      if let bytes = readFile(book.path + "/.git/index") { book.scratch.write(bytes, to: "truth") }
      _ = Command.run(
        "git", ["add", "-A"], in: book.path, environment: book.environment.merging(index) { $1 })
      #expect(
        Set(try repository.changedPaths(under: prefix).map(Self.line))
          == lines(book, ["diff", "--cached", "--no-renames", "--name-status", head] + under, index),
        "changed, seed \(seed), under \(prefix)")
    }
  }

  private func lines(_ book: TestRepository, _ arguments: [String], _ added: [String: String] = [:]) -> Set<
    String
  > {
    let environment = book.environment.merging(added) { $1 }
    let text = Command.run("git", arguments, in: book.path, environment: environment).text
    return Set(text.split(separator: "\n").map { String($0) })
  }

  static func line(_ change: PathChange) -> String {
    let letter =
      switch change.kind {
      case .added: "A"
      case .modified: "M"
      case .deleted: "D"
      case .typeChanged: "T"
      }
    return "\(letter)\t\(change.path)"
  }

  @Test func aSymbolicLinkInPlaceOfAFileIsATypeChange() throws {
    let book = TestRepository()
    book.commit(["a.md": "a", "b.md": "b"])
    unlink(book.path + "/a.md")
    symlink("b.md", book.path + "/a.md")
    #expect(try book.open().changedPaths().map(\.kind) == [.typeChanged])
  }

  @Test func conflictsAreNamed() throws {
    let book = TestRepository()
    book.commit(["a.md": "a\n", "b.md": "b\n"])
    book.git("checkout", "-q", "-b", "other")
    book.commit(["a.md": "theirs\n"])
    book.git("checkout", "-q", "main")
    book.commit(["a.md": "ours\n"])
    _ = book.attempt("merge", "other")
    let repository = try book.open()
    #expect(try repository.conflictedPaths() == ["a.md"])
    #expect(try repository.stagedPaths() == [])
    #expect(repository.operation == .merge)
  }

  /// Same size, same second: only a comparison of content tells.
  @Test func aRacyChangeIsSeenAfterACommit() async throws {
    let book = TestRepository()
    book.commit(["a.md": "aaa\n", "b.md": "b\n"])
    book.write("xxx\n", to: "a.md")
    book.git("add", "a.md")
    book.write("yyy\n", to: "a.md")
    book.write("b2\n", to: "b.md")
    usleep(1_100_000)
    try await book.commit([("b.md", .workTreeFile)])
    #expect(book.git("status", "--porcelain") == "MM a.md")
    #expect(try book.open().changedPaths().map(\.path) == ["a.md"])
  }
}
