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

/// Six clones, two teams, 2,000 random edits with offline periods, through a bare repository. `LIBRETTO_SIMULATED_EDITS` and
/// `LIBRETTO_SIMULATION_SEED` ask for more, or for others.
@Suite struct SimulationTests {
  @Test func nothingIsLostBetweenSixClones() async throws {
    func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }
    let count = number("LIBRETTO_SIMULATED_EDITS") ?? 2_000
    let seed = number("LIBRETTO_SIMULATION_SEED") ?? 4
    let start = ContinuousClock.now
    var world = try SimulatedWorld(seed: UInt64(seed))
    try await world.run(edits: count)

    let heads = try world.clones.map { try $0.workspace.repository().head().commit! }
    #expect(Set(heads).count == 1, "the clones differ: \(heads)")
    for clone in world.clones {
      #expect(try clone.workspace.repository().changedPaths().isEmpty, "\(clone.member) has changes left")
    }
    let hub = Command.run("git", ["rev-parse", "main"], in: world.scratch.path + "/hub.git")
    #expect(hub.text == "\(heads[0])\n")
    let final = EditLedger.state(of: try world.clones[0].records())
    let lost = world.ledger.lost(in: final)
    for index in lost.prefix(20) {
      let edit = world.ledger.edits[index]
      Issue.record(
        "lost: edit \(index) by \(edit.person), \(edit.key): \(edit.value ?? "-"), is \(final[edit.key] ?? "-")")
      for (number, other) in world.ledger.edits.enumerated() where other.key == edit.key {
        print("  \(number) by \(other.person): \(other.value ?? "-"), seen \(other.seen.contains(index))")
      }
    }
    let findings = try await world.clones[0].workspace.validate().filter { $0.severity == .error }
    #expect(findings.isEmpty, "\(findings.prefix(5).map { "\($0.path): \($0.message)" })")

    let figures = world.figures
    print(
      "figure: simulation, seed \(seed): \(world.ledger.edits.count + world.reorders) edits, \(figures.syncs) syncs, "
        + "\(figures.joins) of two sides; conflicts \(figures.conflicts) in \(figures.stopped) syncs, "
        + "plain git merge \(figures.conflictsPlain) in \(figures.stoppedPlain); reported \(world.ledger.reported.count), "
        + "lost \(lost.count); \(figures.subjects.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }) "
        + "\(figures.modes), \(figures.times) "
        + "in \(start.duration(to: .now))")
    #expect(figures.joins * 4 > figures.syncs, "too few meetings to prove anything")
    #expect(figures.conflicts < figures.conflictsPlain)
  }
}
