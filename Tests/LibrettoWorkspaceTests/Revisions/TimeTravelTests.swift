import LibrettoWorkspace
import TestSupport
import Testing

/// `--at` against a fresh checkout of the same commit with the clock set the same: two ways to one answer.
@Suite struct TimeTravelTests {
  private static let queries = [
    ["leads"], ["leads", "stage:mql,sal"], ["leads", "next.due:..+30d"], ["leads", "account.country:NO", "score:40.."],
    ["accounts", "leads.stage:lead"], ["leads", "text~knows", "not:has:email"], ["notes"], ["leads", "stage:sql"],
    ["leads", "has:size1"],
  ]

  private static func open(_ root: String, now: Instant) throws -> Workspace {
    var environment = Environment.ofProcess()
    environment.variables = [:]
    environment.currentFolder = root
    environment.now = { now }
    return try Workspace.open(root, environment: environment)
  }

  /// What a workspace says to all queries, to a saved view, and exports.
  private static func answers(_ workspace: Workspace) async -> [String] {
    var told: [String] = []
    func tell(_ what: String, _ body: () async throws -> String) async {
      do { told.append("\(what): \(try await body())") } catch { told.append("\(what): \(error)") }
    }
    for words in queries {
      await tell("\(words)") {
        let answer = try await workspace.answer(try workspace.query(words))
        return answer.rows.map { "\($0.path ?? "") \($0.cells.map { $0?.text() ?? "-" })" }.joined(separator: "\n")
      }
    }
    await tell("view") { try await "\(workspace.answer(workspace.view(named: "hot").query).rows.map(\.path))" }
    await tell("export") {
      var bytes: [UInt8] = []
      try await workspace.export(ExportRequest(.ndjson, query: [])) { bytes += $0 }
      return String(decoding: bytes, as: UTF8.self)
    }
    await tell("findings") {
      try await workspace.validate().map { "\($0.path) \($0.code) \($0.message)" }.joined(separator: "\n")
    }
    return told
  }

  @Test(arguments: [(1, 60, ""), (2, 12, "crm/book/")] as [(UInt64, Int, String)])
  func anAnswerFromGitIsThatOfACheckout(seed: UInt64, commits: Int, prefix: String) async throws {
    let history = GeneratedHistory(seed: seed, commits: commits, prefix: prefix)
    history.git("-C", "repository", "reset", "-q", "--hard")
    let present = try Self.open(history.root(), now: Instant(secondsSinceEpoch: 1_900_000_000))
    // Neither what is changed nor what is added in the working tree counts.
    history.scratch.write("---\nname: New\n---\n", to: "repository/\(prefix)leads/new.md")
    history.scratch.write("---\nname: Account\ncountry: SE\n---\n", to: "repository/\(prefix)accounts/a1.md")
    var different: Set<[String]> = []
    for (index, commit) in history.commits.enumerated() {
      history.git("-C", "repository", "worktree", "add", "-q", "--detach", "../checkout\(index)", commit.id)
      let past = try present.at(String(commit.id.prefix(12)))
      #expect(past.revision?.moment.secondsSinceEpoch == commit.seconds)
      let checkout = try Self.open(
        history.root("checkout\(index)"), now: Instant(secondsSinceEpoch: commit.seconds))
      let (found, wanted) = (await Self.answers(past), await Self.answers(checkout))
      for (found, wanted) in zip(found, wanted) { #expect(found == wanted, "seed \(seed), commit \(index)") }
      different.insert(wanted)
    }
    #expect(different.count > commits / 2)
  }

  @Test func aDateIsTheLastCommitOfTheLineThatIsOldEnough() throws {
    let history = GeneratedHistory(seed: 3, commits: 60)
    history.git("-C", "repository", "reset", "-q", "--hard")
    let present = try Self.open(history.root(), now: Instant(secondsSinceEpoch: 1_900_000_000))
    let times = history.commits.map(\.seconds)
    #expect(zip(times, times.dropFirst()).contains { $0 > $1 }, "the clocks never go back")
    let (first, last) = (times.min() ?? 0, times.max() ?? 0)
    var days = 0
    for seconds in stride(from: first, through: last, by: 86_400) {
      let day = present.timeZone.civil(at: Instant(secondsSinceEpoch: seconds)).0
      let end = present.timeZone.startOfDay(day.adding(days: 1)).secondsSinceEpoch - 1
      let wanted = history.commits.last { $0.seconds <= end }
      let revision = try present.revision("\(day)")
      #expect(revision.commit.id.description == wanted?.id && revision.moment.secondsSinceEpoch == end, "\(day)")
      days += 1
    }
    #expect(days > 10)
    #expect(throws: WorkspaceError.self) { try present.revision("2020-01-01") }
  }
}
