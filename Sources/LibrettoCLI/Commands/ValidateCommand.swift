public import ArgumentParser
import LibrettoWorkspace

/// `libretto validate`.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Tell everything that is wrong with the book.",
    usage: """
      libretto validate [<path or record> …] [--fix | --staged]
                        [--format <format>] [--quiet]
      """,
    discussion: """
      Ends with 1 where there are errors. Paths (files, folders) or records narrow it down; --staged judges what is \
      staged for the next commit. What a code means: libretto explain LB203.

      EXAMPLE
        libretto validate
        libretto validate leads --fix
        libretto validate --format github
      """)

  @Argument(help: ArgumentHelp("Files, folders or records.", valueName: "path"), completion: .file()) var paths:
    [String] = []
  @Flag(help: "Mend what is certain.") var fix = false
  @Flag(help: "Judge what is staged, not the files.") var staged = false
  @Option(help: "full, short, json, sarif, github, gitlab or rdjson.") var format: DiagnosticFormat = .full
  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Tell errors only, no warnings.") var isQuiet = false
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try fix ? book.openForEditing() : book.open(withBrokenConfiguration: true)
    let session = Session.current
    if fix && staged {
      throw WorkspaceError(.usage, "--fix mends files, and --staged judges what is staged", help: "use one of them")
    }
    let scope = paths.isEmpty ? nil : try workspace.scope(paths)
    if fix {
      let outcome = try await workspace.fix(paths: scope)
      if outcome.mended > 0 {
        session.note(
          "Mended \(outcome.mended) \(outcome.mended == 1 ? "finding" : "findings") in \(outcome.files) \(outcome.files == 1 ? "file" : "files")."
        )
      }
    }
    let judged =
      staged
      ? try await workspace.validateStaged(paths: scope)
      : (findings: try await workspace.validate(paths: scope), sources: workspace.sources)
    let findings = isQuiet ? judged.findings.filter { $0.severity == .error } : judged.findings
    try report(findings, workspace, judged.sources)
    if findings.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
    if findings.isEmpty, !format.isForMachines, session.console.errorWidth != nil { session.note("No findings.") }
  }

  private func report(_ findings: [Diagnostic], _ workspace: Workspace, _ sources: @escaping (String) -> [UInt8]?)
    throws
  {
    let session = Session.current
    var prefix = ""
    if [.github, .gitlab, .sarif].contains(format) { prefix = (try? workspace.prefix()) ?? "" }
    if prefix.hasSuffix("/") { prefix.removeLast() }
    let renderer = DiagnosticRenderer(
      format,
      options: .init(
        colour: session.console.colorsErrors, width: session.console.errorWidth, pathPrefix: prefix,
        toolVersion: Version.text),
      sources: sources)
    let text = renderer.render(findings)
    if format.isForMachines { session.console.write(text) } else { session.console.writeError(text) }
    if format == .github, let path = workspace.environment.variables["GITHUB_STEP_SUMMARY"], !path.isEmpty {
      try workspace.append(renderer.githubSummary(findings), toFile: path)
    }
  }
}

extension DiagnosticFormat: ExpressibleByArgument {}
