public import LibrettoGit
public import LibrettoMerge
import LibrettoModel

/// What a comparison of the book starts from or leads to.
public enum BookState: Sendable {
  /// The files as they are now.
  case workTree
  /// The staging area.
  case staged
  /// A commit.
  case commit(ObjectID)
}

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
      var byPath: [String: OwnChange] = [:]
      let head = try repository.head().commit
      if let head, head != base {
        for change in try repository.changedPaths(from: base, to: head, under: prefix).compactMap({ own($0, prefix) }) {
          byPath[change.path] = OwnChange(path: change.path, old: change.old, new: nil, isRemoved: change.isRemoved)
        }
      }
      for change in try workTreeChanges() {
        let older = byPath[change.path]
        byPath[change.path] = OwnChange(
          path: change.path, old: older == nil ? change.old : older?.old, new: nil, isRemoved: change.isRemoved)
      }
      return try changeSet(Array(byPath.values))
    } catch let error as WorkspaceError { throw error } catch let error as GitError { throw WorkspaceError(error) } catch {
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
    default: WorkspaceError(.failure, "\(error)")
    }
  }

  private func own(_ change: PathChange, _ prefix: String) -> OwnChange? {
    guard change.path.hasPrefix(prefix) else { return nil }
    let path = String(change.path.dropFirst(prefix.count))
    guard book.isRecord(path: path) || Book.isConfiguration(path: path) else { return nil }
    return OwnChange(path: path, old: change.headID, new: change.newID, isRemoved: change.kind == .deleted)
  }

  /// Compares the two versions of each changed file.
  func changeSet(_ changes: [OwnChange], readsNewFromGit: Bool = false) throws(WorkspaceError) -> ChangeSet {
    var (old, new): ([Record], [Record]) = ([], [])
    var files: [ChangeSet.FileChange] = []
    for change in changes {
      guard book.isRecord(path: change.path) else {
        let kind: RecordChange.Kind = change.isRemoved ? .removed : change.old == nil ? .added : .modified
        files.append(ChangeSet.FileChange(path: change.path, kind: kind))
        continue
      }
      if let id = change.old, let record = try record(path: change.path, blob: id) { old.append(record) }
      guard !change.isRemoved else { continue }
      if readsNewFromGit {
        if let id = change.new, let record = try record(path: change.path, blob: id) { new.append(record) }
      } else if let record = record(inWorkTree: change.path) {
        new.append(record)
      }
    }
    return ChangeSet(old: old, new: new, files: files)
  }

  private func record(inWorkTree path: String) -> Record? {
    guard let type = book.type(forPath: path),
      let bytes = try? FileAccess.read("\(root)/\(path)", limit: RecordReading.sizeLimit),
      case .record(let record) = RecordReading(type: type, path: path, bytes: bytes)
    else { return nil }
    return record
  }

  private func record(path: String, blob: ObjectID) throws(WorkspaceError) -> Record? {
    guard let type = book.type(forPath: path) else { return nil }
    do {
      let reading = RecordReading(type: type, path: path, bytes: try repository().blob(blob))
      if case .record(let record) = reading { return record }
      return nil
    } catch { throw Self.wrapped(error) }
  }
}
