#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A session at the prompt, kept as text: lines that begin with `$ ` are commands (`> ` continues one), the lines below
/// are what the command printed on both streams, and `[1]` is an exit code other than 0. Lines with `#` before the
/// first command are remarks.
public struct Transcript {
  /// A command and what it printed.
  public struct Step: Equatable {
    public var command: String
    public var output: String
    public var status: Int32
  }

  /// The remarks at the head, each line ended.
  public var remarks = ""
  public var steps: [Step] = []

  public init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    for line in lines {
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2)), output: "", status: 0))
      } else if steps.isEmpty {
        remarks += line + "\n"
      } else if line.hasPrefix("> "), steps[steps.count - 1].output.isEmpty {
        steps[steps.count - 1].command += "\n" + line.dropFirst(2)
      } else if line.hasPrefix("["), line.hasSuffix("]"), let status = Int32(line.dropFirst().dropLast()) {
        steps[steps.count - 1].status = status
      } else {
        steps[steps.count - 1].output += line + "\n"
      }
    }
  }

  /// The transcript as it is kept.
  public var text: String {
    remarks
      + steps.map { step in
        let command = step.command.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n> ")
        return "$ \(command)\n\(step.output)\(step.status == 0 ? "" : "[\(step.status)]\n")"
      }.joined()
  }

  /// Runs the commands one after another in one shell in `folder`, with exactly the environment given, and gives back the
  /// transcript that comes of it. The folder's path is shown as `$SCRATCH`.
  public func replayed(in folder: String, environment: [String: String]) -> Transcript {
    var script = "exec 2>&1\n"
    for step in steps { script += "{ \(step.command)\n} </dev/null\nprintf '\\001%s\\001' \"$?\"\n" }
    let result = Command.run("sh", ["-s"], in: folder, environment: environment, input: Array(script.utf8))
    var parts = result.text.split(separator: "\u{1}", omittingEmptySubsequences: false).map(String.init)
    var replayed = self
    for index in steps.indices {
      guard parts.count >= 2 else {
        replayed.steps[index].output = "(the shell ended before this command)\n"
        continue
      }
      var output = parts[0].split(separator: folder, omittingEmptySubsequences: false).joined(separator: "$SCRATCH")
      if !output.isEmpty, !output.hasSuffix("\n") { output += "\n" }
      replayed.steps[index].output = output
      replayed.steps[index].status = Int32(parts[1]) ?? -1
      parts.removeFirst(2)
    }
    return replayed
  }
}

extension Transcript {
  /// The environment of a transcript: the program that was built beside the tests, an empty home, a fixed clock, and a
  /// person for Git.
  public static func environment(home: String) -> [String: String] {
    [
      "PATH": Project.products + ":" + (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"),
      "HOME": home, "LC_ALL": "C.UTF-8", "TZ": "UTC", "BOOKS": Project.folder + "/Tests/Fixtures/books",
      "SWIFT_BACKTRACE": "enable=no",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": home + "/.gitconfig", "LIBRETTO_NOW": "2026-11-22T09:00:00Z",
      "GIT_AUTHOR_NAME": "Tom Krüger", "GIT_AUTHOR_EMAIL": "tom@aria.example",
      "GIT_COMMITTER_NAME": "Tom Krüger", "GIT_COMMITTER_EMAIL": "tom@aria.example",
      "GIT_AUTHOR_DATE": "2026-11-22T09:00:00Z", "GIT_COMMITTER_DATE": "2026-11-22T09:00:00Z",
    ]
  }
}
