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
    // Swift reads them from /proc, and has none where that fails; to go on would be to do something else than was asked.
    guard !CommandLine.arguments.isEmpty else {
      session.console.writeError(
        Prose.error(
          "the arguments cannot be read",
          help: "nothing was done; /proc is missing, or the system fails: look at its log",
          colored: session.console.colorsErrors))
      exit(2)
    }
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
      let arguments = Self.withBookBehindCommand(arguments)
      do {
        try Self.checkSubcommand(arguments)
        try Self.checkHyphens(arguments)
        var command = try Libretto.parseAsRoot(arguments)
        if var command = command as? any AsyncParsableCommand {
          try await command.run()
        } else {
          try command.run()
        }
        return 0
      } catch {
        return report(error, session, arguments)
      }
    }
  }

  /// What the parser says, in the manner of all our errors: no capital, no full stop, the nearest name as a hint.
  private static func said(_ text: String) -> (message: String, hint: String?) {
    let pieces = text.split(separator: ". Did you mean ", maxSplits: 1)
    var message = pieces.first.map(String.init) ?? ""
    while message.hasSuffix(".") || message.hasSuffix("\n") { message.removeLast() }
    if let first = message.first, message.dropFirst().first?.isLowercase ?? false {
      message = first.lowercased() + message.dropFirst()
    }
    return (message, pieces.count > 1 ? "did you mean \(pieces[1])" : nil)
  }

  /// `libretto --book PATH status`, as `git -C PATH status`, is the same as `libretto status --book PATH`.
  private static func withBookBehindCommand(_ arguments: [String]) -> [String] {
    guard let first = arguments.first, first == "--book" || first.hasPrefix("--book=") else { return arguments }
    let count = first == "--book" ? 2 : 1
    let rest = arguments.dropFirst(count)
    let words = rest.prefix(commandWords(rest).count)
    guard !words.isEmpty else { return arguments }
    return Array(words) + arguments[..<count] + rest.dropFirst(words.count)
  }

  private static var commands: [any ParsableCommand.Type] {
    Libretto.configuration.groupedSubcommands.flatMap { $0.subcommands }
  }

  /// The words of the arguments' beginning that name a command: `status`, `import csv`.
  private static func commandWords(_ arguments: some Collection<String>) -> [String] {
    guard let name = arguments.first, !name.hasPrefix("-") else { return [] }
    let command = commands.first { $0.configuration.commandName == name }
    guard let second = arguments.dropFirst().first,
      command?.configuration.subcommands.contains(where: { $0.configuration.commandName == second }) ?? false
    else { return [name] }
    return [name, second]
  }

  /// Answers an unknown command with the nearest one.
  private static func checkSubcommand(_ arguments: [String]) throws {
    guard let name = arguments.first == "help" ? arguments.dropFirst().first : arguments.first, !name.hasPrefix("-")
    else {
      return
    }
    let known = commands.compactMap { $0.configuration.commandName }
    guard !known.contains(name), name != "help" else { return }
    throw WorkspaceError(
      .usage, "unknown command \"\(visible(name))\"",
      help: nearest(to: name, among: known).map { "did you mean \"libretto \($0)\"?" } ?? "see: libretto --help")
  }

  /// A text that begins with a hyphen, `- asked for a quote`, would be read as options, among them `-h`.
  private static func checkHyphens(_ arguments: [String]) throws {
    guard let name = arguments.first, ["new", "log", "feedback"].contains(name) else { return }
    for argument in arguments.dropFirst() {
      if argument == "--" { return }
      guard argument.hasPrefix("-"), !argument.hasPrefix("--") || argument.contains(" ") && !argument.contains("="),
        !["-n", "-h"].contains(argument)
      else { continue }
      throw WorkspaceError(
        .usage, "\"\(argument)\" begins with a hyphen, as options do",
        help: "write -- before a text that begins with a hyphen")
    }
  }

  private static func report(_ error: any Error, _ session: Session, _ arguments: [String]) -> Int32 {
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
      if code == .success {
        let text = Libretto.fullMessage(for: error)
        if !text.isEmpty { session.print(text) }
      } else {
        let page = (["libretto"] + commandWords(arguments) + ["--help"]).joined(separator: " ")
        let (message, hint) = said(Libretto.message(for: error))
        session.console.writeError(
          Prose.error(
            message, help: (hint.map { "\($0) " } ?? "") + "see: \(page)", colored: session.console.colorsErrors))
      }
      return code.rawValue
    }
  }
}
