import LibrettoGit
import LibrettoModel
import LibrettoWorkspace
import TestSupport
import Testing

/// Starting a book.
@Suite struct InitTests {
  private func initialise(_ scratch: ScratchFolder, _ path: String = "book", sample: Bool = false) async throws
    -> InitOutcome
  {
    var environment = Environment.ofProcess()
    environment.currentFolder = scratch.path
    environment.variables["TZ"] = "Europe/Copenhagen"
    return try await Workspace.initialise(at: path, sample: sample, environment: environment)
  }

  @Test(arguments: [false, true]) func aNewBookIsCommittedAndWithoutFindings(sample: Bool) async throws {
    let scratch = ScratchFolder("init")
    let outcome = try await initialise(scratch, "some/where", sample: sample)
    #expect(outcome.madeRepository && outcome.commit != nil)
    var environment = Environment.ofProcess()
    environment.currentFolder = outcome.root
    let workspace = try Workspace.open(nil, environment: environment)
    #expect(try await workspace.validate().isEmpty)
    #expect(try workspace.repository().changedPaths().isEmpty)
    let count = try await workspace.load().catalog.records.count
    #expect(sample ? count > 50 : count == 0)
    if !sample { #expect(workspace.book.configuration.timeZoneName == "Europe/Copenhagen") }
  }

  @Test func theSampleHasEveryStageAndItsFilesAreTheProjects() async throws {
    let scratch = ScratchFolder("init")
    let outcome = try await initialise(scratch, sample: true)
    for path in outcome.files where path != "libretto.yaml" {
      #expect(readFile("\(outcome.root)/\(path)") == readFile("\(Project.folder)/sample/\(path)"), "\(path)")
    }
    let own = try #require(readFile("\(Project.folder)/sample/libretto.yaml"))
    #expect(try #require(readFile(outcome.root + "/libretto.yaml")).starts(with: own))
    let listed = Command.run("find", [".", "-type", "f"], in: Project.folder + "/sample").text.split(separator: "\n")
      .count
    #expect(listed == outcome.files.count)
    let workspace = try Workspace(root: outcome.root, environment: Environment.ofProcess())
    let records = try await workspace.load().catalog.records
    for lifecycle in workspace.book.agreement.lifecycles {
      let used = Set(records.filter { $0.type.name == lifecycle.type }.compactMap { $0[lifecycle.field]?.text })
      #expect(used == Set(lifecycle.stages.map(\.name)))
    }
  }

  @Test func aBookInsideARepositoryIsCommittedThereAndNothingElse() async throws {
    let scratch = ScratchFolder("init")
    _ = try Repository.create(at: scratch.path)
    scratch.write("mine", to: "other.txt")
    let outcome = try await initialise(scratch, "crm")
    #expect(!outcome.madeRepository)
    let repository = try Repository.discover(from: scratch.path)
    #expect(try repository.changedPaths().map(\.path) == ["other.txt"])
  }

  @Test(arguments: ["notes.txt", "libretto.yaml", "leads/x.md"]) func aFolderWithFilesIsRefusedAndLeftAlone(
    file: String
  ) async throws {
    let scratch = ScratchFolder("init")
    scratch.write("mine", to: "book/\(file)")
    await #expect(throws: WorkspaceError.self) { try await initialise(scratch) }
    #expect(scratch.text("book/\(file)") == "mine")
    #expect(listFolder(scratch.path + "/book").count == 1)
  }

  @Test func aRefusedCommitLeavesNoFiles() async throws {
    let scratch = ScratchFolder("init")
    _ = try Repository.create(at: scratch.path)
    scratch.write("#!/bin/sh\necho no >&2\nexit 1\n", to: ".git/hooks/pre-commit")
    #expect(Command.run("chmod", ["+x", scratch.path + "/.git/hooks/pre-commit"], in: "/").status == 0)
    await #expect(throws: WorkspaceError.self) { try await initialise(scratch, ".", sample: true) }
    #expect(listFolder(scratch.path) == [".git"])
  }
}
