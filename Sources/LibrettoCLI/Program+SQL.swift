import LibrettoWorkspace

extension Program {
  /// Where this process was started to run a statement of SQL for another one, does so and ends it.
  public static func readSQLIfAsked() {
    guard CommandLine.arguments.dropFirst().first == SQLReader.argument else { return }
    SQLReader.serve()
  }
}
