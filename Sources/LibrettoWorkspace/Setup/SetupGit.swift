import LibrettoGit
import LibrettoModel

/// The settings of a clone, by the user's `git`.
struct SetupGit {
  let workTree: String

  private func run(_ arguments: [String]) async throws(WorkspaceError) -> GitCommandResult {
    let options = ["-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false"]
    do { return try await SubprocessGit().run(options + arguments, in: workTree, environment: [:], input: []) } catch {
      throw WorkspaceError(error)
    }
  }

  private func succeed(_ arguments: [String]) async throws(WorkspaceError) -> String {
    let result = try await run(arguments)
    guard result.status == 0 else {
      throw WorkspaceError(.failure, "`git \(arguments.first ?? "")` failed: \(visible(result.message))")
    }
    var text = String(decoding: result.output, as: UTF8.self)
    if text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  /// The value of a setting of the clone; nil where it is not set there.
  func value(_ key: String) async throws(WorkspaceError) -> String? {
    let result = try await run(["config", "--local", "--get", key])
    guard result.status == 0 else { return nil }
    var text = String(decoding: result.output, as: UTF8.self)
    if text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  /// Sets a setting of the clone.
  func set(_ key: String, _ value: String) async throws(WorkspaceError) {
    _ = try await succeed(["config", "--local", "--replace-all", key, value])
  }

  /// Takes a setting of the clone away.
  func unset(_ key: String) async throws(WorkspaceError) {
    _ = try await succeed(["config", "--local", "--unset-all", key])
  }

  /// Forgets the texts of records that the diff driver keeps, values and all; returns whether there were any.
  func forgetTexts(isDryRun: Bool) async throws(WorkspaceError) -> Bool {
    let name = "refs/notes/textconv/libretto"
    guard try await run(["show-ref", "--verify", "--quiet", name]).status == 0 else { return false }
    if !isDryRun { _ = try await succeed(["update-ref", "-d", name]) }
    return true
  }

  /// The folder where Git looks for hooks, an absolute path; `core.hooksPath` is honoured.
  func hooksFolder() async throws(WorkspaceError) -> String {
    try await succeed(["rev-parse", "--path-format=absolute", "--git-path", "hooks"])
  }
}
