import LibrettoIndex
import LibrettoModel

/// Builds the index of a book anew, beside the one that counts, and puts it in its place.
struct IndexBuild {
  let root: String
  let layout: IndexLayout
  let place: IndexPlace
  let shape: [UInt8]
  /// When it is built, in seconds since 1970.
  let moment: Int
  /// Whether the texts are indexed too.
  let withText: Bool

  /// Builds it. The caller holds the lock. Gives the database's path and the files that are no records.
  func run(progress: (Int, Int) -> Void) async throws(IndexError) -> (path: String, findings: [Diagnostic]) {
    place.sweep(keeping: place.database)
    let path = place.freshDatabase()
    do throws(IndexError) {
      let findings = try await fill(path, progress)
      try place.point(to: path)
      place.sweep(keeping: path)
      return (path, findings)
    } catch {
      IndexPlace.remove(path)
      throw error
    }
  }

  /// Makes a whole index in a new file, which does not count yet. Gives the files that are no records.
  func fill(_ path: String, _ progress: (Int, Int) -> Void) async throws(IndexError) -> [Diagnostic] {
    let connection = try IndexConnection(path: path, mode: .creating)
    try connection.beginBuilding(layout, withText: withText)
    var walk = await FolderWalk(root: root, book: layout.book, kept: KeptFolders())
    let writer = try RowWriter(connection, layout: layout)
    let reading = RowReading(root: root, layout: layout, files: walk.pending, moment: walk.moment, withText: withText)
    var findings: [Diagnostic] = []
    var done = 0
    let total = walk.pending.count
    progress(0, total)
    try await reading.forEachChunk { chunk throws(IndexError) in
      try writer.insert(chunk.rows)
      findings += chunk.findings
      for file in chunk.unsettled { walk.unsettle(file.folder, file.offset, digest: file.digest) }
      done += chunk.count
      progress(done, total)
    }
    try connection.keep(walk.changes.map { ($0.path, $0.entries) })
    try connection.write(IndexMeta(shape: shape, builtAt: moment))
    try connection.finishBuilding(withText: withText)
    return findings
  }
}
