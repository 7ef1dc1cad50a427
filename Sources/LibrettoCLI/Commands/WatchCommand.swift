import ArgumentParser
import LibrettoWorkspace

/// `libretto watch`.
struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Print changes of the book's files as they happen.",
    discussion: """
      Each change is told as status tells it, with the time before it, whoever made it: an editor, another command, a \
      git pull. Nothing is written but the index, which is kept warm. End it with Ctrl-C.

      EXAMPLE
        libretto watch
        libretto watch >> changes.txt
      """)

  @Option(help: ArgumentHelp("End after so many batches of changes, for scripts.", valueName: "number")) var count: Int?
  @OptionGroup var book: BookOptions

  mutating func validate() throws {
    if let count, count < 1 { throw ValidationError("--count is a whole number from 1") }
  }

  func run() async throws {
    let session = Session.current
    let watch = try BookWatch(try book.open(withBrokenConfiguration: true))
    let records = watch.recordCount == 1 ? "1 record" : "\(watch.recordCount) records"
    session.note("Watching \(records) in \(visible(watch.workspace.root)). End with Ctrl-C.")
    var left = count ?? .max
    while left > 0 {
      let changes = try watch.next()
      session.console.write(Self.stamped(session.listing(changes, indent: 10), watch.workspace.clockTime))
      // The next question finds the index up to date; one that cannot be used costs only time.
      _ = try? await watch.workspace.index()
      left -= 1
    }
  }

  /// The lines with the time before each record's first.
  private static func stamped(_ listing: String, _ time: String) -> String {
    var text = ""
    for line in listing.split(separator: "\n") {
      text += (line.hasPrefix(" ") ? String(repeating: " ", count: 10) : "\(time)  ") + line + "\n"
    }
    return text
  }
}
