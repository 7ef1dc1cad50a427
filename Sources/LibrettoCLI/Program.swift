#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import ArgumentParser
public import LibrettoWorkspace

/// Runs the program and turns errors into what people read and exit codes.
public enum Program {
  /// Runs the program as this process and ends it with the exit code.
  public static func runProcess() async -> Never {
    let environment = Environment.ofProcess()
    let session = Session(environment: environment, console: .ofProcess(variables: environment.variables))
    var code = await run(Array(CommandLine.arguments.dropFirst()), session)
    if let reason = OutputFailure.ofProcess.reason {
      session.console.writeError(
        Prose.error(
          "cannot write all of the output: \(reason)", help: "what the command does besides printing is done",
          colored: session.console.colorsErrors))
      if code == 0 { code = 2 }
    }
    // What the session holds is not freed: the process ends.
    withExtendedLifetime(session) { exit(code) }
  }

  /// Runs the command that the arguments (without the program's name) ask for; returns the exit code.
  public static func run(_ arguments: [String], environment: Environment, console: Console) async -> Int32 {
    await run(arguments, Session(environment: environment, console: console))
  }

  private static func run(_ arguments: [String], _ session: Session) async -> Int32 {
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
