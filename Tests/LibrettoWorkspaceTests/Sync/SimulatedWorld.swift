import LibrettoMerge
import LibrettoModel
import LibrettoSyntax
import TestSupport
import Testing

@testable import LibrettoGit
@testable import LibrettoWorkspace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Six clones of a bare repository, two teams, and all that was done.
struct SimulatedWorld {
  let scratch = ScratchFolder("simulation", inMemory: true)
  let members = ["mia", "max", "mel", "tom", "tim", "tea"]
  let clock = SimulatedClock()
  var chance: SeededGenerator
  var ledger = EditLedger()
  var clones: [SimulatedClone] = []
  /// What the bare repository holds.
  var shared = EditSet()
  var figures = Figures()
  var reorders = 0
  /// The fields that comments stand behind.
  var commented: [String: String] = [:]

  struct Figures {
    var syncs = 0
    /// Syncs where both sides had something new.
    var joins = 0
    /// Those that ended in a conflict, and what plain `git merge` said of the same two commits.
    var (stopped, stoppedPlain) = (0, 0)
    /// Places that a person had to choose, and the conflict regions (or files, where it is about a file as a whole) of Git.
    var (conflicts, conflictsPlain) = (0, 0)
    /// Conflicts by what they are about.
    var subjects: [String: Int] = [:]
    var invalid = 0
    /// How often commits were made again, and how often they were merged.
    var modes: [SyncMode: Int] = [:]
    /// Where the time went.
    var times: [String: Duration] = [:]

    mutating func add(_ name: String, since start: ContinuousClock.Instant) {
      times[name, default: .zero] += start.duration(to: .now)
    }
  }

  init(seed: UInt64) throws {
    chance = SeededGenerator(seed: seed)
    scratch.write("", to: "home/.gitconfig")
    scratch.write(
      """
      libretto: 1
      timezone: Europe/Berlin
      teams: {marketing: {title: Marketing}, sales: {title: Sales}}
      members:

      """
        + members.enumerated().map {
          "  \($1): {name: \($1), email: \($1)@aria.example, team: \($0 < 3 ? "marketing" : "sales")}\n"
        }.joined(), to: "seed/libretto.yaml")
    scratch.write(
      """
      lifecycles:
        lead: {type: lead, field: stage, stages: [{name: lead}, {name: mql}, {name: sal}, {name: sql}]}
      vocabulary: {activities: [call, email, meeting, click]}

      """, to: "seed/agreement.yaml")
    for number in 1...8 {
      scratch.write(
        "---\nname: Account \(number)\ndomain: a\(number).example\n---\n", to: "seed/accounts/acme-\(number).md")
    }
    for number in 1...40 {
      scratch.write(
        Self.lead(
          "Lead \(number)", "l\(number)@x.example", account: "acme-\(1 + number % 8)", isBlock: number % 3 == 0),
        to: "seed/leads/lead-\(number).md")
    }
    let setup = Command.run(
      "sh",
      [
        "-ec",
        """
        cd seed; git init -q -b main; git add -A; git commit -qm Start; cd ..; git clone -q --bare seed hub.git; git -C hub.git config receive.autogc false
        for m in \(members.joined(separator: " ")); do git clone -q hub.git $m
          git -C $m config user.name $m; git -C $m config user.email $m@aria.example; git -C $m config gc.auto 0
        done
        """,
      ], in: scratch.path, environment: Transcript.environment(home: scratch.path + "/home"))
    #expect(setup.status == 0, "\(setup.errorText)")
    for (index, member) in members.enumerated() {
      clones.append(
        try SimulatedClone(
          member: member, team: index < 3 ? "marketing" : "sales", path: "\(scratch.path)/\(member)", clock: clock))
    }
  }

  static func lead(_ name: String, _ email: String, account: String?, isBlock: Bool = false) -> String {
    let tags = isBlock ? "tags:\n  - seed\n" : "tags: [seed]\n"
    return """
      ---
      name: \(name)
      email: \(email)
      \(account.map { "account: \($0)\n" } ?? "")stage: lead
      owner: tom
      title: Buyer
      score: 10
      next: {what: Call, due: 2026-12-01}
      created: 2026-01-01
      \(tags)---

      # \(name)

      Met at the fair.

      ## Log

      - 2026-01-01 10:00 email @mia: Welcome

      """
  }

  /// People work until so many edits were made; then all come online.
  mutating func run(edits: Int) async throws {
    while ledger.edits.count + reorders < edits {
      let clone = clones.randomElement(using: &chance)!
      for _ in 0..<Int.random(in: 3...9, using: &chance) where ledger.edits.count + reorders < edits {
        clock.advance(by: Int.random(in: 30...900, using: &chance))
        let start = ContinuousClock.now
        _ = try await clone.edit(&self)
        figures.add("edit", since: start)
      }
      let start = ContinuousClock.now
      try await clone.commit()
      figures.add("commit", since: start)
      if clone.offline > 0 {
        clone.offline -= 1
        continue
      }
      if Int.random(in: 0..<3, using: &chance) == 0 { try await sync(clone) }
      if Int.random(in: 0..<8, using: &chance) == 0 { clone.offline = Int.random(in: 2...5, using: &chance) }
    }
    for clone in clones { try await sync(clone) }
    for clone in clones { try await sync(clone) }
  }

  private mutating func sync(_ clone: SimulatedClone) async throws {
    figures.syncs += 1
    for _ in 0..<4 {
      let before = try clone.workspace.repository().head().commit!
      var options = SyncOptions()
      options.attempts = 1
      let start = ContinuousClock.now
      let outcome = try await clone.workspace.sync(options)
      figures.add("sync", since: start)
      if let mode = outcome.mode { figures.modes[mode, default: 0] += 1 }
      if outcome.came != nil, ledger.edits.indices.contains(where: { clone.seen.contains($0) && !shared.contains($0) })
      {
        figures.joins += 1
        try comparePlain(clone, before, outcome)
      }
      switch outcome.result {
      case .done:
        clone.seen.formUnion(shared)
        shared = clone.seen
        return
      case .conflicts(let conflicts):
        try await resolve(conflicts, clone)
      case .invalid(let findings):
        figures.invalid += 1
        Issue.record("\(clone.member): \(findings.map { "\($0.finding.path) \($0.finding.message)" })")
        return
      }
    }
    Issue.record("\(clone.member) cannot sync")
  }
}
