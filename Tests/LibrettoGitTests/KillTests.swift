import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Every call that changes files, made to be the last one, or to fail, in turn: with bytes in place of work files, and a
/// detached HEAD, which no command makes. LibrettoCLITests does the same to the program.
@Suite(.serialized) struct KillTests {
  /// A book and the commit that is killed in it.
  struct Scenario: Sendable, CustomStringConvertible {
    var description: String
    var prepare: @Sendable (TestRepository) -> Void
    var changes: [String]
  }

  static let scenarios: [Scenario] = [
    Scenario(
      description: "bytes, work files and a removal, beside staged work",
      prepare: { book in
        book.commit(["a/x.md": "old\n", "a/y.md": "old\n", "gone/z.md": "old\n", "staged.md": "s\n"])
        book.write("staged change\n", to: "staged.md")
        book.write("staged new\n", to: "new.md")
        book.git("add", "staged.md", "new.md")
        book.write("edited\n", to: "a/y.md")
      }, changes: ["a/x.md=new\n", "a/y.md", "-gone/z.md", "fresh/file.md=new\n"]),
    Scenario(
      description: "detached and packed",
      prepare: { book in
        book.commit(["a/x.md": "old\n", "b.md": "b\n"])
        book.git("gc", "-q")
        book.git("checkout", "-q", "--detach")
        book.git("rm", "-q", "b.md")
      }, changes: ["a/x.md=new\n"]),
  ]

  /// The calls that change files; opening counts, since it makes files.
  static let calls =
    "openat,open,creat,write,pwrite64,writev,rename,renameat,renameat2,link,linkat,unlink,unlinkat,"
    + "mkdir,mkdirat,rmdir,fsync,fdatasync,ftruncate,chmod,fchmod,utimensat,flock,symlink"

  private static let canTrace: Bool = {
    guard let strace = Command.path(of: "strace"), CommitProgram.path != nil else { return false }
    return Command.run(strace, ["-o", "/dev/null", "/bin/true"], in: "/", environment: [:]).status == 0
  }()

  /// What a state of the repository is, for comparison: HEAD's files, what is staged, and the work files.
  private struct State: Equatable {
    var files: String
    var index: String
    var work: [String: String]
  }

  private static func state(_ book: TestRepository) -> State {
    let script = "git ls-tree -r HEAD 2>/dev/null; echo ==; git ls-files -s; echo ==; git ls-files -c -o"
    let text = Command.run("/bin/sh", ["-c", script], in: book.path, environment: book.environment).text
    let parts = text.split(separator: "==\n", omittingEmptySubsequences: false).map { String($0) }
    var work: [String: String] = [:]
    for name in parts.last!.split(separator: "\n") { work[String(name)] = book.text(String(name)) }
    return State(files: parts[0], index: parts[1], work: work)
  }

  /// Runs the commit under `strace` with an injection at the `number`th of one kind of call (nil: none, all
  /// are traced).
  private static func run(
    _ book: TestRepository, _ scenario: Scenario, _ injection: String?, log: String = "/dev/null"
  ) throws -> Command.Result {
    let program = try #require(CommitProgram.path)
    // One moment for all, so that all make the same objects by the same calls.
    let moment = "@1700000000 +0000"
    let dated = book.environment.merging(["GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment]) { $1 }
    let inject = injection.map { ["-e", "inject=\($0)"] } ?? []
    return Command.run(
      "strace",
      ["-qq", "-o", log, "-e", "trace=" + calls] + inject + [program]
        + CommitProgram.commit(book.path, scenario.changes), in: book.path, environment: dated)
  }

  private struct Point: Sendable {
    var call: String
    var number: Int
  }

  /// How often each call is made by a commit that nothing disturbs, from the first in the repository on.
  private static func counts(_ scenario: Scenario, _ template: TestRepository) throws -> (
    points: [Point], old: State, new: State
  ) {
    let book = TestRepository(copyOf: template)
    let old = state(book)
    let log = book.scratch.path + "/log"
    let result = try run(book, scenario, nil, log: log)
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    let new = state(book)
    #expect(old != new)
    var totals: [String: Int] = [:]
    var points: [Point] = []
    var begun = false
    for line in String(decoding: readFile(log) ?? [], as: UTF8.self).split(separator: "\n") {
      guard let paren = line.firstIndex(of: "(") else { continue }
      let call = String(line[..<paren].split(separator: " ").last ?? "")
      totals[call, default: 0] += 1
      // What only reads cannot leave anything behind.
      begun = begun || line.contains(".git/libretto")
      if begun && !(call == "openat" && !line.contains("O_CREAT")) {
        points.append(Point(call: call, number: totals[call]!))
      }
    }
    return (points, old, new)
  }

  private static func verify(_ book: TestRepository, _ old: State, _ new: State, _ what: String) throws
    -> Bool
  {
    var sound = true
    func expect(_ condition: Bool, _ text: String) {
      if !condition { sound = false; Issue.record("\(what): \(text)") }
    }
    // As it lies there, before anyone mends it.
    let files = book.attempt("ls-tree", "-r", "HEAD").text
    expect(files == old.files || files == new.files, "HEAD is neither old nor new")
    let program = try #require(CommitProgram.path)
    let next = Command.run(
      program, CommitProgram.recover(book.path), in: book.path, environment: book.environment)
    expect(next.status == 0, "the next command fails: \(next.text)\(next.errorText)")
    let after = state(book)
    expect(after == (files == new.files ? new : old), "after recovery: \(after)")
    let check = book.attempt("fsck", "--strict", "--no-dangling")
    expect(check.status == 0, "fsck: \(check.errorText)")
    let locks = ["", "/refs/heads", "/libretto"].flatMap { listFolder(book.path + "/.git" + $0) }
    expect(!locks.contains { $0.hasSuffix(".lock") }, "stale \(locks)")
    expect(listFolder(book.path + "/.git/libretto").filter { $0 != "lock" }.isEmpty, "leftovers")
    return sound
  }

  /// What becomes of the points of one scenario, two at a time.
  private static func forEach(
    _ points: [Point], _ body: @escaping @Sendable (Point) throws -> Bool
  ) async throws -> Int {
    try await withThrowingTaskGroup(of: Int.self) { group in
      for half in 0..<2 {
        group.addTask {
          var count = 0
          for index in stride(from: half, to: points.count, by: 2) where try body(points[index]) {
            count += 1
          }
          return count
        }
      }
      return try await group.reduce(0, +)
    }
  }

  /// Every fifth point, unless `LIBRETTO_EVERY_KILL_POINT` is set.
  private static func thinned(_ points: [Point]) -> [Point] {
    if getenv("LIBRETTO_EVERY_KILL_POINT") != nil { return points }
    return points.enumerated().filter { $0.offset % 5 == 0 }.map(\.element)
  }

  @Test(.enabled(if: canTrace), arguments: scenarios)
  func killedAnywhereItIsOldOrNew(scenario: Scenario) async throws {
    let template = TestRepository()
    scenario.prepare(template)
    let (all, old, new) = try Self.counts(scenario, template)
    let points = Self.thinned(all)
    let sound = try await Self.forEach(points) { point in
      let book = TestRepository(copyOf: template)
      let result = try Self.run(book, scenario, "\(point.call):signal=KILL:when=\(point.number)")
      #expect(result.status == 137, "not killed at \(point)")
      return try Self.verify(book, old, new, "killed at \(point.call) \(point.number)")
    }
    print("kill points: \(points.count), violations: \(points.count - sound) – \(scenario)")
    #expect(points.count > 15)
  }

  @Test(.enabled(if: canTrace), arguments: ["ENOSPC", "EIO"])
  func aFailingCallChangesNothing(failure: String) async throws {
    let scenario = Self.scenarios[0]
    let template = TestRepository()
    scenario.prepare(template)
    let (points, old, new) = try Self.counts(scenario, template)
    let failing = Self.thinned(
      points.filter { !["unlink", "unlinkat", "flock", "chmod", "fchmod"].contains($0.call) })
    let refused = try await Self.forEach(failing) { point in
      let book = TestRepository(copyOf: template)
      let result = try Self.run(book, scenario, "\(point.call):error=\(failure):when=\(point.number)")
      #expect(result.status == 0 || result.text.contains("error:"), "no clear error at \(point)")
      _ = try Self.verify(book, old, new, "\(failure) at \(point.call) \(point.number)")
      let head = book.attempt("ls-tree", "-r", "HEAD").text
      #expect(head == (result.status == 0 ? new : old).files, "says one thing and does another at \(point)")
      return result.status == 1
    }
    print("\(failure): \(failing.count) failing calls, \(refused) refused – \(scenario)")
    #expect(refused > 5)
  }
}
