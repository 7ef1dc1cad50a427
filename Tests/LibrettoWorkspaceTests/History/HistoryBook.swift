import LibrettoIndex
import LibrettoModel
import TestSupport
import Testing

@testable import LibrettoGit
@testable import LibrettoWorkspace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A book with a history made by the real `git`, a commit a day from 2026-01-01 12:00 in UTC on.
final class HistoryBook {
  let scratch = ScratchFolder("history")
  let path: String
  private(set) var day = 0
  static let start = 1_767_268_800

  init() {
    path = scratch.path + "/book"
    mkdir(path, 0o755)
    git("init", "-q", "-b", "main")
    git("config", "user.name", "Tom")
    git("config", "user.email", "tom@aria.example")
    write("libretto: 1\nmembers:\n  tom: {name: Tom, email: tom@aria.example}\n", "libretto.yaml")
    write(
      "lifecycles:\n  lead:\n    type: lead\n    field: stage\n    stages: [{name: lead}, {name: mql}, {name: sal}, {name: sql}]\n",
      "agreement.yaml")
  }

  func write(_ text: String, _ name: String) { scratch.write(text, to: "book/\(name)") }

  /// Writes a lead.
  func lead(_ id: String, _ fields: String, log: String = "") {
    write("---\nname: \(id)\n\(fields)\n---\n\n\(log.isEmpty ? "" : "## Log\n\n\(log)\n")", "leads/\(id).md")
  }

  private var environment: [String: String] {
    let date = "\(Self.start + day * 86_400) +0000"
    return [
      "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "HOME": scratch.path,
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C", "GIT_AUTHOR_DATE": date,
      "GIT_COMMITTER_DATE": date,
    ]
  }

  @discardableResult func git(_ arguments: String..., in folder: String? = nil) -> String {
    let result = Command.run("git", arguments, in: folder ?? path, environment: environment)
    #expect(result.status == 0, "git \(arguments): \(result.errorText)")
    return result.text
  }

  func commit(_ message: String = "change", amending: Bool = false) {
    git("add", "-A")
    if amending {
      git("commit", "-q", "--amend", "--allow-empty", "-m", message)
    } else {
      git("commit", "-q", "--allow-empty", "-m", message)
    }
    day += 1
  }

  func open(_ root: String? = nil, index: Bool = false) throws -> Workspace {
    let now = Instant(secondsSinceEpoch: Self.start + day * 86_400)
    return try Workspace(
      root: root ?? path,
      environment: Environment(
        now: { now }, variables: index ? [:] : ["LIBRETTO_INDEX": "off"], currentFolder: root ?? path,
        zoneRules: { _ in nil }, randomBits: { 1 }))
  }

  /// Brings a store up to date.
  func update(_ store: HistoryStore, _ root: String? = nil) async throws {
    let workspace = try open(root)
    let repository = try workspace.repository()
    let source = HistorySource(book: workspace.book, workTree: repository.workTree, prefix: try workspace.prefix())
    try await HistoryUpdate(repository: repository, source: source, store: store, zone: .utc, key: "1").run()
  }

  /// All that a store knows, a line each.
  static func dump(_ store: HistoryStore) throws -> [String] {
    try store.records().flatMap { record in
      try store.rows(of: record).map { row in
        let entry = row.entry
        return
          "\(record) \(row.commit.prefix(7)) \(entry.kind) \(entry.field ?? "") \(entry.before ?? "-") \(entry.after ?? "-")"
      }
    }
  }

  /// `set stage lead -> mql` and the like, the oldest first.
  func told(_ id: String, _ root: String? = nil) async throws -> [String] {
    let store = try HistoryStore.inMemory()
    try await update(store, root)
    return try store.rows(of: RecordReference(type: "lead", id: id)).filter { $0.entry.field != "name" }.map { row in
      let entry = row.entry
      guard let field = entry.field else { return entry.kind.rawValue }
      func text(_ value: Value?) -> String { value.map { $0.text ?? $0.text() } ?? "-" }
      return "\(entry.kind) \(field) \(text(entry.valueBefore)) \(text(entry.valueAfter))"
    }
  }
}
