import LibrettoGit
import LibrettoMerge
import LibrettoModel
import LibrettoQuery

/// Reads records out of commits.
struct JoinReader {
  private let repository: Repository
  private let prefix: String
  private let types: BookTypes

  init(_ repository: Repository, prefix: String, types: BookTypes) {
    (self.repository, self.prefix, self.types) = (repository, prefix, types)
  }

  /// The records at these paths (from the book's root) of a commit, as far as there are any.
  func records(_ paths: Set<PathBytes>, in commit: ObjectID) throws -> [Record] {
    let tree = try repository.commit(commit).tree
    return try paths.sorted().compactMap { path in
      guard let type = types.type(prefix + path.text),
        let leaf = try repository.leaf(at: prefix + path.text, inTree: tree), leaf.mode.isPlainFile
      else { return nil }
      return try record(path.text, leaf.id, type)
    }
  }

  /// The record at a path with a blob's content; nil where that is none.
  func record(_ path: String, _ blob: ObjectID, _ type: RecordType) throws -> Record? {
    let bytes = try repository.blob(blob)
    guard bytes.count <= RecordReading.sizeLimit,
      case .record(let record) = RecordReading(type: type, path: path, bytes: bytes)
    else { return nil }
    return record
  }
}

/// How the joined state differs from both sides.
struct JoinChanges {
  /// From our state to the joined one.
  let ours: [(old: Record?, new: Record?)]
  /// From theirs to the joined one.
  let theirs: [(old: Record?, new: Record?)]
  /// The paths of all of them, from the book's root.
  let paths: Set<PathBytes>
  /// Whether the configuration, the agreement or a schema is not that of both sides.
  let concernsAllRecords: Bool

  var isEmpty: Bool { paths.isEmpty && !concernsAllRecords }
  var count: Int { ours.count + theirs.count }

  init(_ trees: Workspace.JoinTrees, _ repository: Repository) throws {
    var paths: Set<PathBytes> = []
    var isWide = false
    var sides: [[(old: Record?, new: Record?)]] = []
    let joined = try repository.commit(trees.joined).tree
    for commit in [trees.ours, trees.theirs] {
      var (old, new): ([Record], [Record]) = ([], [])
      for change in try repository.leafChanges(fromTree: repository.commit(commit).tree, to: joined) {
        guard let own = trees.types.own(change.path) else { continue }
        guard let type = trees.types.type(change.path) else {
          if Book.isConfiguration(path: own), !SavedView.isView(path: own) { isWide = true }
          continue
        }
        paths.insert(PathBytes(own))
        let reader = JoinReader(repository, prefix: "", types: trees.types)
        if let leaf = change.old, leaf.mode.isPlainFile, let record = try reader.record(own, leaf.id, type) {
          old.append(record)
        }
        if let leaf = change.new, leaf.mode.isPlainFile, let record = try reader.record(own, leaf.id, type) {
          new.append(record)
        }
      }
      sides.append(ChangeSet(old: old, new: new).records.map { ($0.old, $0.new) })
    }
    (ours, theirs, self.paths, concernsAllRecords) = (sides[0], sides[1], paths, isWide)
  }
}
