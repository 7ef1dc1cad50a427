public import LibrettoMerge
import LibrettoModel

extension Workspace {
  /// The changed files of the book that arguments name, by their paths from its root: files and folders as the user's shell
  /// sees them, changed files that are gone among them, else records by their ids. Empty where none of them changed.
  public func changedPaths(_ arguments: [String]) throws(WorkspaceError) -> [String] {
    guard !arguments.isEmpty else { return [] }
    let changes = try workTreeChanges().map(\.path)
    var paths: [String] = []
    var taken: Set<String> = []
    for argument in arguments {
      for path in try changed(argument, among: changes) where taken.insert(path).inserted { paths.append(path) }
    }
    return paths
  }

  /// What changed in these files since the last commit.
  public func changes(ofPaths paths: [String]) throws(WorkspaceError) -> ChangeSet {
    let wanted = Set(paths)
    return try changeSet(try workTreeChanges().filter { wanted.contains($0.path) })
  }

  private func changed(_ argument: String, among changes: [String]) throws(WorkspaceError) -> [String] {
    let full = environment.absolutePath(argument)
    if let path = path(ofFile: full) {
      let covered = changes.filter { Self.covers(path, $0) }
      guard covered.isEmpty, FileAccess.exists(full) else {
        if !covered.isEmpty { return covered }
        return try changedRecord(argument, among: changes)
      }
      guard FileAccess.isFolder(full) || book.isRecord(path: path) || Book.isConfiguration(path: path) else {
        throw WorkspaceError(
          .usage, "\(argument) is no record and no file of the configuration",
          help: "libretto commits records and its own files; others: git add \(argument) && git commit")
      }
      return []
    }
    return FileAccess.exists(full) ? try scope([argument]) : try changedRecord(argument, among: changes)
  }

  private func changedRecord(_ name: String, among changes: [String]) throws(WorkspaceError) -> [String] {
    let parts = name.split(separator: "/").map(String.init)
    let found = changes.filter { path in
      guard path != name else { return true }
      guard let type = book.type(forPath: path), RecordReading.stem(path) == parts.last else { return false }
      return parts.count == 1 || parts.count == 2 && book.type(named: parts[0]) === type
    }
    if !found.isEmpty { return found }
    // One that did not change is known all the same.
    _ = try scope([name])
    return []
  }

  /// The path from the book's root of a file by its absolute path; empty for the root, nil for what lies elsewhere.
  func path(ofFile full: String) -> String? {
    for root in [root, FileAccess.realPath(root) ?? root] {
      if full == root { return "" }
      if full.hasPrefix(root + "/") { return String(full.dropFirst(root.utf8.count + 1)) }
    }
    return nil
  }
}
