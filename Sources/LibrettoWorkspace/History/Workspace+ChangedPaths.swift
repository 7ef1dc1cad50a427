import LibrettoGit
public import LibrettoMerge
import LibrettoModel

extension Workspace {
  /// What changed since the last commit in the files that arguments name: files and folders as the user's shell sees them,
  /// changed files that are gone among them, else records by their ids. No arguments name all.
  public func changes(of arguments: [String]) throws(WorkspaceError) -> ChangeSet {
    try changeSet(arguments.isEmpty ? try workTreeChanges() : try changes(named: arguments))
  }

  /// The changed files that arguments name.
  func changes(named arguments: [String]) throws(WorkspaceError) -> [OwnChange] {
    if let few = try changesByThemselves(arguments) { return few }
    let search = ChangeSearch(try workTreeChanges(), book)
    var found: [OwnChange] = []
    var taken: Set<PathBytes> = []
    for argument in arguments {
      for change in try changed(argument, among: search) where taken.insert(PathBytes(change.path)).inserted {
        found.append(change)
      }
    }
    return found
  }

  /// The same by a look at the named files alone; nil where the others may matter: a record that is gone may have moved.
  private func changesByThemselves(_ arguments: [String]) throws(WorkspaceError) -> [OwnChange]? {
    let (repository, prefix) = (try repository(), try prefix())
    var paths: Set<PathBytes> = []
    var names: [(stem: String, type: RecordType?)] = []
    for argument in arguments {
      let full = environment.absolutePath(argument)
      if FileAccess.exists(full) {
        guard !FileAccess.isFolder(full), let path = path(ofFile: full), Self.isOwn(path, book) else { return nil }
        paths.insert(PathBytes(path))
        continue
      }
      let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard parts.count <= 2, let stem = parts.last, RecordID.isValid(stem) else { return nil }
      let type = parts.count == 2 ? book.type(named: parts[0]) : nil
      guard parts.count == 1 || type != nil else { return nil }
      names.append((stem, type))
    }
    do {
      let tracked = try repository.trackedPaths(named: Set(names.map(\.stem)), suffix: ".md", under: prefix)
        .map { String(decoding: $0.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) }.filter(book.isRecord)
      let byStem = Dictionary(grouping: tracked, by: RecordReading.stem)
      for (stem, type) in names {
        var found = (byStem[stem] ?? []).filter { type == nil || book.type(forPath: $0) === type }
        guard found.allSatisfy({ FileAccess.exists("\(root)/\($0)") }) else { return nil }
        // A record that is new lies where its type's template puts it.
        found += (type.map { [$0] } ?? book.types).map { "\($0.folder)/\($0.place.path(for: stem))" }
          .filter { FileAccess.exists("\(root)/\($0)") }
        guard !found.isEmpty else { return nil }
        paths.formUnion(found.map(PathBytes.init))
      }
      return try repository.changedPaths(at: paths.map { prefix + $0.text })?.compactMap { own($0, prefix) }
    } catch { throw Self.wrapped(error) }
  }

  private static func isOwn(_ path: String, _ book: Book) -> Bool {
    book.isRecord(path: path) || Book.isConfiguration(path: path)
  }

  private func changed(_ argument: String, among search: ChangeSearch) throws(WorkspaceError) -> [OwnChange] {
    let full = environment.absolutePath(argument)
    if let path = path(ofFile: full) {
      let covered = search.changes(in: path)
      guard covered.isEmpty, FileAccess.exists(full) else {
        if !covered.isEmpty { return covered }
        return try changedRecord(argument, among: search)
      }
      guard FileAccess.isFolder(full) || Self.isOwn(path, book) else {
        throw WorkspaceError(
          .usage, "\(argument) is no record and no file of the configuration",
          help: "libretto commits records and its own files; others: git add \(argument) && git commit")
      }
      return []
    }
    if FileAccess.exists(full) { _ = try scope([argument]) }
    return try changedRecord(argument, among: search)
  }

  private func changedRecord(_ name: String, among search: ChangeSearch) throws(WorkspaceError) -> [OwnChange] {
    let found = search.changes(of: name)
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

/// The changed files, found by path and by record.
private struct ChangeSearch {
  private let all: [Workspace.OwnChange]
  private let book: Book
  private var byPath: [PathBytes: Int] = [:]
  private var byStem: [String: [Int]] = [:]

  init(_ changes: [Workspace.OwnChange], _ book: Book) {
    (all, self.book) = (changes, book)
    for (index, change) in changes.enumerated() {
      byPath[PathBytes(change.path)] = index
      if book.type(forPath: change.path) != nil { byStem[RecordReading.stem(change.path), default: []].append(index) }
    }
  }

  /// The change of the file, or those of all in the folder, at `path`.
  func changes(in path: String) -> [Workspace.OwnChange] {
    if let index = byPath[PathBytes(path)] { return [all[index]] }
    return all.filter { Workspace.covers(path, $0.path) }
  }

  /// The changes of the record that a name means: a path, an id, or a type and an id.
  func changes(of name: String) -> [Workspace.OwnChange] {
    if let index = byPath[PathBytes(name)] { return [all[index]] }
    let parts = name.split(separator: "/").map(String.init)
    guard let stem = parts.last, parts.count <= 2 else { return [] }
    return byStem[stem, default: []].map { all[$0] }.filter { change in
      parts.count == 1 || book.type(named: parts[0]).map { $0 === book.type(forPath: change.path) } ?? false
    }
  }
}
