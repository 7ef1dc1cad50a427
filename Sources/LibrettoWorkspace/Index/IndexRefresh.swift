import LibrettoIndex
import LibrettoModel

/// Brings an index up to date with the files.
struct IndexRefresh {
  let root: String
  let layout: IndexLayout
  let connection: IndexConnection
  /// The types whose folders are looked at; nil for all.
  let types: [RecordType]?
  /// How closely they are looked at.
  let look: IndexLook

  /// What it came to.
  enum Outcome {
    /// The rows are those of the files; these are no records.
    case done(findings: [Diagnostic], changed: Int, isUnusual: Bool)
    /// So much changed that building anew is faster.
    case tooMuch
  }

  /// Looks at all files and reads those that changed. Nothing is written where nothing changed.
  func run() async throws(IndexError) -> Outcome {
    for _ in 0..<3 {
      if let outcome = try await attempt() { return outcome }
    }
    throw IndexError(.busy, "another process changes the index again and again")
  }

  /// Nil where another process wrote meanwhile.
  private func attempt() async throws(IndexError) -> Outcome? {
    let generation = try connection.generation()
    let kept = try connection.keptFolders()
    var walk = await FolderWalk(root: root, book: layout.book, kept: kept, only: types, look: look)
    guard !walk.changes.isEmpty else { return .done(findings: [], changed: 0, isUnusual: walk.isUnusual) }
    guard walk.pending.count <= max(2000, walk.recordCount / 3) else { return .tooMuch }
    try connection.execute("BEGIN IMMEDIATE")
    do throws(IndexError) {
      guard try connection.generation() == generation else {
        try connection.execute("ROLLBACK")
        return nil
      }
      let outcome = try await write(&walk, kept)
      try connection.execute("COMMIT")
      return outcome
    } catch {
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  private func write(_ walk: inout FolderWalk, _ kept: KeptFolders) async throws(IndexError) -> Outcome {
    let writer = try RowWriter(connection, layout: layout)
    var findings: [Diagnostic] = []
    var changed = 0
    for path in walk.gone { if try writer.remove(path: path) { changed += 1 } }
    var unsettled: [RowChunk.Unsettled] = []
    let reading = RowReading(
      root: root, layout: layout, files: walk.pending, moment: walk.moment, withText: writer.hasText)
    try await reading.forEachChunk { chunk throws(IndexError) in
      for path in chunk.outdated { try writer.remove(path: path) }
      try writer.insert(chunk.rows)
      changed += max(chunk.rows.recordCount, chunk.outdated.count)
      findings += chunk.findings
      unsettled += chunk.unsettled
    }
    for file in unsettled { walk.unsettle(file.folder, file.offset, digest: file.digest) }
    let written = walk.changes.filter { change in
      kept.withEntries(of: change.path) { old in
        !(change.entries.map { $0.withUnsafeBytes { $0.elementsEqual(old) } } ?? false)
      }
    }
    for change in written {
      if let entries = change.entries, let offsets = change.offsets {
        try connection.restamp(change.path, entries, at: offsets)
      }
    }
    try connection.keep(written.lazy.filter { $0.offsets == nil }.map { ($0.path, $0.entries) })
    if changed > 0 || !written.isEmpty { try connection.countGeneration() }
    return .done(findings: findings, changed: changed, isUnusual: walk.isUnusual)
  }
}
