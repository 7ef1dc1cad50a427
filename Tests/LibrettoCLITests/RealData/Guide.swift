import TestSupport

/// The commands of a guide and what it says they print: a fenced block `sh` holds commands, and a block `text` right
/// below it what they print on both streams. `sh exit=1` says how the last one ends.
struct Guide {
  struct Step {
    var commands = ""
    var status: Int32 = 0
    /// What the guide says is printed; nil where it says nothing.
    var output: String?
    /// The lines of the guide that hold it.
    var lines: Range<Int> = 0..<0
  }

  var lines: [String]
  var steps: [Step] = []

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var index = 0
    var isRightBelow = false
    while index < lines.count {
      let line = lines[index]
      guard line.hasPrefix("```") else {
        if !line.isEmpty { isRightBelow = false }
        index += 1
        continue
      }
      let start = index + 1
      let end = lines[start...].firstIndex(of: "```") ?? lines.count
      let content = lines[start..<end].map { $0 + "\n" }.joined()
      if line.hasPrefix("```sh") {
        let status = line.split(separator: "=").dropFirst().first.flatMap { Int32($0) } ?? 0
        steps.append(Step(commands: content, status: status))
        isRightBelow = true
      } else if isRightBelow {
        steps[steps.count - 1].output = content
        steps[steps.count - 1].lines = start..<end
        isRightBelow = false
      }
      index = end + 1
    }
  }

  /// Runs all steps in one shell in `folder` and gives what each printed and how it ended.
  func run(in folder: String, environment: [String: String]) -> [(output: String, status: Int32)] {
    var script = "exec 2>&1 </dev/null\n"
    for step in steps { script += step.commands + "printf '\\001%s\\001' \"$?\"\n" }
    let scratch = ScratchFolder("guide")
    let file = scratch.write(script, to: "script")
    let result = Command.run("sh", [file], in: folder, environment: environment)
    var parts = result.text.split(separator: "\u{1}", omittingEmptySubsequences: false).map(String.init)[...]
    return steps.map { _ in
      guard parts.count >= 2 else { return ("(the shell ended before this)", -1) }
      return (parts.removeFirst(), Int32(parts.removeFirst()) ?? -1)
    }
  }

  /// The guide with what the commands printed in place of what it said.
  func recording(_ outputs: [String]) -> String {
    var lines = lines
    for (step, output) in zip(steps, outputs).reversed() where step.output != nil {
      var new = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if new.last == "" { new.removeLast() }
      lines.replaceSubrange(step.lines, with: new)
    }
    return lines.joined(separator: "\n")
  }
}
