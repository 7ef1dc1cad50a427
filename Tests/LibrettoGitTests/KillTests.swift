import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Every call that changes files, made to be the last one, or to fail, in turn.
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
      description: "unborn", prepare: { $0.write("staged new\n", to: "new.md"); $0.git("add", "new.md") },
      changes: ["a/x.md=new\n"]),
    Scenario(
      description: "detached and packed",
      prepare: { book in
        book.commit(["a/x.md": "old\n", "b.md": "b\n"])
        book.git("gc", "-q")
        book.git("checkout", "-q", "--detach")
        book.git("rm", "-q", "b.md")
      }, changes: ["a/x.md=new\n"]),
    Scenario(
      description: "hooks",
      prepare: { book in
        book.commit(["a/x.md": "old\n"])
        for name in ["pre-commit", "commit-msg", "post-commit"] { book.installHook(name, "true") }
        book.write("staged new\n", to: "new.md")
        book.git("add", "new.md")
      }, changes: ["a/x.md=new\n"]),
  ]

  /// The calls that change files; opening counts, since it makes files.
  static let calls =
    "openat,open,creat,write,pwrite64,writev,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir,"
    + "fsync,fdatasync,ftruncate,chmod,fchmod,utimensat,flock,symlink"

  private static let canTrace: Bool = {
    guard let strace = Command.path(of: "strace"), CommitProgram.path != nil else { return false }
    return Command.run(strace, ["-o", "/dev/null", "/bin/true"], in: "/", environment: [:]).status == 0
  }()

  /// What a state of the repository is, for comparison: HEAD's files, and what is staged besides.
  private struct State: Equatable {
    var files: String
    var index: String
    var work: [String: String]
  }

  private func state(_ book: TestRepository) -> State {
    let hasHead = book.attempt("rev-parse", "-q", "--verify", "HEAD").status == 0
    var work: [String: String] = [:]
    for name in book.git("ls-files", "-c", "-o").split(separator: "\n") { work[String(name)] = book.text(String(name)) }
    return State(files: hasHead ? book.git("ls-tree", "-r", "HEAD") : "", index: book.git("ls-files", "-s"), work: work)
  }

  /// Runs the commit under `strace` with an injection at the `number`th of one kind of call (nil: none, all are traced).
  private func run(
    _ book: TestRepository, _ scenario: Scenario, _ injection: String?, log: String = "/dev/null"
  ) throws -> Command.Result {
    let program = try #require(CommitProgram.path)
    let inject = injection.map { ["-e", "inject=\($0)"] } ?? []
    return Command.run(
      "strace", ["-qq", "-o", log, "-e", "trace=" + Self.calls] + inject + [program]
        + CommitProgram.commit(book.path, scenario.changes), in: book.path, environment: book.environment)
  }

  /// How often each call is made by a commit that nothing disturbs, from the first in the repository on.
  private func counts(_ scenario: Scenario) throws -> (points: [(call: String, number: Int)], old: State, new: State) {
    let book = TestRepository()
    scenario.prepare(book)
    let old = state(book)
    let log = book.scratch.path + "/log"
    let result = try run(book, scenario, nil, log: log)
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    let new = state(book)
    #expect(old != new)
    var totals: [String: Int] = [:]
    var points: [(call: String, number: Int)] = []
    var begun = false
    for line in String(decoding: readFile(log) ?? [], as: UTF8.self).split(separator: "\n") {
      guard let paren = line.firstIndex(of: "(") else { continue }
      let call = String(line[..<paren].split(separator: " ").last ?? "")
      totals[call, default: 0] += 1
      // What only reads cannot leave anything behind.
      begun = begun || line.contains(".git/libretto")
      if begun && !(call == "openat" && !line.contains("O_CREAT")) { points.append((call, totals[call]!)) }
    }
    return (points, old, new)
  }

  private func verify(_ book: TestRepository, _ old: State, _ new: State, _ what: String, killed: Bool) throws -> Bool {
    var sound = true
    func expect(_ condition: Bool, _ text: String) {
      if !condition { sound = false; Issue.record("\(what): \(text)") }
    }
    // As it lies there, before anyone mends it.
    let hasHead = book.attempt("rev-parse", "-q", "--verify", "HEAD").status == 0
    let files = hasHead ? book.git("ls-tree", "-r", "HEAD") : ""
    expect(files == old.files || files == new.files, "HEAD is neither old nor new")
    let program = try #require(CommitProgram.path)
    let next = Command.run(program, CommitProgram.recover(book.path), in: book.path, environment: book.environment)
    expect(next.status == 0, "the next command fails: \(next.text)\(next.errorText)")
    let after = state(book)
    expect(after == (files == new.files ? new : old), "after recovery: \(after)")
    let check = book.attempt("fsck", "--strict", "--no-dangling")
    expect(check.status == 0, "fsck: \(check.errorText)")
    let locks = Command.run("find", [".git", "-name", "*.lock"], in: book.path, environment: book.environment).text
    expect(locks.isEmpty, "stale \(locks)")
    expect(listFolder(book.path + "/.git/libretto").filter { $0 != "lock" }.isEmpty, "leftovers")
    return sound
  }

  @Test(.enabled(if: canTrace), arguments: scenarios)
  func killedAnywhereItIsOldOrNew(scenario: Scenario) throws {
    let (points, old, new) = try counts(scenario)
    var violations = 0
    var finished = 0
    for (call, number) in points {
      let book = TestRepository()
      scenario.prepare(book)
      let result = try run(book, scenario, "\(call):signal=KILL:when=\(number)")
      if result.status == 0 { finished += 1 }
      if try !verify(book, old, new, "killed at \(call) \(number)", killed: true) { violations += 1 }
    }
    print("kill points: \(points.count) (\(finished) past the end), violations: \(violations) – \(scenario)")
    #expect(points.count - finished > 40)
  }

  @Test(.enabled(if: canTrace), arguments: scenarios.prefix(1), ["ENOSPC", "EIO"])
  func aFailingCallChangesNothing(scenario: Scenario, failure: String) throws {
    let (points, old, new) = try counts(scenario)
    let failing = points.filter { !["unlink", "unlinkat", "flock", "chmod", "fchmod"].contains($0.call) }
    var refused = 0
    for (call, number) in failing {
      let book = TestRepository()
      scenario.prepare(book)
      let result = try run(book, scenario, "\(call):error=\(failure):when=\(number)")
      if result.status == 1 { refused += 1 }
      #expect(result.status == 0 || result.text.contains("error:"), "no clear error at \(call) \(number)")
      _ = try verify(book, old, new, "\(failure) at \(call) \(number)", killed: false)
    }
    print("\(failure): \(failing.count) calls, \(refused) refused – \(scenario)")
    #expect(refused > 10)
  }
}
