import ArgumentParser
import LibrettoWorkspace

/// `libretto index`.
struct IndexCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Look at the index that makes large books fast, or build it anew.",
    usage: "libretto index <status|rebuild|verify> [--book <path>]",
    discussion: """
      The index is a database in the Git directory, made of the records' files and of nothing else: it is never \
      committed, and where it is lost, it is built anew. Books of 2,000 records and more get one unasked. Every command \
      that uses it first looks which files changed, and reads those.

      status tells where it is, how large, and whether files changed since. rebuild builds it anew. verify compares \
      every row with the files and ends with 1 where something differs.

      LIBRETTO_INDEX=off makes all commands answer from the files; on makes them build an index at once.

      EXAMPLE
        libretto index status
        libretto index verify
      """)

  enum Action: String, CaseIterable, ExpressibleByArgument { case status, rebuild, verify }

  @Argument(help: "status, rebuild or verify.") var action: Action
  @Flag(help: "With rebuild: index all words too, for text~; else when they are first asked for.") var text = false
  @OptionGroup var book: BookOptions

  func run() async throws {
    let workspace = try book.open()
    let line = ProgressReport(Session.current.console)
    defer { line.end() }
    switch action {
    case .status: show(try await workspace.indexStatus(), workspace.timeZone)
    case .rebuild: try await workspace.rebuildIndex(withText: text) { line.show("indexing", $0, $1) }
    case .verify:
      let found = try await workspace.verifyIndex { line.show("verifying", $0, $1) }
      line.end()
      guard !found.differences.isEmpty else {
        return Session.current.print("The index holds the files as they are: \(Self.records(found.recordCount)).")
      }
      for difference in found.differences { Session.current.print(visible(difference)) }
      Session.current.note("help: make it anew with: libretto index rebuild")
      throw ExitCode(1)
    }
  }

  private func show(_ status: IndexStatus, _ zone: TimeZone) {
    func print(_ subject: String, _ text: String) {
      Session.current.print(subject + String(repeating: " ", count: 9 - subject.utf8.count) + text)
    }
    print("folder", visible(status.folder))
    switch status.state {
    case .missing(nil): return print("state", "none was built; build it with: libretto index rebuild")
    case .missing(let reason?):
      return print("state", "of no use, to be built anew: \(visible(reason))")
    case .current: print("state", "up to date")
    case .outdated(let count):
      print("state", "\(count) \(count == 1 ? "file" : "files") changed since; read again at the next use")
    }
    if let moment = status.builtAt { print("built", moment.description(in: zone)) }
    print("size", "\(status.size / 1024) KiB")
    let counts = status.records.map { "\($0.type) \($0.count)" }.joined(separator: ", ")
    print("records", counts.isEmpty ? "none" : counts)
    if !status.columnIndexes.isEmpty { print("columns", status.columnIndexes.joined(separator: ", ")) }
  }

  private static func records(_ count: Int) -> String { count == 1 ? "1 record" : "\(count) records" }
}
