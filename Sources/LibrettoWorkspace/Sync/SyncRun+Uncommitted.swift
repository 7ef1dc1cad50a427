import LibrettoGit
import LibrettoModel

extension SyncRun {
  /// Refuses where what comes would change a file that has changes of its own, staged or not; all other changes stay as
  /// they are.
  func requireFree(from local: ObjectID, to commit: ObjectID) throws(WorkspaceError) {
    guard local != commit else { return }
    do {
      let coming = try repository.changedPaths(from: local, to: commit)
      let arriving = Set(coming.map { PathBytes($0.path) })
      // A file that stands where a folder comes, or the other way round, is in the way too.
      let folders = Set(coming.filter { $0.kind == .added }.flatMap { Self.folders(of: $0.path) }.map(PathBytes.init))
      let blocked = try (repository.changedPaths() + repository.stagedPaths()).map(\.path).filter { path in
        let key = PathBytes(path)
        return arriving.contains(key) || folders.contains(key)
          || Self.folders(of: path).contains { arriving.contains(PathBytes($0)) }
      }
      guard let first = blocked.first else { return }
      let more = Set(blocked.map(PathBytes.init)).count - 1
      throw WorkspaceError(
        .failure,
        "what came changes \(visible(first))\(more > 0 ? " and \(more) more" : ""), which "
          + (more > 0 ? "have" : "has") + " uncommitted changes",
        help: "commit them (libretto commit) or lay them aside (git stash), then sync again; nothing was changed")
    } catch { throw Workspace.wrapped(error) }
  }

  private static func folders(of path: String) -> [String] {
    var folders: [String] = []
    var folder = path
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      folders.append(folder)
    }
    return folders
  }
}
