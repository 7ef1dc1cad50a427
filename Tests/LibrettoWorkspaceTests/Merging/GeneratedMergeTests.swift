import LibrettoModel
import TestSupport
import Testing

@testable import LibrettoGit
@testable import LibrettoMerge
@testable import LibrettoWorkspace

/// Random histories of two branches: nothing of either side is lost, and wherever plain `git merge` is clean the records
/// come out the same.
@Suite struct GeneratedMergeTests {
  private static let ids = ["ann", "bob", "cem", "dan", "eva", "finn"]

  /// A lead with fields that Git's text merge can tell apart, or cannot, being neighbours.
  private static func lead(_ id: String) -> [String: String] {
    ["email": "\(id)@x.example", "stage": "lead", "score": "10", "city": "Berlin", "owner": "tom"]
  }

  /// A branch's book: each lead's fields, and its log.
  private struct Leads {
    var fields: [String: [String: String]] = [:]
    var logs: [String: [String]] = [:]

    func write(_ book: HistoryBook) {
      book.git("rm", "-rqf", "--ignore-unmatch", "leads")
      for (id, values) in fields {
        let order = ["email", "stage", "score", "city", "owner", "aliases", "note"]
        let text = order.compactMap { key in values[key].map { "\(key): \($0)" } }.joined(separator: "\n")
        book.lead(id, text, log: (logs[id] ?? []).joined(separator: "\n"))
      }
    }

    mutating func change(_ side: String, _ random: inout SeededGenerator) {
      guard let id = fields.keys.sorted().randomElement(using: &random) else { return }
      let number = Int.random(in: 0..<4, using: &random)
      switch Int.random(in: 0..<12, using: &random) {
      case 0..<3: fields[id]!["score"] = "\(number)"
      case 3: fields[id]!["city"] = ["Berlin", "Bonn", "Rom", "Oslo"][number]
      case 4: fields[id]!["owner"] = ["tom", "mia", "ben", "lena"][number]
      case 5: fields[id]!["stage"] = ["lead", "mql", "sal", "sql"][number]
      case 6: fields[id]!["note"] = "\(side) \(number)"
      case 7, 8: logs[id, default: []].insert("- 2026-03-0\(number + 1) call: \(side) \(number)", at: 0)
      case 9: fields[id] = nil
      case 10:
        let new = "\(id)-\(number)"
        guard fields[new] == nil, let values = fields.removeValue(forKey: id) else { return }
        fields[new] = values.merging(["aliases": "[\(id)]"]) { "\($0.dropLast()), \(id)]" + ($1.isEmpty ? "" : "") }
        logs[new] = logs.removeValue(forKey: id)
      default:
        let new = "new-\(number)"
        if fields[new] == nil {
          fields[new] = ["email": "\(side)\(number)@y.example", "city": "Wien \(side) \(number)"]
        }
      }
    }
  }

  @Test(arguments: 1...60) func nothingIsLost(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let book = HistoryBook()
    var base = Leads()
    for id in Self.ids { base.fields[id] = Self.lead(id) }
    base.write(book)
    book.commit("base")
    var sides: [Leads] = []
    for side in ["ours", "theirs"] {
      book.git("switch", "-q", "-c", side, "main")
      var leads = base
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        leads.change(side, &random)
        leads.write(book)
        book.commit(side)
      }
      sides.append(leads)
    }
    book.git("switch", "-q", "ours")
    let workspace = try book.open()
    let repository = try workspace.repository()
    let (ours, theirs) = (try repository.resolve("ours"), try repository.resolve("theirs"))
    let outcome = try await workspace.merge("theirs")
    var conflicts: [BookConflict] = []
    switch outcome.result {
    case .conflicts(let found):
      conflicts = found
      #expect(try repository.mergeHeads() == [theirs])
      #expect(try repository.head().commit == ours)
      #expect(Set(found.map(\.path)).isSubset(of: Set(try repository.conflictedPaths())))
      #expect(try workspace.conflicts().map(\.subject) == found.map(\.subject))
    case .merged(let id): #expect(try repository.commit(id).parents == [ours, theirs])
    case .fastForwarded, .alreadyUpToDate: break
    case .invalid(let findings):
      // Two records that were added apart may meet in an address or an old id.
      #expect(findings.allSatisfy { $0.finding.code.rawValue.hasPrefix("LB3") })
      #expect(try repository.head().commit == ours)
      return
    case .left: Issue.record("nothing was to be left")
    }
    try checkNothingLost(base, sides, book, conflicts, "seed \(seed)")
    if case .merged = outcome.result {
      #expect(book.git("status", "--porcelain") == "")
    }
    // Given up, everything is as it was.
    if !conflicts.isEmpty {
      try await workspace.abortMerge()
      #expect(book.git("status", "--porcelain") == "")
    }
    try compareWithGit(book, ours, theirs, conflicts.isEmpty, outcome, "seed \(seed)")
  }

  /// Each side's change of a field is in the result, or in a conflict about the record.
  private func checkNothingLost(
    _ base: Leads, _ sides: [Leads], _ book: HistoryBook, _ conflicts: [BookConflict], _ what: String
  ) throws {
    let root = book.path
    let type = try #require(try book.open().book.type(named: "lead"))
    func names(_ id: String, _ leads: Leads) -> String? {
      if leads.fields[id] != nil { return id }
      return leads.fields.first {
        $0.value["aliases"]?.contains("[\(id)") == true || $0.value["aliases"]?.contains("\(id)]") == true
      }?.key
    }
    for (number, side) in sides.enumerated() {
      let other = sides[1 - number]
      for (id, old) in base.fields {
        guard let here = names(id, side), let new = side.fields[here] else { continue }
        let there = names(id, other)
        for (key, value) in new where old[key] != value && key != "aliases" {
          let theirs = there.flatMap { other.fields[$0]?[key] }
          let paths = Set([id, here, there ?? id].map { "leads/\($0).md" })
          if conflicts.contains(where: { paths.contains($0.path) }) { continue }
          // Both may have changed it: to the same, else it is a conflict, told above.
          let found = paths.sorted().compactMap { path -> String? in
            guard let bytes = readFile("\(root)/\(path)"),
              case .record(let record) = RecordReading(type: type, path: path, bytes: bytes)
            else { return nil }
            return record.value(at: key).map { $0.text ?? $0.text() }
          }
          #expect(found.contains(value), "\(what): \(id).\(key) \(value) is lost, theirs \(theirs ?? "-"): \(found)")
        }
        for line in side.logs[here] ?? [] {
          let paths = Set([id, here, there ?? id].map { "leads/\($0).md" })
          let kept = paths.contains { path in
            String(decoding: readFile("\(root)/\(path)") ?? [], as: UTF8.self).contains(line)
          }
          #expect(kept || conflicts.contains { paths.contains($0.path) }, "\(what): log line \(line) is lost")
        }
      }
    }
  }

  /// Wherever plain Git is clean, so is this, and the records say the same.
  private func compareWithGit(
    _ book: HistoryBook, _ ours: ObjectID, _ theirs: ObjectID, _ isClean: Bool, _ outcome: MergeOutcome, _ what: String
  ) throws {
    guard case .merged(let id) = outcome.result else {
      guard !isClean || outcome.result.isConflict else { return }
      book.git("switch", "-q", "--detach", ours.description)
      let git = Command.run("git", ["merge-tree", "--write-tree", ours.description, theirs.description], in: book.path)
      // Git may pair other files by their likeness; without moves on both sides it must not be cleaner than we are.
      let hasMoves = book.git("diff", "--name-status", "--no-renames", "\(ours)...\(theirs)").contains("D\t")
      if git.status == 0, !hasMoves { Issue.record("\(what): Git is clean, and we are not") }
      return
    }
    let git = Command.run("git", ["merge-tree", "--write-tree", ours.description, theirs.description], in: book.path)
    guard git.status == 0, let tree = ObjectID(hex: String(git.text.prefix(40))) else { return }
    let workspace = try book.open()
    let repository = try workspace.repository()
    let type = try #require(workspace.book.type(named: "lead"))
    let joined = try repository.commit(id).tree
    for change in try repository.leafChanges(fromTree: joined, to: tree) {
      func record(_ leaf: TreeLeaf?) throws -> Record? {
        guard let leaf,
          case .record(let record) = RecordReading(
            type: type, path: change.path, bytes: try repository.blob(leaf.id))
        else { return nil }
        return record
      }
      let (a, b) = (try record(change.old), try record(change.new))
      // What Git makes of it may be no record any more.
      if b?.isReadable == false { continue }
      #expect(a?.fields.map(\.key).sorted() == b?.fields.map(\.key).sorted(), "\(what): \(change.path)")
      #expect(FieldChange.between(a, b).isEmpty, "\(what): \(change.path) \(FieldChange.between(a, b))")
    }
  }
}

extension MergeOutcome.Result {
  fileprivate var isConflict: Bool { if case .conflicts = self { true } else { false } }
}
