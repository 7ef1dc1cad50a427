import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `sync`, killed at many of its steps and those of the `git` that it calls, here and at the remote: run again, it does its
/// work as if nothing had been.
@Suite struct SyncKillTests {
  struct Scenario: Sendable, CustomStringConvertible {
    var description: String
    var script: String
    var arguments: [String]
    var points: Int
    /// What Jane's record holds in the end.
    var holds: [String]
    /// How it ends when nobody disturbs it.
    var status: Int32 = 0
  }

  static let scenarios = [
    Scenario(
      description: "replay", script: TwoClones.parted, arguments: ["sync"], points: 24,
      holds: ["score: 80", "sso", "vip"]),
    Scenario(
      description: "merge", script: TwoClones.parted, arguments: ["sync", "--merge"], points: 12,
      holds: ["score: 80", "sso", "vip"]),
    Scenario(
      description: "conflict",
      script: TwoClones.parted
        + "cd mia; sed -i 's/^owner: tom/owner: tim/' leads/jane-doe.md; mia git commit -qam Owner; "
        + "git push -q", arguments: ["sync"], points: 12, holds: ["<<<<<<<", "score: 80", "vip"], status: 1),
  ]

  /// What a killed `git` leaves locked it tells to remove.
  private static let unlock = "find tom/.git hub.git -name '*.lock' -delete; "

  @Test(.enabled(if: Tracing.isPossible), arguments: scenarios) func killedAnywhereItGoesOn(_ scenario: Scenario) {
    let template = TwoClones(scenario.script)
    let traced = TwoClones(copyOf: template)
    let (faults, result) = faults(scenario.arguments, traced)
    #expect(result.status == scenario.status, "\(result.errorText)")
    let wanted = traced.sh("cd tom; git rev-parse HEAD^{tree}; cat leads/*.md").text
    let all = getenv("LIBRETTO_EVERY_KILL_POINT") != nil
    let chosen = all ? faults : thinned(faults, to: scenario.points)
    var (killed, moved) = (0, 0)
    for fault in chosen {
      let clones = TwoClones(copyOf: template)
      let before = clones.sh("git -C tom rev-parse HEAD; cat tom/leads/*.md").text
      let stopped = run(scenario.arguments, clones, injection: "\(fault.call):signal=KILL:when=\(fault.number)")
      if stopped.status == 128 + SIGKILL { killed += 1 }
      let after = clones.sh("git -C tom rev-parse HEAD; cat tom/leads/*.md").text
      if after != before { moved += 1 }
      clones.sh(Self.unlock)
      var again = clones.tom(scenario.arguments)
      // A merge that was left under way before the kill is what was to come.
      if scenario.status == 1, again.status == 2, again.errorText.contains("a merge is under way") {
        again = clones.tom("conflicts")
      }
      #expect(again.status == scenario.status, "killed at \(fault): \(again.status) \(again.text)\(again.errorText)")
      let found = clones.sh("cd tom; git rev-parse HEAD^{tree}; cat leads/*.md").text
      #expect(strip(found) == strip(wanted), "killed at \(fault): \(found)")
      for part in scenario.holds { #expect(found.contains(part), "killed at \(fault)") }
      let check = clones.sh(
        "cd tom; git fsck --strict --no-dangling 2>&1 | grep -v notice; cd ../hub.git; git fsck --strict --no-dangling 2>&1 | "
          + "grep -v notice; git log --format=%s main | sort | uniq -d; ls ../tom/.git/libretto | grep -v '^lock$\\|^index'"
      )
      #expect(check.text == "", "killed at \(fault): \(check.text)")
      if scenario.status == 0 {
        #expect(clones.sh("cd tom; git status --porcelain -b").text == "## main...origin/main\n", "killed at \(fault)")
      }
    }
    print(
      "figure: kill points of sync, \(scenario): \(chosen.count) of \(faults.count), \(killed) ended sync itself, "
        + "\(moved) with files or branch moved")
    #expect(killed > 2)
  }

  /// Without the labels of conflict markers, which name commits.
  private func strip(_ text: String) -> String {
    text.split(separator: "\n").filter { !$0.hasPrefix("|||||||") }.joined(separator: "\n")
  }

  private func run(
    _ arguments: [String], _ clones: TwoClones, injection: String? = nil, log: String = "/dev/null"
  ) -> Command.Result {
    Tracing.run(arguments, in: clones.folder + "/tom", environment: clones.environment, injection: injection, log: log)
  }

  private func faults(_ arguments: [String], _ clones: TwoClones) -> (faults: [Fault], result: Command.Result) {
    let log = clones.folder + "/trace"
    let result = run(arguments, clones, log: log)
    return (Tracing.faults(inLog: log), result)
  }
}
