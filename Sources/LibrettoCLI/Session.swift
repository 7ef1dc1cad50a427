import LibrettoWorkspace

/// What a run of the program works with; commands reach it through the task.
struct Session: Sendable {
  /// What comes from outside.
  let environment: Environment
  /// The streams.
  let console: Console

  @TaskLocal static var current = Session(
    environment: .ofProcess(), console: .ofProcess(variables: Environment.ofProcess().variables))

  /// Prints data.
  func print(_ text: String) { console.write(text + "\n") }

  /// Tells something that is no data.
  func note(_ text: String) { console.writeError(text + "\n") }
}
