import LibrettoWorkspace
import Synchronization

/// What a run of the program works with; commands reach it through the task.
struct Session: Sendable {
  /// What comes from outside.
  let environment: Environment
  /// The streams.
  let console: Console
  /// The book that the command opened, for showing the places of findings.
  let opened = OpenedBook()

  @TaskLocal static var current = Session(
    environment: .ofProcess(), console: .ofProcess(variables: Environment.ofProcess().variables))

  /// Prints data.
  func print(_ text: String) { console.write(text + "\n") }

  /// Tells something that is no data.
  func note(_ text: String) { console.writeError(text + "\n") }
}

/// Remembers which book a command opened.
final class OpenedBook: Sendable {
  private struct Contents {
    var reader: (@Sendable (String) -> [UInt8]?)?
    var keeper: CatalogKeeper?
  }

  private let contents = Mutex(Contents())

  /// Takes note of how the book's files are read, by path from its root, and holds the records that are read.
  func remember(_ workspace: Workspace) {
    contents.withLock { $0 = Contents(reader: workspace.sources, keeper: workspace.keeper) }
  }

  /// The bytes of one of the book's files; nil where no book is open or there is no such file.
  func source(_ path: String) -> [UInt8]? { contents.withLock { $0.reader }?(path) }
}
