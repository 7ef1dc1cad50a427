/// The calls of the user's `git`, each with the options that keep a planted repository or file monitor from
/// running.
struct GitCommands {
  let repository: Repository
  let runner: any GitCommandRunner

  /// What stands before every subcommand.
  static let options = ["-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false"]

  /// Runs `git` in the work tree's root.
  func run(
    _ arguments: [String], environment: [String: String] = [:], input: [UInt8] = []
  ) async throws(GitError) -> GitCommandResult {
    try await runner.run(
      Self.options + arguments, in: repository.workTree, environment: environment, input: input)
  }

  /// Runs `git` and throws where its status is not 0.
  func succeed(
    _ arguments: [String], environment: [String: String] = [:], input: [UInt8] = []
  ) async throws(GitError) -> [UInt8] {
    let result = try await run(arguments, environment: environment, input: input)
    guard result.status == 0 else {
      throw GitError(
        .command(arguments: arguments, status: result.status, output: result.message),
        "`git \(arguments.first ?? "")` failed: \(result.message)")
    }
    return result.output
  }

  /// The blob that a work file of these bytes makes at `path`, by the path's filters.
  func hash(_ bytes: [UInt8], _ path: String, storing: Bool) async throws(GitError) -> ObjectID {
    let output = try await succeed(
      ["hash-object"] + (storing ? ["-w"] : []) + ["--path=\(path)", "--stdin"], input: bytes)
    return try Self.id(output)
  }

  /// The work file that a blob makes at `path`, by the path's filters.
  func smudge(_ id: ObjectID, _ path: String) async throws(GitError) -> [UInt8] {
    try await succeed(["cat-file", "--filters", "--path=\(path)", id.description])
  }

  static func id(_ output: [UInt8]) throws(GitError) -> ObjectID {
    guard let id = ObjectID(hex: String(decoding: output.prefix { $0 != 10 }, as: UTF8.self)) else {
      throw GitError(.notFound, "`git` gave no object id")
    }
    return id
  }
}
