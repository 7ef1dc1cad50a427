/// Runs the user's `git`, for what libgit2 lacks: hooks, signing, filters.
public protocol GitCommandRunner: Sendable {
  /// Runs `git` and waits for its end; a status other than 0 is no error here.
  ///
  /// The child inherits the environment without the variables that name a repository (`GIT_DIR`,
  /// `GIT_WORK_TREE`, `GIT_INDEX_FILE`, …), then gets `environment`.
  /// - Parameters:
  ///   - arguments: what follows `git`, complete with the options that every call gets
  ///   - directory: the folder it runs in
  ///   - environment: variables to add or replace
  ///   - input: its standard input
  func run(
    _ arguments: [String], in directory: String, environment: [String: String], input: [UInt8]
  ) async throws(GitError) -> GitCommandResult

  /// Runs `git` on the user's terminal, for an editor; returns its status.
  func runInteractively(
    _ arguments: [String], in directory: String, environment: [String: String]
  ) async throws(GitError) -> Int32
}

extension GitCommandRunner {
  /// Refuses: a runner has a terminal only if it says so.
  public func runInteractively(
    _ arguments: [String], in directory: String, environment: [String: String]
  ) async throws(GitError) -> Int32 {
    throw GitError(.unsupported("editor"), "no terminal to edit the message on", help: "give the message")
  }
}

/// What a `git` command gave back.
public struct GitCommandResult: Sendable {
  /// The exit status; 128 + n where signal n ended it.
  public let status: Int32
  /// Its standard output.
  public let output: [UInt8]
  /// Its standard error.
  public let errorOutput: [UInt8]

  /// A result of these parts.
  public init(status: Int32, output: [UInt8], errorOutput: [UInt8]) {
    (self.status, self.output, self.errorOutput) = (status, output, errorOutput)
  }

  /// Standard error as text, without line ends around it.
  public var message: String {
    var bytes = errorOutput[...]
    while let last = bytes.last, last == 10 || last == 13 || last == 32 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The variables by which Git is told of a repository; a child must not inherit them from a hook that we run
/// in.
public let repositoryEnvironmentVariables: [String] = [
  "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_INTERNAL_SUPER_PREFIX", "GIT_IMPLICIT_WORK_TREE",
  "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_NO_REPLACE_OBJECTS", "GIT_SHALLOW_FILE",
]
