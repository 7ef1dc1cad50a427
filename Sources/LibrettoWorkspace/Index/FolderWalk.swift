import LibrettoIndex
import LibrettoModel

/// All folders of a book's records against how they were kept: which files must be read again.
struct FolderWalk: Sendable {
  /// A file to be read.
  struct Pending: Sendable {
    let entry: RecordFiles.Entry
    /// The position in `changes` of its folder, and of its entry there.
    let folder: Int
    let offset: Int
    let stamp: FolderEntries.Stamp
    /// Whether there may be rows of it.
    let isKept: Bool
    /// The digest of what was read last of a file that had to be read again in any case.
    let digest: UInt64?
  }

  /// A folder whose entries differ from those that were kept.
  struct Change: Sendable {
    let path: String
    /// The entries as they are now; nil where the folder is gone.
    var entries: [UInt8]?
    /// The entries that differ, where the others are as they were kept; nil where any may differ.
    var offsets: [Int]?
  }

  /// The folders that differ, sorted by path.
  private(set) var changes: [Change] = []
  /// The files to be read, by folder, then name.
  private(set) var pending: [Pending] = []
  /// The files that are gone.
  private(set) var gone: [String] = []
  /// How many files are records by their names.
  private(set) var recordCount = 0
  /// Whether `RecordFiles` would have something to tell, or an error.
  private(set) var isUnusual = false
  /// When the walk began, in nanoseconds since 1970: what changed since may not have been seen.
  let moment = FolderEntries.Stamp.now()

  /// Walks the folders of the book's types below `root`, or of some types.
  init(
    root: String, book: Book, kept: KeptFolders, only types: [RecordType]? = nil, look: IndexLook = .files
  ) async {
    let roots = RecordFolder.roots(of: book, only: types)
    var level = roots
    var seen: Set<String> = []
    var scans: [FolderScan] = []
    while !level.isEmpty {
      let found = await Self.scan(level, root: root, kept: kept, look)
      level = []
      for scan in found where scan.exists || scan.isUnusual {
        recordCount += scan.recordCount
        isUnusual = isUnusual || scan.isUnusual
        guard scan.exists, seen.insert(scan.path).inserted else { continue }
        level += scan.folders
        if scan.entries != nil { scans.append(scan) }
      }
    }
    scans.sort { PathBytes($0.path) < PathBytes($1.path) }
    for scan in scans { add(scan, book, kept) }
    let missing = kept.paths.filter { path in
      !seen.contains(path) && (types == nil || roots.contains { path == $0 || path.hasPrefix($0 + "/") })
    }
    for path in missing.sorted() {
      changes.append(Change(path: path, entries: nil))
      kept.withEntries(of: path) { entries in
        FolderEntries.forEach(entries) { _, _, name in
          if !name.isEmpty { gone.append("\(path)/\(String(decoding: name, as: UTF8.self))") }
        }
      }
    }
  }

  /// Looks at folders in parallel, 16 a task.
  private static func scan(
    _ paths: [String], root: String, kept: KeptFolders, _ look: IndexLook
  ) async -> [FolderScan] {
    @Sendable func scan(_ range: Range<Int>) -> [FolderScan] {
      var buffer: [UInt8] = []
      return paths[range].map { FolderScan($0, root: root, kept: kept, look: look, buffer: &buffer) }
    }
    let size = 16
    guard paths.count > size else { return scan(0..<paths.count) }
    return await withTaskGroup(of: [FolderScan].self) { group in
      for start in stride(from: 0, to: paths.count, by: size) {
        group.addTask { scan(start..<min(paths.count, start + size)) }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
  }

  /// Finds what differs in one folder.
  private mutating func add(_ scan: FolderScan, _ book: Book, _ kept: KeptFolders) {
    guard let entries = scan.entries, let type = book.type(forPath: scan.path + "/.") else { return }
    guard scan.isListed else { return addRestamped(scan, entries, type, kept) }
    var old: [String: FolderEntries.Stamp] = [:]
    kept.withEntries(of: scan.path) { bytes in
      FolderEntries.forEach(bytes) { _, stamp, name in
        if !name.isEmpty { old[String(decoding: name, as: UTF8.self)] = stamp }
      }
    }
    var found: [Pending] = []
    entries.withUnsafeBytes { bytes in
      FolderEntries.forEach(bytes) { offset, stamp, bytes in
        guard !bytes.isEmpty else { return }
        let name = String(decoding: bytes, as: UTF8.self)
        let known = old.removeValue(forKey: name)
        guard known != stamp else { return }
        found.append(
          Pending(
            entry: RecordFiles.Entry(path: "\(scan.path)/\(name)", type: type), folder: changes.count,
            offset: offset, stamp: stamp, isKept: known != nil, digest: known?.digest))
      }
    }
    found.sort { PathBytes($0.entry.path) < PathBytes($1.entry.path) }
    pending += found
    gone += old.keys.sorted().map { "\(scan.path)/\($0)" }
    changes.append(Change(path: scan.path, entries: entries))
  }

  /// Finds the files that changed in a folder whose names are as they were kept.
  private mutating func addRestamped(_ scan: FolderScan, _ entries: [UInt8], _ type: RecordType, _ kept: KeptFolders) {
    var found: [Pending] = []
    kept.withEntries(of: scan.path) { old in
      entries.withUnsafeBytes { bytes in
        FolderEntries.forEach(bytes) { offset, stamp, name in
          let known = FolderEntries.stamp(at: offset, in: old)
          guard known != stamp else { return }
          let path = "\(scan.path)/\(String(decoding: name, as: UTF8.self))"
          found.append(
            Pending(
              entry: RecordFiles.Entry(path: path, type: type), folder: changes.count, offset: offset, stamp: stamp,
              isKept: true, digest: known.digest))
        }
      }
    }
    found.sort { PathBytes($0.entry.path) < PathBytes($1.entry.path) }
    pending += found
    changes.append(Change(path: scan.path, entries: entries, offsets: found.map(\.offset)))
  }

  /// Keeps of a file that it must be read again.
  mutating func unsettle(_ folder: Int, _ offset: Int, digest: UInt64) {
    FolderEntries.replace(at: offset, by: .unsettled(digest: digest), in: &changes[folder].entries!)
  }
}
