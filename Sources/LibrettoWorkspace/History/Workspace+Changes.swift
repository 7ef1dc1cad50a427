import LibrettoGit
import LibrettoIndex
public import LibrettoMerge
import LibrettoModel

extension Workspace {
  /// What changed between HEAD and the files: records and the files of the configuration. Other files are not the book's.
  public func changes() throws(WorkspaceError) -> ChangeSet {
    try changeSet(try workTreeChanges())
  }

  /// What differs between two commits, or a commit and the files (`to` nil).
  public func changes(from old: String, to new: String?) throws(WorkspaceError) -> ChangeSet {
    let repository = try repository()
    let prefix = try prefix()
    do {
      let base = try repository.resolve(old)
      if let new {
        let changes = try repository.changedPaths(from: base, to: try repository.resolve(new), under: prefix)
        return try changeSet(changes.compactMap { own($0, prefix) }, readsNewFromGit: true)
      }
      // From an older commit to the files: what differs from it to HEAD, and what differs from HEAD to the files.
      var byPath: [PathBytes: OwnChange] = [:]
      let head = try repository.head().commit
      if let head, head != base {
        for change in try repository.changedPaths(from: base, to: head, under: prefix).compactMap({ own($0, prefix) }) {
          byPath[PathBytes(change.path)] = OwnChange(
            path: change.path, old: change.old, new: nil, isRemoved: change.isRemoved)
        }
      }
      for change in try workTreeChanges() {
        let key = PathBytes(change.path)
        let older = byPath[key]
        byPath[key] = OwnChange(
          path: change.path, old: older == nil ? change.old : older?.old, new: nil, isRemoved: change.isRemoved)
      }
      return try changeSet(Array(byPath.values))
    } catch let error as WorkspaceError { throw error } catch let error as GitError {
      throw WorkspaceError(error)
    } catch {
      throw WorkspaceError(.failure, "\(error)")
    }
  }

  /// A changed file of the book, by its path from the book's root, with its blobs.
  struct OwnChange {
    let path: String
    let old: ObjectID?
    let new: ObjectID?
    let isRemoved: Bool
  }

  /// The book's own files that differ between HEAD and the work tree.
  func workTreeChanges() throws(WorkspaceError) -> [OwnChange] {
    let prefix = try prefix()
    do { return try repository().changedPaths(under: prefix).compactMap { own($0, prefix) } } catch {
      throw Self.wrapped(error)
    }
  }

  /// The book's own files that differ between HEAD and the staging area.
  func stagedChanges() throws(WorkspaceError) -> [OwnChange] {
    let prefix = try prefix()
    do { return try repository().stagedPaths(under: prefix).compactMap { own($0, prefix) } } catch {
      throw Self.wrapped(error)
    }
  }

  static func wrapped(_ error: any Error) -> WorkspaceError {
    switch error {
    case let error as WorkspaceError: error
    case let error as GitError: WorkspaceError(error)
    case let error as IndexError: WorkspaceError(error)
    default: WorkspaceError(.failure, "\(error)")
    }
  }

  func own(_ change: PathChange, _ prefix: String) -> OwnChange? {
    guard change.path.utf8.starts(with: prefix.utf8), let path = String(change.path.utf8.dropFirst(prefix.utf8.count))
    else { return nil }
    guard book.isRecord(path: path) || Book.isConfiguration(path: path) else { return nil }
    return OwnChange(path: path, old: change.headID, new: change.newID, isRemoved: change.kind == .deleted)
  }

  /// Compares the two versions of each changed file.
  func changeSet(_ changes: [OwnChange], readsNewFromGit: Bool = false) throws(WorkspaceError) -> ChangeSet {
    var (old, new): ([Record], [Record]) = ([], [])
    var files: [ChangeSet.FileChange] = []
    let conflicted = readsNewFromGit ? [] : conflictedPaths()
    for change in changes {
      if conflicted.contains(change.path) {
        let kind: RecordChange.Kind = change.isRemoved ? .removed : change.old == nil ? .added : .modified
        files.append(
          ChangeSet.FileChange(path: change.path, kind: kind, problem: "in conflict", isInConflict: true))
        continue
      }
      guard book.isRecord(path: change.path) else {
        let kind: RecordChange.Kind = change.isRemoved ? .removed : change.old == nil ? .added : .modified
        files.append(ChangeSet.FileChange(path: change.path, kind: kind))
        continue
      }
      let after: RecordReading? =
        if change.isRemoved { nil } else if readsNewFromGit {
          try change.new.flatMap { id throws(WorkspaceError) in try reading(change.path, blob: id) }
        } else { reading(inWorkTree: change.path) }
      if case .finding(let finding)? = after {
        // Not removed, only unreadable: neither version can be compared.
        let kind: RecordChange.Kind = change.old == nil ? .added : .modified
        files.append(ChangeSet.FileChange(path: change.path, kind: kind, problem: finding.message))
        continue
      }
      if case .record(let record)? = after { new.append(record) }
      if let id = change.old, case .record(let record)? = try reading(change.path, blob: id) { old.append(record) }
    }
    return ChangeSet(old: old, new: new, files: files)
  }

  private func reading(inWorkTree path: String) -> RecordReading? {
    guard let type = book.type(forPath: path) else { return nil }
    do {
      let bytes = try FileAccess.read("\(root)/\(path)", limit: RecordReading.sizeLimit)
      return RecordReading(type: type, path: path, bytes: bytes)
    } catch { return .finding(RecordReading.diagnostic(error, path: path)) }
  }

  private func reading(_ path: String, blob: ObjectID) throws(WorkspaceError) -> RecordReading? {
    guard let type = book.type(forPath: path) else { return nil }
    do { return RecordReading(type: type, path: path, bytes: try repository().blob(blob)) } catch {
      throw Self.wrapped(error)
    }
  }
}
