#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension BlobCache {
  /// Keeps blobs that ``locate(_:)`` did not find, removing the oldest that are not needed where there is no room.
  ///
  /// - Returns: whether it is of use to store more: not where another process stores, which may be the same blobs, where
  ///   nothing can be written, or where all is needed that there is room for
  public func store(_ pack: BlobPack) -> Bool {
    guard seenVersion != nil, pack.count > 0 else { return seenVersion != nil }
    do throws(IndexError) {
      try connection.execute("BEGIN IMMEDIATE")
      guard try connection.integer("PRAGMA data_version") == seenVersion,
        try makeRoom(pack.entries.count + pack.content.count)
      else {
        try connection.execute("ROLLBACK")
        return false
      }
      let row = try connection.prepare("INSERT INTO pack (digest, entries, content) VALUES (?, ?, ?)")
      let digest = pack.entries.withUnsafeBytes { entries in
        pack.content.withUnsafeBytes { BlobPack.digest(entries, $0) }
      }
      row.bind(1, digest)
      row.bind(2, pack.entries)
      row.bind(3, pack.content)
      try row.run()
      if let number = try connection.integer("SELECT last_insert_rowid()") { needed.insert(number) }
      try connection.execute("COMMIT")
      return true
    } catch {
      // Where it is not under way any more, there is nothing to take back.
      try? connection.execute("ROLLBACK")
      // A reader was there at this moment: the next pack may find none.
      return error.code == .busy
    }
  }

  /// Whether there is room for so many bytes, made where need be.
  private func makeRoom(_ bytes: Int) throws(IndexError) -> Bool {
    let pageSize = try connection.integer("PRAGMA page_size") ?? 0
    var oldest: [Int]?
    while true {
      let pages = try connection.integer("PRAGMA page_count") ?? 0
      let free = try connection.integer("PRAGMA freelist_count") ?? 0
      if (pages - free) * pageSize + bytes <= limit { return true }
      if oldest == nil {
        var numbers: [Int] = []
        let rows = try connection.prepare("SELECT pack FROM pack ORDER BY pack DESC")
        while try rows.step() { if !needed.contains(rows.integer(0)) { numbers.append(rows.integer(0)) } }
        oldest = numbers
      }
      guard let number = oldest?.popLast() else { return false }
      try connection.execute("DELETE FROM pack WHERE pack = \(number)")
    }
  }

  /// Removes the cache from a folder.
  public static func remove(from folder: String) {
    for ending in ["", "-journal"] { unlink(path(in: folder) + ending) }
  }
}
