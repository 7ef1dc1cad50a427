import LibrettoGit
import LibrettoMerge
import LibrettoModel

/// The commits of one side of a merge, asked for who changed what last.
final class SideHistory {
  let repository: Repository
  private let tip: ObjectID
  private let bases: [ObjectID]
  /// So many commits are looked at; behind that the side's tip stands for what is not found.
  private static let limit = 5000
  private var commits: [Commit]?
  private var versions: [PathBytes: [Version]] = [:]

  /// A commit that changed a file, with both versions of it.
  private struct Version {
    let commit: Commit
    let old: TreeLeaf?
    let new: TreeLeaf?
  }

  /// The commits that `tip` has and none of `bases` has.
  init(_ repository: Repository, tip: ObjectID, bases: [ObjectID]) {
    (self.repository, self.tip, self.bases) = (repository, tip, bases)
  }

  /// The newest commit that changed the file at a path from the repository's root, and in it, where a field is asked for,
  /// that field; nil where none did.
  func lastChange(of path: String, field: String? = nil, type: RecordType? = nil) throws -> Commit? {
    let versions = try versions(of: path)
    guard let field, let type else { return versions.first?.commit }
    func text(_ leaf: TreeLeaf?) throws -> String? {
      guard let leaf, leaf.mode.isPlainFile,
        case .record(let record) = RecordReading(type: type, path: path, bytes: try repository.blob(leaf.id))
      else { return nil }
      return record.value(at: field)?.text()
    }
    for version in versions where try text(version.old) != text(version.new) { return version.commit }
    return versions.first?.commit
  }

  private func versions(of path: String) throws -> [Version] {
    if let known = versions[PathBytes(path)] { return known }
    var found: [Version] = []
    for commit in try sideCommits() where commit.parents.count < 2 {
      let new = try repository.leaf(at: path, inTree: commit.tree)
      let old: TreeLeaf?
      do {
        old = try commit.parents.first.flatMap { try repository.leaf(at: path, inTree: repository.commit($0).tree) }
      } catch let error as GitError where error.code == .notFound {
        // A shallow clone ends here.
        continue
      }
      if old != new { found.append(Version(commit: commit, old: old, new: new)) }
    }
    versions[PathBytes(path)] = found
    return found
  }

  func sideCommits() throws -> [Commit] {
    if let commits { return commits }
    var ids: [ObjectID] = []
    try repository.visitCommits(of: tip, without: bases) { id throws(GitError) in
      ids.append(id)
      return ids.count < Self.limit
    }
    let found = try ids.map { try repository.commit($0) }
    commits = found
    return found
  }
}

extension SideHistory {
  /// The newest commit that brought a blob, under whatever name.
  func commit(bringing blob: ObjectID) throws -> Commit? {
    for commit in try sideCommits() where commit.parents.count < 2 {
      let parent = try commit.parents.first.map { try repository.commit($0).tree }
      let changes = try repository.leafChanges(fromTree: parent, to: commit.tree)
      if changes.contains(where: { $0.new?.id == blob && $0.old?.id != blob }) { return commit }
    }
    return nil
  }
}
