import LibrettoGit
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs `git` by `posix_spawn`.
struct SpawnRunner: GitCommandRunner {
  func run(
    _ arguments: [String], in directory: String, environment: [String: String], input: [UInt8]
  ) async throws(GitError) -> GitCommandResult {
    var variables: [String: String] = [:]
    for name in ["PATH", "HOME", "TMPDIR", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "TZ", "LOG"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    variables.merge(environment) { $1 }
    let result = Command.run("git", arguments, in: directory, environment: variables, input: input)
    return GitCommandResult(status: result.status, output: result.stdout, errorOutput: result.stderr)
  }
}
