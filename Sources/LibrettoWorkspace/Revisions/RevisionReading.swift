import LibrettoGit
import LibrettoModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads the records of a commit: what was read before from the cache, many others through one `git`, few by libgit2; and
/// parses them side by side with that.
struct RevisionReading {
  /// What became of the entries of one part, by their numbers.
  struct Part: Sendable {
    var readings: [(entry: Int, reading: RecordReading)] = []
    /// What the rules say of a record.
    var findings: [Int: [Diagnostic]] = [:]
    var error: GitError?
    /// Whether the cache did not hold what was put there.
    var isCacheDamaged = false
  }

  let entries: [RevisionFiles.Entry]
  let book: Book
  /// Whether each record is checked against the rules.
  let judging: Bool
  /// A folder in the worktree.
  let workTree: String
  /// How many parts are worked on at once.
  let width = max(1, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  init(_ entries: [RevisionFiles.Entry], of book: Book, judging: Bool, workTree: String) {
    self.entries = entries
    self.book = book
    self.judging = judging
    self.workTree = workTree
  }

  /// Reads all.
  ///
  /// - Parameter cacheFolder: where the cache lies; nil: without it
  func read(cacheFolder: String?) async throws(GitError) -> (records: [Record], findings: [Diagnostic]) {
    var parts: [Part]
    if entries.count <= BlobLimits.current.smallBook {
      parts = await readOneByOne(Array(entries.indices))
    } else {
      parts = await readMany(cacheFolder)
    }
    for part in parts { if let error = part.error { throw error } }
    // In the order of the tree, whoever read it.
    var readings = [RecordReading?](repeating: nil, count: entries.count)
    var judgements: [Int: [Diagnostic]] = [:]
    for part in parts {
      for (entry, reading) in part.readings { readings[entry] = reading }
      judgements.merge(part.findings) { $1 }
    }
    parts = []
    var records: [Record] = []
    records.reserveCapacity(entries.count)
    var findings: [Diagnostic] = []
    for (entry, reading) in readings.enumerated() {
      switch reading {
      case .record(let record):
        records.append(record)
        if let found = judgements[entry] { findings += found }
      case .finding(let finding): findings.append(finding)
      case nil: throw GitError(.notFound, "cannot read object \(entries[entry].blob)")
      }
    }
    return (records, findings)
  }

  /// Parses the content of an entry.
  func parse(_ entry: Int, _ bytes: [UInt8], into part: inout Part) {
    let reading = RecordReading(entries[entry], bytes: bytes)
    part.readings.append((entry, reading))
    guard judging, case .record(let record) = reading else { return }
    let findings = Rules.check(record, in: book)
    if !findings.isEmpty { part.findings[entry] = findings }
  }

  /// Reads entries by libgit2 side by side, a repository for each processor: one is not shared, and opening it costs a few
  /// files.
  func readOneByOne(_ numbers: [Int]) async -> [Part] {
    @Sendable func read(_ range: Range<Int>) -> Part {
      var part = Part()
      do {
        let repository = try Repository.discover(from: workTree)
        for entry in numbers[range] { parse(entry, try repository.blob(entries[entry].blob), into: &part) }
      } catch { part.error = error }
      return part
    }
    guard !numbers.isEmpty else { return [] }
    let count = numbers.count > 256 ? width : 1
    return await sideBySide(count) { read(numbers.count * $0 / count..<numbers.count * ($0 + 1) / count) }
  }

  /// Runs the parts of a work.
  func sideBySide(_ count: Int, _ body: @escaping @Sendable (Int) -> Part) async -> [Part] {
    guard count > 1 else { return [body(0)] }
    return await withTaskGroup(of: Part.self) { group in
      for index in 0..<count { group.addTask { body(index) } }
      var parts: [Part] = []
      for await part in group { parts.append(part) }
      return parts
    }
  }
}
