import LibrettoGit
import Subprocess

extension SubprocessGit {
  /// Runs `git` and waits for its end, telling what it prints on standard error as it comes: progress, and what the other
  /// side says. Git asks for passwords on the terminal itself.
  ///
  /// - Parameters:
  ///   - arguments: what follows `git`, complete with the options that every call gets
  ///   - directory: the folder it runs in
  ///   - environment: variables to add or replace
  ///   - watch: is given what came on standard error since the last call
  func run(
    _ arguments: [String], in directory: String, environment: [String: String], watch: (String) -> Void
  ) async throws(GitError) -> GitCommandResult {
    do {
      let result = try await Subprocess.run(
        .name("git"), arguments: Arguments(["-C", directory] + arguments),
        environment: Self.environment(environment), input: .none, output: .bytes(limit: Self.limit), error: .sequence
      ) { child in
        var all: [UInt8] = []
        for try await buffer in child.standardError {
          let bytes = buffer.withUnsafeBytes { Array($0) }
          // What is said without end is not kept without end; the last of it tells why it failed.
          if all.count > Self.messageLimit { all.removeFirst(all.count - Self.messageLimit / 2) }
          all += bytes
          watch(String(decoding: bytes, as: UTF8.self))
        }
        return all
      }
      return GitCommandResult(
        status: Self.status(result.terminationStatus), output: result.standardOutput, errorOutput: result.closureResult)
    } catch {
      throw Self.failure(arguments, error)
    }
  }

  /// The most that is kept of what is said on standard error, in bytes.
  private static let messageLimit = 1 << 20
}
