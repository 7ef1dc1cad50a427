import TestSupport
import Testing

/// The generator of the benchmarks' books: what it makes is the same for a seed, and a book that the program accepts.
@Suite struct BookGeneratorTests {
  static let environment = [
    "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin", "HOME": "/nonexistent", "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
  ]

  private func stream(_ leads: Int, _ commits: Int, seed: Int) -> Command.Result {
    Command.run(Project.products + "/BookGenerator", ["\(leads)", "\(commits)", "\(seed)"], in: "/tmp")
  }

  @Test(arguments: [(10, 1), (300, 40), (60, 500)]) func sameSeedGivesSameBytes(leads: Int, commits: Int) {
    let first = stream(leads, commits, seed: 7)
    #expect(first.status == 0)
    #expect(first.stdout.suffix(5) == Array("done\n".utf8)[...])
    #expect(first.stdout == stream(leads, commits, seed: 7).stdout)
    #expect(first.stdout != stream(leads, commits, seed: 8).stdout)
  }

  @Test(arguments: [["0", "1", "1"], ["100", "0", "1"], ["100", "ten", "1"], ["100"]])
  func refusesBadNumbers(arguments: [String]) {
    let result = Command.run(Project.products + "/BookGenerator", arguments, in: "/tmp")
    #expect(result.status == 2)
    #expect(result.stdout.isEmpty && result.errorText.hasPrefix("usage: "))
  }

  @Test(arguments: [(10, 1, 1), (500, 200, 2), (80, 600, 3)])
  func bookIsValidAndItsHistoryWhole(leads: Int, commits: Int, seed: Int) throws {
    let scratch = ScratchFolder("generated")
    let book = scratch.path + "/book"
    let make = {
      Command.run(
        Project.folder + "/bench/book", ["\(leads)", "\(commits)", "\(seed)", book], in: scratch.path,
        environment: Self.environment.merging(["BOOK_GENERATOR": Project.products + "/BookGenerator"]) { $1 })
    }
    let made = make()
    try #require(made.status == 0, "\(made.errorText)")
    #expect(made.text == book + "\n")

    func git(_ arguments: String...) -> String {
      Command.run("git", arguments, in: book, environment: Self.environment).text
    }
    #expect(git("status", "--porcelain").isEmpty)
    #expect(git("rev-list", "--count", "main") == "\(commits)\n")
    let files = git("ls-files", "leads").split(separator: "\n")
    #expect(files.count == leads)
    // leads/jo/joerg-krueger.md: below the first two letters of the id.
    #expect(
      files.allSatisfy { $0.split(separator: "/").count == 3 && $0.dropFirst(9).hasPrefix($0.dropFirst(6).prefix(2)) })
    let times = git("log", "--reverse", "--format=%ct").split(separator: "\n").compactMap { Int($0) }
    #expect(times == times.sorted())
    if commits > 100 { #expect(Set(git("log", "--format=%an").split(separator: "\n")).count > 8) }

    let validated = Command.run(Project.products + "/libretto", ["validate"], in: book, environment: Self.environment)
    #expect(validated.status == 0, "\(validated.text)\(validated.errorText)")

    // A second run leaves the book as it is.
    scratch.write("kept", to: "book/.git/witness")
    #expect(make().status == 0)
    #expect(scratch.text("book/.git/witness") == "kept")
  }

  @Test func refusesAFolderThatItDidNotMake() {
    let scratch = ScratchFolder("generated")
    scratch.write("mine", to: "book/notes.txt")
    let result = Command.run(
      Project.folder + "/bench/book", ["10", "1", "1", scratch.path + "/book"], in: scratch.path,
      environment: Self.environment.merging(["BOOK_GENERATOR": Project.products + "/BookGenerator"]) { $1 })
    #expect(result.status == 2)
    #expect(scratch.text("book/notes.txt") == "mine")
  }
}
