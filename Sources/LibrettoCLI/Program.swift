import ArgumentParser
public import LibrettoWorkspace

/// Runs the program and turns errors into what people read and exit codes.
public enum Program {
  /// Runs the program as this process; returns the exit code.
  public static func runProcess() async -> Int32 {
    let environment = Environment.ofProcess()
    let console = Console.ofProcess(variables: environment.variables)
    let code = await run(Array(CommandLine.arguments.dropFirst()), environment: environment, console: console)
    guard let reason = OutputFailure.ofProcess.reason else { return code }
    console.writeError(
      Prose.error(
        "cannot write all of the output: \(reason)", help: "what the command does besides printing is done",
        colored: console.colorsErrors))
    return code == 0 ? 2 : code
  }

  /// Runs the command that the arguments (without the program's name) ask for; returns the exit code.
  public static func run(_ arguments: [String], environment: Environment, console: Console) async -> Int32 {
    let session = Session(environment: environment, console: console)
    return await Session.$current.withValue(session) {
      do {
        let arguments = Self.withBookBehindCommand(arguments)
        try Self.checkSubcommand(arguments)
        var command = try Libretto.parseAsRoot(arguments)
        if var command = command as? any AsyncParsableCommand {
          try await command.run()
        } else {
          try command.run()
        }
        return 0
      } catch {
        return report(error, session)
      }
    }
  }

  /// `libretto --book PATH status`, as `git -C PATH status`, is the same as `libretto status --book PATH`.
  private static func withBookBehindCommand(_ arguments: [String]) -> [String] {
    guard let first = arguments.first, first == "--book" || first.hasPrefix("--book=") else { return arguments }
    let count = first == "--book" ? 2 : 1
    guard arguments.count > count else { return arguments }
    return [arguments[count]] + arguments[..<count] + arguments[(count + 1)...]
  }

  /// Answers an unknown command with the nearest one.
  private static func checkSubcommand(_ arguments: [String]) throws {
    guard let name = arguments.first, !name.hasPrefix("-"), name != "help" else { return }
    let commands = Libretto.configuration.groupedSubcommands.flatMap { $0.subcommands }
    let known = commands.compactMap { $0.configuration.commandName }
    guard !known.contains(name) else { return }
    throw WorkspaceError(
      .usage, "unknown command \"\(visible(name))\"",
      help: nearest(to: name, among: known).map { "did you mean \"libretto \($0)\"?" } ?? "see: libretto --help")
  }

  private static func report(_ error: any Error, _ session: Session) -> Int32 {
    switch error {
    case let error as WorkspaceError:
      if case .findings(let findings) = error.code { session.show(findings) }
      session.console.writeError(
        Prose.error(error.message, help: error.help, colored: session.console.colorsErrors))
      switch error.code {
      case .usage: return 64
      case .findings: return 1
      case .failure: return 2
      }
    case let code as ExitCode: return code.rawValue
    default:
      let code = Libretto.exitCode(for: error)
      let text = Libretto.fullMessage(for: error)
      if code == .success {
        if !text.isEmpty { session.print(text) }
      } else {
        session.note(text)
      }
      return code.rawValue
    }
  }
}
