import LibrettoGit
import LibrettoModel

extension Workspace {
  /// Sets up this clone (drivers, hooks) and the repository (attributes, files for a hosting service), or takes away
  /// what was set up. Nothing that is not ours is written over; what is written in the repository is left uncommitted.
  public func setUp(_ request: SetupRequest) async throws(WorkspaceError) -> SetupOutcome {
    let repository = try repository()
    let prefix = try prefix()
    let (command, isByName) = GitDrivers.command(environment)
    var run = SetupRun(root: repository.workTree, isUndo: request.isUndo, isDryRun: request.isDryRun)
    let git = SetupGit(workTree: repository.workTree)
    try await run.settings(GitDrivers(command: command).settings, git)
    if !isByName, !request.isUndo {
      run.steps.append(
        .init(
          .left, "PATH", "has no libretto, so the drivers call this very file",
          help: "move it to its place first, or run setup again when it moved"))
    }
    try run.block(
      MarkedBlock(
        path: prefix + ".gitattributes", lines: GitDrivers.attributes(of: book),
        purpose: "says which files are records, for Git"), always: true)
    if request.hooks || request.isUndo {
      let folder = try await git.hooksFolder()
      try run.hooks(folder, gitDirectory: repository.gitDirectory, command: command, prefix: prefix)
    }
    let all: [SetupRequest.Hosting] = [.github, .gitlab]
    for hosting in request.isUndo ? all : request.hosting { try host(hosting, prefix, &run) }
    return SetupOutcome(steps: run.steps)
  }

  private func host(_ hosting: SetupRequest.Hosting, _ prefix: String, _ run: inout SetupRun) throws(WorkspaceError) {
    switch hosting {
    case .github:
      let workflow = GitHubWorkflow(prefix: prefix)
      try run.file(
        OwnedFile(path: workflow.path, purpose: "reviews pull requests, and joins them", body: workflow.body))
    case .gitlab:
      let pipeline = GitLabPipeline(prefix: prefix)
      try run.file(
        OwnedFile(path: pipeline.path, purpose: "reviews merge requests, and joins them", body: pipeline.body))
      try run.include(pipeline)
    }
    // The first that is there is the one that the service reads.
    let places =
      hosting == .github
      ? [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"]
      : ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]
    let place = places.first { FileAccess.exists("\(run.root)/\($0)") } ?? (hosting == .github ? places[0] : places[2])
    let owners = CodeOwners(book, prefix: prefix, hosting: hosting, place: place)
    if !owners.lines.isEmpty || run.isUndo {
      try run.block(
        MarkedBlock(
          path: place, lines: owners.lines, purpose: "asks the teams when agreement, schemas or settings change"),
        always: false)
    }
    guard !run.isUndo else { return }
    for team in owners.missing {
      run.steps.append(
        .init(
          .left, place, "nobody of the team \(team.name) has a handle there",
          help: "name it in libretto.yaml: teams: {\(team.name): {handle: \"@org/\(team.name)\"}}"))
    }
  }

  /// How this clone and its attributes stand: whether Git joins and shows records by field here.
  func driversCheck(_ repository: Repository) -> DoctorReport.Check {
    let isConfigured = repository.configuration(string: "merge.libretto.driver") != nil
    let text = (try? FileAccess.read("\(root)/.gitattributes", limit: 1 << 20)).map {
      String(decoding: $0, as: UTF8.self)
    }
    let lines = Set((text ?? "").split(whereSeparator: \.isNewline).map(String.init))
    let isNamed = GitDrivers.attributes(of: book).allSatisfy(lines.contains)
    if isConfigured, isNamed { return .init(.ok, "drivers", "git joins and shows records field by field") }
    let reason =
      isConfigured
      ? ".gitattributes does not name every folder of records"
      : "git joins and shows records line by line in this clone"
    return .init(.warn, "drivers", reason, help: "join them field by field: libretto setup")
  }
}
