import LibrettoGit
import LibrettoIndex

extension RevisionReading {
  /// Which entries have which blob: two records may have the same content.
  private struct Names {
    /// The first entry of a blob.
    var first: [BlobPack.Key: Int] = [:]
    /// The next entry of the same blob.
    var next: [Int: Int] = [:]

    init(_ entries: [RevisionFiles.Entry]) {
      first.reserveCapacity(entries.count)
      for (entry, file) in entries.enumerated().reversed() {
        guard let key = BlobPack.Key(file.blob.bytes) else { continue }
        if let other = first.updateValue(entry, forKey: key) { next[entry] = other }
      }
    }
  }

  /// Reads a large book.
  func readMany(_ cacheFolder: String?) async -> [Part] {
    let names = Names(entries)
    let (all, next) = (names.first, names.next)
    var wanted = all
    let limits = BlobLimits.current
    var cache = cacheFolder.flatMap { try? BlobCache(folder: $0, limit: limits.cacheSize) }
    var parts: [Part] = []
    if let cacheFolder, let opened = cache {
      do throws(IndexError) {
        let places = try opened.locate(&wanted)
        let read = await readCached(places, cacheFolder, limits, next)
        parts = read.parts
        if read.isDamaged { throw IndexError(.damaged, "the cache is damaged") }
      } catch {
        cache = nil
        if error.code == .damaged, !error.isInputOutput {
          BlobCache.remove(from: cacheFolder)
          cache = try? BlobCache(folder: cacheFolder, limit: limits.cacheSize)
          var none: [BlobPack.Key: Int] = [:]
          _ = try? cache?.locate(&none)
        }
      }
    }
    // What the cache did not give, whatever the reason.
    var isRead = [Bool](repeating: false, count: entries.count)
    for part in parts { for (entry, _) in part.readings { isRead[entry] = true } }
    let missing = all.values.filter { !isRead[$0] }.sorted()
    return parts + (await readMissing(missing, cache, next))
  }

  /// Reads what lies in the cache, with a connection for each processor.
  private func readCached(
    _ places: [BlobCache.Place], _ folder: String, _ limits: BlobLimits, _ next: [Int: Int]
  ) async -> (parts: [Part], isDamaged: Bool) {
    let count = min(width, places.count)
    guard count > 0 else { return ([], false) }
    let parts = await sideBySide(count) { index in
      var part = Part()
      guard let cache = try? BlobCache(folder: folder, limit: limits.cacheSize) else { return part }
      for number in stride(from: index, to: places.count, by: count) {
        do throws(IndexError) {
          try cache.read(places[number]) { entry, content in parseAll(entry, next, Array(content), into: &part) }
        } catch {
          part.isCacheDamaged = part.isCacheDamaged || error.code == .damaged && !error.isInputOutput
        }
      }
      return part
    }
    return (parts, parts.contains { $0.isCacheDamaged })
  }
}
