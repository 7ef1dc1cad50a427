import LibrettoGit
import LibrettoIndex
import LibrettoModel

extension HistoryUpdate {
  /// Puts what was read together, commit by commit, and writes it in portions, each with the state after it.
  struct Writer {
    private let update: HistoryUpdate
    private let line: HistoryLine
    private var state: HistoryState
    private var missing: [ObjectID] = []
    private var pending: [HistoryCommit] = []
    private var pendingEntries = 0
    private var next = 0
    private var current: [HistoryEntry] = []
    private var versions: HistoryVersions?
    /// The last good versions of files that cannot be read; nil before they are needed.
    private var lastGood: [RecordReference: ObjectID] = [:]
    private var knowsOlder = false
    /// About how many rows are written at once.
    private static let portion = 20_000

    init(update: HistoryUpdate, line: HistoryLine, missing: (first: String, count: Int)?) {
      self.update = update
      self.line = line
      state = HistoryState(
        key: update.key, linear: 0, count: line.kept, last: "", missing: missing, isShallow: line.isShallow)
    }

    /// Takes the next result, in the order of the commits.
    mutating func take(_ result: HistorySource.Result) throws {
      if let first = result.missing.first {
        state.missing = (state.missing?.first ?? first.description, (state.missing?.count ?? 0) + result.missing.count)
      }
      for part in result.parts {
        while next < part.commit { try close() }
        let entries = try part.entries ?? again(part.changes)
        for entry in entries where entry.kind == .unreadable {
          lastGood[RecordReference(type: entry.type, id: entry.id)] = entry.before.flatMap { ObjectID(hex: $0) }
        }
        current += entries
      }
    }

    /// Compares with the last good versions of files whose older side cannot be read.
    private mutating func again(_ changes: ArraySlice<BlobChange>) throws -> [HistoryEntry] {
      if !knowsOlder {
        for (record, blob) in try update.store.unreadable() where lastGood[record] == nil {
          lastGood[record] = ObjectID(hex: blob)
        }
        knowsOlder = true
      }
      let versions =
        versions ?? HistoryVersions(update.repository, update.source.book, prefix: update.source.prefix.utf8.count)
      self.versions = versions
      let entries = try HistoryEntries(changes, versions, lastGood: lastGood).entries
      _ = versions.takeMissing()
      return entries
    }

    private mutating func close() throws {
      let commit = line.new[next]
      let moment = Instant(secondsSinceEpoch: commit.committedSeconds)
      pending.append(
        HistoryCommit(
          id: commit.id.description, moment: moment, at: moment.description(in: update.zone),
          authorName: commit.author.name, authorEmail: commit.author.email, subject: commit.subject, entries: current))
      pendingEntries += current.count + 1
      current = []
      next += 1
      if pendingEntries >= Self.portion { try write() }
    }

    private mutating func write() throws {
      let count = state.count
      state.count = line.kept + next
      state.linear = min(line.linear, state.count)
      try update.store.append(pending, after: count, state)
      (pending, pendingEntries) = ([], 0)
    }

    /// Writes what is left.
    mutating func finish() throws {
      while next < line.new.count { try close() }
      try write()
    }
  }
}
