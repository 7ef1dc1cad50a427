import LibrettoGit
import LibrettoIndex
import LibrettoModel

extension Workspace {
  /// What changed between HEAD and the files, by a look at them that tells of folders that cannot be read, which libgit2
  /// passes over. The files as the book's index has just seen them are not looked at a second time.
  func workTreeChanges(seenBy index: BookIndex?) async throws(WorkspaceError) -> [OwnChange] {
    var status: StampedStatus?
    let prefix = try prefix()
    do {
      status = try StampedStatus(try repository())
      if let index {
        guard index.findings.isEmpty else { return try workTreeChanges() }
        let folders = try index.connection.keptFolders()
        for path in folders.paths {
          folders.withEntries(of: path) { status?.look(at: prefix + path, entries: $0) }
        }
      } else {
        let walk = await FolderWalk(root: root, book: book, kept: KeptFolders())
        guard !walk.isUnusual else { return try workTreeChanges() }
        for folder in walk.changes {
          folder.entries?.withUnsafeBytes { status?.look(at: prefix + folder.path, entries: $0) }
        }
      }
      let others = configurationPaths().map { prefix + $0 }
      guard let changes = try status?.changes(others: others, where: { isOwn($0, prefix) }) else {
        return try workTreeChanges()
      }
      return changes.compactMap { own($0, prefix) }
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

extension StampedStatus {
  /// Compares the files of a folder, given by its entries, with what Git's index knows of them.
  fileprivate mutating func look(at folder: String, entries: UnsafeRawBufferPointer) {
    var files: [File] = []
    FolderEntries.forEach(entries) { _, stamp, name in
      guard !name.isEmpty else { return }
      files.append(
        File(name: name, size: stamp.size, modified: stamp.changed, changed: stamp.inodeChanged, inode: stamp.inode))
    }
    look(at: folder, files)
  }
}
