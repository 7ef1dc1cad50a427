public import LibrettoGit
import Subprocess

/// Runs the user's `git`, found in `PATH`, without blocking.
public struct SubprocessGit: GitCommandRunner {
  /// The most that is kept of what a command prints, in bytes; more is an error.
  static let limit = 256 << 20

  /// A runner for the `git` in `PATH`.
  public init() {}

  /// Runs `git` and waits for its end.
  public func run(
    _ arguments: [String], in directory: String, environment: [String: String], input: [UInt8]
  ) async throws(GitError) -> GitCommandResult {
    do {
      let line = Arguments(["-C", directory] + arguments)
      let variables = Self.environment(environment)
      if input.isEmpty {
        let result = try await Subprocess.run(
          .name("git"), arguments: line, environment: variables, input: .none,
          output: .bytes(limit: Self.limit), error: .bytes(limit: Self.limit))
        return GitCommandResult(
          status: Self.status(result.terminationStatus), output: result.standardOutput,
          errorOutput: result.standardError)
      }
      let result = try await Subprocess.run(
        .name("git"), arguments: line, environment: variables, input: .array(input),
        output: .bytes(limit: Self.limit), error: .bytes(limit: Self.limit))
      return GitCommandResult(
        status: Self.status(result.terminationStatus), output: result.standardOutput,
        errorOutput: result.standardError)
    } catch {
      throw Self.failure(arguments, error)
    }
  }

  /// Runs `git` on the terminal of this process.
  public func runInteractively(
    _ arguments: [String], in directory: String, environment: [String: String]
  ) async throws(GitError) -> Int32 {
    do {
      let result = try await Subprocess.run(
        .name("git"), arguments: Arguments(["-C", directory] + arguments),
        environment: Self.environment(environment), input: .currentStandardInput,
        output: .currentStandardOutput, error: .currentStandardError)
      return Self.status(result.terminationStatus)
    } catch {
      throw Self.failure(arguments, error)
    }
  }

  /// This process's variables without those that name a repository, and `added`.
  static func environment(_ added: [String: String]) -> Subprocess.Environment {
    var changes: [Subprocess.Environment.Key: String?] = [:]
    for name in repositoryEnvironmentVariables {
      if let key = Subprocess.Environment.Key(rawValue: name) { changes.updateValue(nil, forKey: key) }
    }
    for (name, value) in added {
      if let key = Subprocess.Environment.Key(rawValue: name) { changes[key] = value }
    }
    return .inherit.updating(changes)
  }

  static func status(_ status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let code): Int32(code)
    case .signaled(let signal): 128 + Int32(signal)
    }
  }

  static func failure(_ arguments: [String], _ error: any Error) -> GitError {
    GitError(
      .command(arguments: arguments, status: 127, output: "\(error)"), "`git` could not be run: \(error)",
      help: "install Git 2.36 or newer", cause: error)
  }
}
