/// A page of documentation that can be played, so that what it says is true of the program:
///
/// - a fenced block `console` is a transcript: `$ ` commands and what they print,
/// - a fenced block after a line that is nothing but a path in backquotes and a colon is that file's content,
/// - a fenced block `sh` is run, its output not shown, where the page is a diagnostic's.
///
/// All run one after another in one shell, so `cd` lasts.
public struct MarkdownSession {
  private enum Part {
    case text(String)
    case file(path: String, info: String, content: String)
    case console(Transcript)
    case script(String)
  }

  private var parts: [Part] = []

  /// Reads a page; with `runningScripts`, its `sh` blocks count as well.
  public init(_ text: String, runningScripts: Bool = false) {
    var prose: [Substring] = []
    var block: (info: String, lines: [Substring])?
    func flush() {
      if !prose.isEmpty { parts.append(.text(prose.map { $0 + "\n" }.joined())) }
      prose = []
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    for line in lines {
      if let open = block {
        guard line == "```" else {
          block?.lines.append(line)
          continue
        }
        block = nil
        let content = open.lines.map { $0 + "\n" }.joined()
        let path = prose.last { !$0.isEmpty }.flatMap(Self.path)
        if open.info == "console" {
          flush()
          parts.append(.console(Transcript(content)))
        } else if open.info == "sh", runningScripts {
          flush()
          parts.append(.script(content))
        } else if let path {
          flush()
          parts.append(.file(path: path, info: open.info, content: content))
        } else {
          prose += ["```\(open.info)"] + open.lines + ["```"]
        }
      } else if line.hasPrefix("```"), line.count > 3 || line == "```" {
        block = (String(line.dropFirst(3)), [])
      } else {
        prose.append(line)
      }
    }
    flush()
  }

  /// `leads/jane-doe.md` of a line "`leads/jane-doe.md`:".
  private static func path(_ line: Substring) -> String? {
    guard line.hasPrefix("`"), line.hasSuffix("`:"), line.filter({ $0 == "`" }).count == 2 else { return nil }
    return String(line.dropFirst().dropLast(2))
  }

  /// The page's text.
  public var text: String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .file(_, let info, let content): "```\(info)\n\(content)```\n"
      case .console(let transcript): "```console\n\(transcript.steps.map { Self.shown($0) }.joined())```\n"
      case .script(let content): "```sh\n\(content)```\n"
      }
    }.joined()
  }

  private static func shown(_ step: Transcript.Step) -> String {
    let command = step.command.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n> ")
    return "$ \(command)\n\(step.output)"
  }

  /// How many commands with output there are.
  public var commandCount: Int {
    parts.reduce(0) { if case .console(let transcript) = $1 { $0 + transcript.steps.count } else { $0 } }
  }

  /// The page as it reads after all was run in `folder`.
  public func replayed(in folder: String, environment: [String: String]) -> MarkdownSession {
    var all = Transcript("")
    for part in parts {
      switch part {
      case .text: break
      case .file(let path, _, let content):
        let command = "mkdir -p \"$(dirname \(path))\" && cat > \(path) <<'END-OF-FILE'\n\(content)END-OF-FILE"
        all.steps.append(Transcript.Step(command: command, output: "", status: 0))
      case .console(let transcript): all.steps += transcript.steps
      case .script(let content): all.steps.append(Transcript.Step(command: content, output: "", status: 0))
      }
    }
    let outcome = all.replayed(in: folder, environment: environment)
    var played = self
    var next = 0
    for index in parts.indices {
      switch parts[index] {
      case .text: break
      case .file, .script: next += 1
      case .console(var transcript):
        for step in transcript.steps.indices {
          transcript.steps[step] = outcome.steps[next]
          next += 1
        }
        played.parts[index] = .console(transcript)
      }
    }
    return played
  }
}
