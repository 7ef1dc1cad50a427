import LibrettoGit
import LibrettoIndex
import LibrettoModel
import Synchronization

/// Brings a store of history up to date with the repository: reads the commits that are new, after taking away those that
/// are not on the line any more.
struct HistoryUpdate {
  let repository: Repository
  let source: HistorySource
  let store: HistoryStore
  let zone: TimeZone
  /// What values are read with.
  let key: String
  /// About how many files' changes are read before they are written.
  private static let roundSize = 8192

  func run() async throws {
    var state = try store.state()
    if let old = state, try isStale(old) {
      _ = try store.drop(from: 0)
      state = nil
    }
    guard var line = try line(after: state) else {
      if state != nil { _ = try store.drop(from: 0) }
      return
    }
    if let old = state, line.kept < old.count {
      let left = try store.drop(from: line.kept)
      if left < line.kept, let again = try self.line(after: nil) { line = again }
    }
    guard !line.new.isEmpty else {
      if var state, state.count == line.kept, state.linear != line.linear {
        state.linear = line.linear
        try store.append([], after: state.count, state)
      }
      return
    }
    var writer = Writer(update: self, line: line, missing: state.flatMap { line.kept > 0 ? $0.missing : nil })
    try await read(line.new, into: &writer)
  }

  /// Whether what was read must be read again: with other schemas, or after what was missing came.
  private func isStale(_ state: HistoryState) throws -> Bool {
    if state.key != key { return true }
    if let missing = state.missing, let id = ObjectID(hex: missing.first), repository.has(id) { return true }
    guard state.isShallow, let oldest = try store.oldest().flatMap({ ObjectID(hex: $0.commit) }), repository.has(oldest)
    else { return false }
    return try repository.lineCommit(oldest).parents.first.map { repository.has($0) } ?? false
  }

  private func line(after state: HistoryState?) throws -> HistoryLine? {
    try HistoryLine(
      repository, branch: source.book.configuration.branch, known: state.map { ($0.linear, $0.count) }
    ) { try store.position(of: $0.description) }
  }

  private func read(_ commits: [LineCommit], into writer: inout Writer) async throws {
    let pairs = try pairs(commits)
    // A few commits are read at once; for many, repositories of their own are worth their opening.
    if commits.count <= 32 {
      let comparison = TreeComparison(repository, folders: source.folders)
      let versions = HistoryVersions(repository, source.book, prefix: source.prefix.utf8.count)
      for (index, pair) in pairs.enumerated() {
        let changes = try comparison.changes(from: pair.old, to: pair.new)
        let read = try HistoryEntries(changes, versions)
        try writer.take(
          HistorySource.Result(
            parts: [(index, read.needsOlder ? nil : read.entries, changes[...])], missing: versions.takeMissing()))
      }
      return try writer.finish()
    }
    let workers = [try HistoryWorker(source), try HistoryWorker(source)]
    let changes = try await Self.inParallel(workers, over: pairs.chunks(of: 128)) { try await $0.changes($1) }
    var round: [[HistorySource.Part]] = []
    var size = 0
    for chunk in Self.chunks(of: changes.flatMap { $0 }) {
      round.append(chunk)
      size += chunk.reduce(0) { $0 + $1.changes.count }
      guard size >= Self.roundSize else { continue }
      for result in try await Self.inParallel(workers, over: round, { try await $0.entries($1) }) {
        try writer.take(result)
      }
      (round, size) = ([], 0)
    }
    for result in try await Self.inParallel(workers, over: round, { try await $0.entries($1) }) {
      try writer.take(result)
    }
    try writer.finish()
  }

  private func pairs(_ commits: [LineCommit]) throws -> [HistorySource.Pair] {
    var trees: [ObjectID: ObjectID] = [:]
    return try commits.map { commit in
      trees[commit.id] = commit.tree
      guard let parent = commit.parents.first else { return HistorySource.Pair(old: nil, new: commit.tree) }
      if trees[parent] == nil, !repository.isShallow || repository.has(parent) {
        trees[parent] = try repository.lineCommit(parent).tree
      }
      return HistorySource.Pair(old: trees[parent], new: commit.tree)
    }
  }

  /// Small commits together, large ones in pieces where no file may have moved.
  private static func chunks(of commits: [[BlobChange]]) -> [[HistorySource.Part]] {
    let size = 128
    var chunks: [[HistorySource.Part]] = []
    var current: [HistorySource.Part] = []
    var count = 0
    func add(_ part: HistorySource.Part) {
      current.append(part)
      count += part.changes.count
      if count >= size || current.count >= 4 * size {
        chunks.append(current)
        (current, count) = ([], 0)
      }
    }
    for (index, changes) in commits.enumerated() {
      let mayMove = changes.contains { $0.old == nil } && changes.contains { $0.new == nil }
      if mayMove || changes.count <= size {
        add(HistorySource.Part(commit: index, changes: changes[...]))
      } else {
        for start in stride(from: 0, to: changes.count, by: size) {
          add(HistorySource.Part(commit: index, changes: changes[start..<min(start + size, changes.count)]))
        }
      }
    }
    if !current.isEmpty { chunks.append(current) }
    return chunks
  }

  /// The results in the order of the items, each item going to whichever worker is free.
  private static func inParallel<Item: Sendable, Result: Sendable>(
    _ workers: [HistoryWorker], over items: [Item],
    _ body: @escaping @Sendable (HistoryWorker, Item) async throws -> Result
  ) async throws -> [Result] {
    let next = SharedCounter()
    return try await withThrowingTaskGroup(of: [(Int, Result)].self) { group in
      for worker in workers {
        group.addTask {
          var results: [(Int, Result)] = []
          while let index = next.take(below: items.count) {
            results.append((index, try await body(worker, items[index])))
          }
          return results
        }
      }
      let all = try await group.reduce(into: []) { $0 += $1 }
      return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}

/// Counts up, each number for one taker.
private final class SharedCounter: Sendable {
  private let value = Mutex(0)

  func take(below end: Int) -> Int? {
    value.withLock { value in
      guard value < end else { return nil }
      defer { value += 1 }
      return value
    }
  }
}

extension Array where Element: Sendable {
  fileprivate func chunks(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
