import LibrettoIndex
import LibrettoModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Builds the index of a book anew, beside the one that counts, and puts it in its place.
struct IndexBuild {
  let root: String
  let layout: IndexLayout
  let place: IndexPlace
  let shape: [UInt8]

  /// Builds it. The caller holds the lock. Gives the database's path and the files that are no records.
  func run(progress: (Int, Int) -> Void) async throws(IndexError) -> (path: String, findings: [Diagnostic]) {
    let old = place.database
    place.sweep(keeping: old)
    let path = place.freshDatabase()
    do throws(IndexError) {
      let findings = try await fill(path, progress)
      try place.point(to: path)
      place.sweep(keeping: path)
      return (path, findings)
    } catch {
      for ending in ["", "-journal", "-wal", "-shm"] { unlink(path + ending) }
      throw error
    }
  }

  private func fill(_ path: String, _ progress: (Int, Int) -> Void) async throws(IndexError) -> [Diagnostic] {
    let connection = try IndexConnection(path: path, mode: .creating)
    try connection.beginBuilding(layout)
    var walk = await FolderWalk(root: root, book: layout.book, kept: KeptFolders())
    let writer = try RowWriter(connection, layout: layout)
    let reading = RowReading(root: root, layout: layout, files: walk.pending, moment: walk.moment)
    var findings: [Diagnostic] = []
    var (done, total) = (0, walk.pending.count)
    progress(0, total)
    try await reading.forEachChunk { chunk throws(IndexError) in
      try writer.insert(chunk.rows)
      findings += chunk.findings
      for file in chunk.unsettled { walk.unsettle(file.folder, file.offset, digest: file.digest) }
      done += chunk.count
      progress(done, total)
    }
    total = done
    for change in walk.changes { try connection.keep(change.entries, of: change.path) }
    try connection.write(IndexMeta(shape: shape, root: place.root, builtAt: Int(time(nil))))
    try connection.finishBuilding()
    return findings
  }
}
