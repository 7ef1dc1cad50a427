import LibrettoMerge
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

extension SimulatedWorld {
  /// What plain `git merge`, without our driver, makes of the commits that this sync joined.
  mutating func comparePlain(_ clone: SimulatedClone, _ local: ObjectID, _ outcome: SyncOutcome) throws {
    let conflicts: [BookConflict] = if case .conflicts(let all) = outcome.result { all } else { [] }
    figures.stopped += conflicts.isEmpty ? 0 : 1
    figures.conflicts += conflicts.count
    let repository = try clone.workspace.repository()
    let remote = try #require(outcome.remote)
    let result = Command.run(
      "git", ["merge-tree", "--write-tree", "-z", local.description, remote.description], in: clone.path,
      environment: Transcript.environment(home: scratch.path + "/home"))
    guard result.status != 0 else { return }
    #expect(result.status == 1, "\(result.errorText)")
    figures.stoppedPlain += 1
    // The tree, then `MODE ID STAGE\tPATH` for each conflicted stage, an empty field, and messages.
    let fields = result.text.split(separator: "\0", omittingEmptySubsequences: false)
    let tree = try #require(ObjectID(hex: String(fields[0])))
    var paths: Set<Substring> = []
    for field in fields.dropFirst() {
      guard let tab = field.firstIndex(of: "\t") else { break }
      paths.insert(field[field.index(after: tab)...])
    }
    for path in paths {
      let text = try repository.entry(at: String(path), inTree: tree).map { try repository.blob($0.id) } ?? []
      let regions = String(decoding: text, as: UTF8.self).split(separator: "\n").count { $0.hasPrefix("<<<<<<< ") }
      figures.conflictsPlain += max(1, regions)
    }
  }

  /// A person looks at each conflict and chooses; then the merge is committed.
  mutating func resolve(_ conflicts: [BookConflict], _ clone: SimulatedClone) async throws {
    let before = clone.seen
    let identities = try identities(clone)
    for conflict in conflicts {
      let subject = "\(conflict.subject)".prefix { $0 != "(" }
      figures.subjects[String(subject), default: 0] += 1
      let identity = identities[conflict.path] ?? ""
      let commented = commented
      let count = ledger.report(
        identity,
        covering: { what in
          if Self.covers(conflict.subject, what) { return true }
          guard case .field(let field) = conflict.subject, let owner = commented[what] else { return false }
          return field == owner || field.hasPrefix(owner + ".")
        }, ours: before, theirs: shared)
      if count == 0 { Issue.record("needless: \(conflict.path) \(conflict.subject) of \(identity)") }
    }
    clone.seen.formUnion(shared)
    try await choose(conflicts, clone)
    clone.isDirty = true
    try await clone.commit()
  }

  /// Chooses a side of each conflict, record by record, by the call that `libretto resolve` makes.
  private mutating func choose(_ conflicts: [BookConflict], _ clone: SimulatedClone) async throws {
    var seen: Set<String> = []
    for path in conflicts.map(\.path) where seen.insert(path).inserted {
      var choices: [ConflictChoice] = []
      for conflict in conflicts where conflict.path == path {
        let side = Bool.random(using: &chance) ? "ours" : "theirs"
        let choice: String? =
          switch conflict.subject {
          case .field(let field): "\(field)=\(side)"
          case .body(let number): "body:\(number)=\(side)"
          case .log(let number): "log:\(number)=\(side)"
          case .place: "id=\(side)"
          case .existence, .text, .file: side
          case .settled, .strayMarker: nil
          }
        if let choice { choices.append(try ConflictChoice(choice)) }
      }
      _ = try await clone.workspace.resolve(path, choices)
    }
    #expect(try clone.workspace.repository().conflictedPaths().isEmpty)
  }

  private static func covers(_ subject: BookConflict.Subject, _ what: String) -> Bool {
    switch subject {
    case .field(let field):
      what == field || what.hasPrefix(field + ".") || what.hasPrefix(field + ":") || field.hasPrefix(what + ".")
    case .body: what.hasPrefix("body:")
    case .log: what.hasPrefix("log:")
    case .place: what == "id" || what.hasPrefix("aliases:")
    case .existence, .text, .file, .settled, .strayMarker: true
    }
  }

  /// Who a record is, by its file, on either side of the merge under way.
  private func identities(_ clone: SimulatedClone) throws -> [String: String] {
    let repository = try clone.workspace.repository()
    var found: [String: String] = [:]
    let theirs = try repository.resolve("MERGE_HEAD")
    for commit in [theirs, try repository.head().commit!] {
      for entry in try repository.entries(in: commit) where entry.path.hasSuffix(".md") {
        guard let type = clone.workspace.book.type(forPath: entry.path) else { continue }
        let record = Record(
          type: type, id: RecordReading.stem(entry.path), path: entry.path, bytes: try repository.blob(entry.id))
        found[entry.path] = (record["email"] ?? record["domain"])?.text
      }
    }
    return found
  }
}
