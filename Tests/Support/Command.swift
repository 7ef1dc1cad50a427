#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program run to its end, with exactly the environment given.
public enum Command {
  /// What a program gave back.
  public struct Result: Sendable {
    /// The exit status; 128 + n where signal n ended it.
    public let status: Int32
    public let stdout: [UInt8]
    public let stderr: [UInt8]
    /// Standard output as text.
    public var text: String { String(decoding: stdout, as: UTF8.self) }
    /// Standard error as text.
    public var errorText: String { String(decoding: stderr, as: UTF8.self) }
  }

  /// Runs `executable` (looked up in `PATH` of this process unless it holds a slash) in `folder` with `input`
  /// on its standard input. A program that cannot be started gives status 127.
  public static func run(
    _ executable: String, _ arguments: [String] = [], in folder: String, environment: [String: String] = [:],
    input: [UInt8] = []
  ) -> Result {
    let scratch = ScratchFolder("command")
    scratch.write(input, to: "in")
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, scratch.path + "/in", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, scratch.path + "/out", O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, scratch.path + "/err", O_WRONLY | O_CREAT, 0o600)
    guard let program = executable.contains("/") ? executable : path(of: executable) else {
      return Result(status: 127, stdout: [], stderr: Array("\(executable): not found".utf8))
    }
    #if canImport(Glibc)
      // Swift does not see glibc's addchdir; `env` changes the folder and becomes the program.
      let line = ["/usr/bin/env", "-C", folder, program] + arguments
    #else
      posix_spawn_file_actions_addchdir_np(&actions, folder)
      let line = [program] + arguments
    #endif
    var words = line.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    // The threads of the tests block signals, and a shell whose SIGCHLD is blocked waits for its children for ever.
    #if canImport(Glibc)
      var attributes = posix_spawnattr_t()
    #else
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    let code = posix_spawn(&process, line[0], &actions, &attributes, &words, &variables)
    guard code == 0 else {
      return Result(status: 127, stdout: [], stderr: Array(String(cString: strerror(code)).utf8))
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7F
    return Result(
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, stdout: scratch.read("out") ?? [],
      stderr: scratch.read("err") ?? [])
  }

  /// The path of `program` in `PATH`; nil where it is missing.
  public static func path(of program: String) -> String? {
    for folder in (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":") {
      let path = "\(folder)/\(program)"
      if access(path, X_OK) == 0 { return path }
    }
    return nil
  }
}
