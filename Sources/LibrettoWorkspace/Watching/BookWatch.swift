public import LibrettoMerge
import LibrettoModel

/// Tells of the changes of a book's files as they happen, record by record and field by field.
public final class BookWatch {
  /// The book, opened anew when its configuration changes.
  public private(set) var workspace: Workspace
  private let watch: FolderWatch
  private var records: [PathBytes: Known] = [:]
  private var configuration: [PathBytes: Known] = [:]

  /// A file as it was seen last.
  private struct Known {
    let stamp: FileStamp?
    let bytes: [UInt8]
  }

  /// Reads the book as it is; what happens from now on is told.
  public init(_ workspace: Workspace) throws(WorkspaceError) {
    self.workspace = workspace
    watch = try FolderWatch()
    for path in try currentRecords() { records[PathBytes(path)] = read(path) }
    for path in configurationPaths { configuration[PathBytes(path)] = read(path) }
  }

  /// How many records are watched.
  public var recordCount: Int { records.count }

  /// Waits for the next changes. What follows at once, as when Git changes many files, comes together.
  public func next() throws(WorkspaceError) -> ChangeSet {
    while true {
      var seen = watch.next(milliseconds: -1)
      for _ in 0..<20 {
        let more = watch.next(milliseconds: 50)
        guard !more.isEmpty else { break }
        seen.formUnion(more)
      }
      let changes = try changeSet(seen)
      if !changes.isEmpty { return changes }
    }
  }

  /// Compares what was seen with what was known.
  private func changeSet(_ seen: Set<FolderWatch.Change>) throws(WorkspaceError) -> ChangeSet {
    var old: [Record] = []
    var new: [Record] = []
    var files: [ChangeSet.FileChange] = []
    let paths = try self.paths(seen)
    for path in paths where Book.isConfiguration(path: path) {
      let before = configuration[PathBytes(path)]
      let after = read(path)
      guard before?.bytes != after?.bytes else { continue }
      configuration[PathBytes(path)] = after
      let kind: RecordChange.Kind = before == nil ? .added : after == nil ? .removed : .modified
      files.append(ChangeSet.FileChange(path: path, kind: kind))
    }
    if !files.isEmpty, let changed = try? Workspace(root: workspace.root, environment: workspace.environment) {
      workspace = changed
    }
    for path in paths where !Book.isConfiguration(path: path) {
      let key = PathBytes(path)
      let before = records[key]
      let after = read(path)
      if before?.bytes == after?.bytes && (before == nil) == (after == nil) { continue }
      records[key] = after
      if let record = record(path, before) { old.append(record) }
      if let record = record(path, after) {
        new.append(record)
      } else if after != nil || FileAccess.exists("\(workspace.root)/\(path)") {
        files.append(
          ChangeSet.FileChange(path: path, kind: before == nil ? .added : .modified, problem: problem(path)))
      }
    }
    return ChangeSet(old: old, new: new, files: files)
  }

  private func record(_ path: String, _ known: Known?) -> Record? {
    guard let known, let type = workspace.book.type(forPath: path),
      case .record(let record) = RecordReading(type: type, path: path, bytes: known.bytes)
    else { return nil }
    return record
  }

  private func problem(_ path: String) -> String? {
    do {
      let bytes = try FileAccess.read("\(workspace.root)/\(path)", limit: RecordReading.sizeLimit)
      guard let type = workspace.book.type(forPath: path),
        case .finding(let finding) = RecordReading(type: type, path: path, bytes: bytes)
      else { return nil }
      return finding.message
    } catch { return RecordReading.diagnostic(error, path: path).message }
  }

  /// The book's files that may have changed, sorted.
  private func paths(_ seen: Set<FolderWatch.Change>) throws(WorkspaceError) -> [String] {
    var paths: Set<PathBytes> = []
    let root = workspace.root + "/"
    var isAnything = seen.contains(.anything)
    for case .path(let full) in seen where full.utf8.starts(with: root.utf8) {
      let path = String(decoding: full.utf8.dropFirst(root.utf8.count), as: UTF8.self)
      // Editors keep files of their own beside those they edit.
      if path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
      if workspace.book.isRecord(path: path) || Book.isConfiguration(path: path) {
        paths.insert(PathBytes(path))
      } else if !path.utf8.contains(0x2F) || workspace.book.type(forPath: path + "/.") != nil {
        // A folder that came or went, with all that is in it.
        if FileAccess.isFolder(full) || isKnownFolder(path) { isAnything = true }
      }
    }
    if isAnything { paths.formUnion(try changedStamps()) }
    return paths.sorted().map(\.text)
  }

  private func isKnownFolder(_ path: String) -> Bool {
    let prefix = path + "/"
    return records.keys.contains { $0.text.utf8.starts(with: prefix.utf8) }
  }

  /// All files that are not as they were seen last; folders that came are watched from now on.
  private func changedStamps() throws(WorkspaceError) -> Set<PathBytes> {
    var changed: Set<PathBytes> = []
    var gone = Set(records.keys)
    for path in try currentRecords() {
      let key = PathBytes(path)
      gone.remove(key)
      let known = records[key]
      if known?.stamp == nil || known?.stamp != FileStamp(at: "\(workspace.root)/\(path)") { changed.insert(key) }
    }
    return changed.union(gone).union(configuration.keys).union(configurationPaths.map(PathBytes.init))
  }

  /// The records' files, whose folders are watched.
  private func currentRecords() throws(WorkspaceError) -> [String] {
    let root = workspace.root
    for folder in ["", "/schema", "/views"] { try watch.add(root + folder) }
    // Folders first: what comes into one afterwards is seen, or is among its files already.
    for folder in try RecordFiles.folders(root: root, book: workspace.book) { try watch.add("\(root)/\(folder)") }
    return try RecordFiles(root: root, book: workspace.book).paths
  }

  private var configurationPaths: [String] {
    ["libretto.yaml", "agreement.yaml"]
      + ["schema", "views"].flatMap { folder in
        ((try? FileAccess.list("\(workspace.root)/\(folder)")) ?? []).filter { !$0.name.hasPrefix(".") }
          .map { "\(folder)/\($0.name)" }
      }
  }

  private func read(_ path: String) -> Known? {
    let full = "\(workspace.root)/\(path)"
    // The stamp first: what changes while it is read is read again.
    let stamp = FileStamp(at: full)
    guard let bytes = try? FileAccess.read(full, limit: RecordReading.sizeLimit) else { return nil }
    return Known(stamp: stamp, bytes: bytes)
  }
}
