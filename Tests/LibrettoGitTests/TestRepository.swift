import LibrettoGit
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A repository of its own for one test, with the `git` program at hand, in an environment that nothing else
/// reaches.
final class TestRepository: Sendable {
  let scratch: ScratchFolder
  /// The work tree.
  let path: String

  init(_ name: String = "book", initialize: Bool = true) {
    _ = Self.hermetic
    scratch = ScratchFolder("git")
    path = scratch.path + "/" + name
    mkdir(path, 0o755)
    mkdir(scratch.path + "/home", 0o755)
    if initialize {
      git("init", "-q", "-b", "main")
      git("config", "user.name", "Ada Example")
      git("config", "user.email", "ada@example.org")
    }
  }

  /// A copy of another, file by file.
  init(copyOf other: TestRepository) {
    scratch = ScratchFolder("git")
    path = scratch.path + "/book"
    _ = Command.run(
      "cp", ["-a", other.path, other.scratch.path + "/home", scratch.path], in: "/", environment: environment)
  }

  /// What libgit2 in this process must not see either.
  private static let hermetic: Void = {
    setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1)
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1)
    for name in repositoryEnvironmentVariables + ["EMAIL", "GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
      unsetenv(name)
    }
  }()

  var environment: [String: String] {
    [
      "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "HOME": scratch.path + "/home",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C", "GIT_TEST_FSYNC": "0",
      "SWIFT_BACKTRACE": "enable=no",
    ]
  }

  /// Runs `git` in the work tree and returns its output; a failure is the test's.
  @discardableResult
  func git(_ arguments: String..., input: String = "", environment added: [String: String] = [:]) -> String {
    let result = Command.run(
      "git", arguments, in: path, environment: environment.merging(added) { $1 }, input: Array(input.utf8))
    if result.status != 0 { Issue.record("git \(arguments): \(result.errorText)\(result.text)") }
    var text = result.text[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }

  /// Runs `git` whatever comes of it.
  func attempt(_ arguments: String...) -> Command.Result {
    Command.run("git", arguments, in: path, environment: environment)
  }

  func write(_ text: String, to name: String) {
    scratch.write(text, to: path.dropFirst(scratch.path.count + 1) + "/" + name)
  }

  func text(_ name: String) -> String? {
    readFile(path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes files and commits all with `git`.
  func commit(_ files: [String: String], _ message: String = "base") {
    for (name, text) in files { write(text, to: name) }
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", message)
  }

  func open() throws -> Repository { try Repository.discover(from: path) }

  /// One commit through the library.
  @discardableResult
  func commit(
    _ changes: [(path: String, content: CommitRequest.Content)], _ message: String = "change",
    updatesWorkTree: Bool = false
  ) async throws -> CommitResult {
    let request = CommitRequest(
      changes: changes, message: message, updatesWorkTree: updatesWorkTree, lockTimeout: 2_000)
    return try await open().commit(request, runner: SpawnRunner())
  }

  /// What must hold after everything.
  func checkSound(sourceLocation: SourceLocation = #_sourceLocation) {
    let result = attempt("fsck", "--strict", "--no-dangling")
    #expect(result.status == 0, "\(result.errorText)", sourceLocation: sourceLocation)
    #expect(!listFolder(path + "/.git").contains { $0.hasSuffix(".lock") }, sourceLocation: sourceLocation)
    if listFolder(path + "/.git").contains("libretto") {
      #expect(listFolder(path + "/.git/libretto") == ["lock"], sourceLocation: sourceLocation)
    }
  }

  func installHook(_ name: String, _ script: String, folder: String = ".git/hooks") {
    write("#!/bin/sh\n" + script, to: folder + "/" + name)
    chmod(path + "/" + folder + "/" + name, 0o755)
  }
}

/// The error that `body` throws, if it is one of Git's.
func gitError(_ body: () async throws -> Void) async -> GitError? {
  do {
    try await body()
    return nil
  } catch {
    return error as? GitError
  }
}
