import LibrettoSyntax
import LibrettoModel
import Synchronization
import TestSupport

@testable import LibrettoGit
@testable import LibrettoWorkspace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One member's clone, and what they know.
final class SimulatedClone {
  let member: String
  let team: String
  let path: String
  let workspace: Workspace
  /// The edits that its files hold.
  var seen = EditSet()
  /// How many bursts of work they are still offline.
  var offline = 0
  /// What is not committed yet.
  var isDirty = false

  init(member: String, team: String, path: String, clock: SimulatedClock) throws {
    (self.member, self.team, self.path) = (member, team, path)
    var environment = Environment.ofProcess()
    environment.variables = [:]
    environment.currentFolder = path
    environment.now = { clock.now }
    environment.randomBits = { 0 }
    workspace = try Workspace(root: path, environment: environment)
  }

  /// All records, as the files have them.
  func records() throws -> [Record] {
    var found: [Record] = []
    for (folder, type) in [("leads", "lead"), ("accounts", "account")] {
      let type = workspace.book.type(named: type)!
      for name in listFolder("\(path)/\(folder)") where name.hasSuffix(".md") {
        let file = "\(folder)/\(name)"
        found.append(
          Record(type: type, id: String(name.dropLast(3)), path: file, bytes: readFile("\(path)/\(file)") ?? []))
      }
    }
    return found
  }

  /// The names of a folder's records.
  func names(_ folder: String) -> [String] { listFolder("\(path)/\(folder)").filter { $0.hasSuffix(".md") } }

  func read(_ file: String) -> Document { Document.parse(readFile("\(path)/\(file)") ?? []) }

  func write(_ document: Document, to file: String) { write(String(decoding: document.bytes, as: UTF8.self), to: file) }

  func write(_ text: String, to file: String) {
    writeFile("\(path)/\(file)", text)
    isDirty = true
  }

  /// Commits all that changed.
  func commit() async throws {
    guard isDirty else { return }
    _ = try await workspace.commit(runsHooks: false)
    isDirty = false
  }
}

/// A clock that goes on a little with each edit.
final class SimulatedClock: Sendable {
  private let seconds = Mutex(1_767_268_800)
  var now: Instant { Instant(secondsSinceEpoch: seconds.withLock { $0 }) }
  func advance(by count: Int) { seconds.withLock { $0 += count } }
}
