import LibrettoGit
import LibrettoIndex
import LibrettoModel

extension Workspace {
  /// What changed between HEAD and the files as the book's index has just seen them: no file that is as it was is looked at
  /// a second time, but where only a comparison by Git's means tells.
  func workTreeChanges(seenBy index: BookIndex?) throws(WorkspaceError) -> [OwnChange] {
    if let index, index.findings.isEmpty, let changes = try stampedChanges(index) { return changes }
    return try workTreeChanges()
  }

  private func stampedChanges(_ index: BookIndex) throws(WorkspaceError) -> [OwnChange]? {
    let prefix = try prefix()
    do {
      guard var status = try StampedStatus(try repository()) else { return nil }
      let folders = try index.connection.keptFolders()
      for path in folders.paths {
        folders.withEntries(of: path) { entries in
          var files: [StampedStatus.File] = []
          FolderEntries.forEach(entries) { _, stamp, name in
            guard !name.isEmpty else { return }
            files.append(
              StampedStatus.File(
                name: name, size: stamp.size, modified: stamp.changed, changed: stamp.inodeChanged, inode: stamp.inode))
          }
          status.look(at: prefix + path, files)
        }
      }
      return try status.changes(others: configurationPaths().map { prefix + $0 }) { isOwn($0, prefix) }?
        .compactMap { own($0, prefix) }
    } catch { throw Self.wrapped(error) }
  }

  private func isOwn(_ path: String, _ prefix: String) -> Bool {
    guard path.utf8.starts(with: prefix.utf8), let path = String(path.utf8.dropFirst(prefix.utf8.count)) else {
      return false
    }
    return book.isRecord(path: path) || Book.isConfiguration(path: path)
  }

  /// The files of the configuration that there are, and whatever else lies in its folders.
  private func configurationPaths() -> [String] {
    var found = ["libretto.yaml", "agreement.yaml"].filter { FileAccess.exists("\(root)/\($0)") }
    var folders = ["schema", "views"]
    while let folder = folders.popLast() {
      for entry in (try? FileAccess.list("\(root)/\(folder)")) ?? [] {
        let path = "\(folder)/\(entry.name)"
        if entry.kind == .folder { folders.append(path) } else { found.append(path) }
      }
    }
    return found
  }
}
