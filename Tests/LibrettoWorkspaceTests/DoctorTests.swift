import LibrettoWorkspace
import TestSupport
import Testing

/// What `doctor` finds.
@Suite struct DoctorTests {
  private func look(_ scratch: ScratchFolder) async throws -> DoctorReport {
    var environment = Environment.ofProcess()
    environment.currentFolder = scratch.path
    return try await Workspace.open(nil, environment: environment).doctor()
  }

  private func book() async throws -> ScratchFolder {
    let scratch = ScratchFolder("doctor")
    var environment = Environment.ofProcess()
    environment.currentFolder = scratch.path
    _ = try await Workspace.initialise(at: ".", environment: environment)
    return scratch
  }

  private func state(_ subject: String, _ report: DoctorReport) -> DoctorReport.Check.State? {
    report.checks.first { $0.subject == subject && $0.state != .ok }?.state
      ?? report.checks.first { $0.subject == subject }?.state
  }

  @Test func aNewBookHasNoFailureButPerhapsTheIdentity() async throws {
    let report = try await look(try await book())
    #expect(report.checks.filter { !["identity", "drivers"].contains($0.subject) }.allSatisfy { $0.state == .ok })
    #expect(report.checks.count >= 8)
  }

  @Test(arguments: [
    ("configuration", "libretto.yaml", "libretto: 1\ncurency: EUR\n", DoctorReport.Check.State.fail),
    ("time zone", "libretto.yaml", "libretto: 1\ntimezone: Mars/Base\n", .fail),
    ("ignored", ".gitignore", "leads/\n", .fail),
    ("locks", ".git/index.lock", "", .warn),
    ("repository", ".git/MERGE_HEAD", "0000000000000000000000000000000000000001\n", .warn),
  ]) func troubleIsTold(subject: String, path: String, text: String, wanted: DoctorReport.Check.State) async throws {
    let scratch = try await book()
    scratch.write(text, to: path)
    let report = try await look(scratch)
    #expect(state(subject, report) == wanted)
    #expect(report.checks.filter { $0.state != .ok }.allSatisfy { $0.help != nil })
  }

  @Test func aCrowdedFolderIsTold() async throws {
    let scratch = try await book()
    for number in 0...1_000 { scratch.write("---\nname: N\n---\n", to: "leads/n\(number).md") }
    let report = try await look(scratch)
    #expect(state("folders", report) == .warn)
    #expect(!report.hasFailures || state("identity", report) == .fail)
  }
}
