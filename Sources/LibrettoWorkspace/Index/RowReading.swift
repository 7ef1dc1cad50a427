import LibrettoIndex
import LibrettoModel

/// What reading some files came to: rows for the index.
struct RowChunk: Sendable {
  /// A file that must be read again next time.
  struct Unsettled: Sendable {
    let folder: Int
    let offset: Int
    let digest: UInt64
  }

  /// The rows of the records.
  var rows = RowBuffer()
  /// The files whose old rows no longer count.
  var outdated: [String] = []
  var unsettled: [Unsettled] = []
  /// The files that are no records.
  var findings: [Diagnostic] = []
  /// How many files were read.
  var count = 0
}

/// Reads files and makes rows of them, in parallel.
struct RowReading: Sendable {
  let root: String
  let layout: IndexLayout
  let files: [FolderWalk.Pending]
  /// When the files were looked at.
  let moment: Int64
  /// Whether the texts are indexed too.
  let withText: Bool

  /// How many files a task reads.
  private static let size = 128

  /// Hands on what was read, in the order of the files, while more is read; at most a few chunks wait.
  func forEachChunk(_ body: (RowChunk) throws(IndexError) -> Void) async throws(IndexError) {
    guard files.count > Self.size else {
      if !files.isEmpty { try body(read(0..<files.count)) }
      return
    }
    var failure: IndexError?
    await withTaskGroup(of: (Int, RowChunk).self) { group in
      let count = (files.count + Self.size - 1) / Self.size
      var started = 0
      func start() {
        guard started < count else { return }
        let index = started
        started += 1
        group.addTask {
          (index, self.read(index * Self.size..<min(self.files.count, (index + 1) * Self.size)))
        }
      }
      for _ in 0..<6 { start() }
      var waiting: [Int: RowChunk] = [:]
      var next = 0
      while let (index, chunk) = await group.next() {
        waiting[index] = chunk
        // Another is begun before this one is written, so that both cores have work.
        while let chunk = waiting.removeValue(forKey: next) {
          next += 1
          start()
          if failure == nil { do throws(IndexError) { try body(chunk) } catch { failure = error } }
        }
        if failure != nil { group.cancelAll() }
      }
    }
    if let failure { throw failure }
  }

  private func read(_ range: Range<Int>) -> RowChunk {
    var chunk = RowChunk()
    var reader = FolderReader(root: root)
    for file in files[range] {
      chunk.count += 1
      let reading = reader.read(file.entry)
      var digest: UInt64 = 0
      if case .record(let record) = reading {
        let isRacy = file.stamp.isRacy(at: moment)
        if isRacy || file.digest != nil { digest = Self.digest(record.document.bytes) }
        if isRacy { chunk.unsettled.append(.init(folder: file.folder, offset: file.offset, digest: digest)) }
        if file.digest == digest, file.isKept { continue }
        if file.isKept { chunk.outdated.append(file.entry.path) }
        chunk.rows.add(record, in: layout, withText: withText)
      } else if case .finding(let finding) = reading {
        chunk.findings.append(finding)
        chunk.unsettled.append(.init(folder: file.folder, offset: file.offset, digest: 0))
        if file.isKept, file.digest != 0 { chunk.outdated.append(file.entry.path) }
      }
    }
    return chunk
  }

  /// FNV-1a, never 0: tells whether a file that is read again is what it was.
  private static func digest(_ bytes: [UInt8]) -> UInt64 {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return digest == 0 ? 1 : digest
  }
}
