import Subprocess

extension Environment {
  /// Shows text through a pager, which the shell starts; variables of `defaults` that are not set are set for it. False
  /// where the pager cannot be started.
  public func page(_ text: String, through pager: String, defaults: [String: String]) async -> Bool {
    var changes: [Subprocess.Environment.Key: String?] = [:]
    for (name, value) in defaults where variables[name] == nil {
      if let key = Subprocess.Environment.Key(rawValue: name) { changes[key] = value }
    }
    do {
      let result = try await Subprocess.run(
        .name("sh"), arguments: ["-c", pager], environment: .inherit.updating(changes), input: .string(text),
        output: .currentStandardOutput, error: .currentStandardError)
      if case .exited(let code) = result.terminationStatus { return code != 127 && code != 126 }
      return true
    } catch { return false }
  }
}
