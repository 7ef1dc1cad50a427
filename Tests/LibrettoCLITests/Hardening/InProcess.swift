import LibrettoCLI
import LibrettoWorkspace
import Synchronization
import TestSupport

/// The program's commands run in the test's own process, thousands in the time that a hundred processes take.
struct InProcess {
  /// What a command printed, and its exit code.
  struct Result {
    let status: Int32
    let stdout: String
    let stderr: String
  }

  let environment: LibrettoWorkspace.Environment

  init(_ book: TrialBook) {
    var environment = LibrettoWorkspace.Environment.ofProcess()
    environment.variables = book.environment
    environment.currentFolder = book.path
    self.environment = environment
  }

  /// Runs a command in the book.
  func run(_ arguments: String...) async -> Result { await run(arguments) }

  /// Runs a command in the book.
  func run(_ arguments: [String]) async -> Result {
    let captured = Captured()
    var console = Console.ofProcess(variables: ["NO_COLOR": "1"])
    console.write = { captured.write($0, toError: false) }
    console.writeError = { captured.write($0, toError: true) }
    let status = await Program.run(arguments, environment: environment, console: console)
    return Result(status: status, stdout: captured.text(ofError: false), stderr: captured.text(ofError: true))
  }

  private final class Captured: Sendable {
    private let texts = Mutex<(output: String, error: String)>(("", ""))
    func write(_ text: String, toError: Bool) {
      texts.withLock { if toError { $0.error += text } else { $0.output += text } }
    }
    func text(ofError: Bool) -> String { texts.withLock { ofError ? $0.error : $0.output } }
  }
}

/// The first character that a terminal would obey, or that would turn the order of others round; nil where there is none.
func obeyed(in text: String) -> Unicode.Scalar? {
  // A carriage return before a line feed moves nothing that the line feed does not.
  text.split(separator: "\r\n").lazy.flatMap(\.unicodeScalars).first { scalar in
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
