import LibrettoModel

/// What was done about a change of several files that a killed process had begun.
public struct EditRecovery: Sendable {
  /// The files that were brought to what they were to hold, by their paths.
  public let finished: [String]
  /// The files that were changed by someone else since, and keep that change.
  public let left: [String]

  /// What to tell the user; nil where there was nothing to do.
  public var note: String? {
    guard !finished.isEmpty || !left.isEmpty else { return nil }
    let files = finished.count == 1 ? "1 file" : "\(finished.count) files"
    let rest =
      left.isEmpty ? "" : "; changed since, and left as they are: \(left.map { visible($0) }.joined(separator: ", "))"
    return "finished a change that was interrupted: \(files)\(rest)"
  }
}

extension Workspace {
  /// Removes temporary files of processes that are gone, in the book's own folder too.
  @discardableResult
  func sweep(_ abandoned: [String]) -> Int {
    let own = (try? FileAccess.list(root.isEmpty ? "/" : root)) ?? []
    let paths = abandoned + own.filter { $0.kind == .file && EditLock.isAbandoned($0.name, in: root) }.map(\.name)
    for path in paths {
      guard let folder = try? SafeFolder(root: root, of: path, creating: false),
        let name = path.split(separator: "/").last
      else { continue }
      folder.discard(String(name))
    }
    return paths.count
  }
}
