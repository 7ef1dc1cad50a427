import LibrettoGit
import LibrettoIndex
import LibrettoModel

extension RevisionReading {
  /// Reads what the cache does not hold and puts it there.
  ///
  /// - Parameters:
  ///   - missing: the first entry of each blob
  ///   - next: the next entry of the same blob
  func readMissing(_ missing: [Int], _ cache: BlobCache?, _ next: [Int: Int]) async -> [Part] {
    guard !missing.isEmpty else { return [] }
    let limits = BlobLimits.current
    guard missing.count > limits.fewBlobs else { return [readFew(missing, cache, next)] }
    return await withTaskGroup(of: Part.self) { group in
      var parts = [Part()]
      var (pack, members, tasks) = (BlobPack(), [Int](), 0)
      var left = Set(missing)
      var storing = cache
      // Whoever reads waits where parsing is slower, so that memory stays bounded.
      func hand() async {
        let (full, entries) = (pack, members)
        (pack, members) = (BlobPack(), [])
        if tasks >= width, let part = await group.next() {
          parts.append(part)
          tasks -= 1
        }
        tasks += 1
        group.addTask { parse(full, entries, next) }
        if storing?.store(full) == false { storing = nil }
      }
      await SubprocessGit().readBlobs(
        missing.map { entries[$0].blob }, in: workTree, sizeLimit: RecordReading.sizeLimit,
        { number, item in
          let entry = missing[number]
          switch item {
          case .content(let bytes):
            guard let key = BlobPack.Key(entries[entry].blob.bytes) else { return }
            pack.append(key, bytes)
            members.append(entry)
            left.remove(entry)
          case .tooLarge(let size):
            forEach(from: entry, next) { parts[0].readings.append(($0, .tooLarge(size, path: entries[$0].path))) }
            left.remove(entry)
          case .missing: break
          }
        },
        flush: { if pack.content.count >= limits.packSize { await hand() } })
      if pack.count > 0 { await hand() }
      for await part in group { parts.append(part) }
      // libgit2 says what is wrong with these, or reads them where there is no `git`.
      var rest: [Int] = []
      for entry in left { forEach(from: entry, next) { rest.append($0) } }
      return parts + (await readOneByOne(rest.sorted()))
    }
  }

  /// Reads a few blobs by libgit2.
  private func readFew(_ missing: [Int], _ cache: BlobCache?, _ next: [Int: Int]) -> Part {
    var part = Part()
    var pack = BlobPack()
    do {
      let repository = try Repository.discover(from: workTree)
      for entry in missing {
        let bytes = try repository.blob(entries[entry].blob)
        parseAll(entry, next, bytes, into: &part)
        guard bytes.count <= RecordReading.sizeLimit, let key = BlobPack.Key(entries[entry].blob.bytes) else {
          continue
        }
        bytes.withUnsafeBytes { pack.append(key, $0) }
      }
    } catch { part.error = error }
    _ = cache?.store(pack)
    return part
  }

  private func parse(_ pack: BlobPack, _ members: [Int], _ next: [Int: Int]) -> Part {
    var part = Part()
    pack.forEach { number, _, range in parseAll(members[number], next, Array(pack.content[range]), into: &part) }
    return part
  }

  /// Parses a blob for each entry that has it.
  func parseAll(_ first: Int, _ next: [Int: Int], _ bytes: [UInt8], into part: inout Part) {
    forEach(from: first, next) { parse($0, bytes, into: &part) }
  }

  private func forEach(from first: Int, _ next: [Int: Int], _ body: (Int) -> Void) {
    var entry: Int? = first
    while let this = entry {
      body(this)
      entry = next[this]
    }
  }
}
