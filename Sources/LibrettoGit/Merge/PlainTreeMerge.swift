import Clibgit2

/// A three-way merge of the paths that differ, by libgit2: text by lines, renames found, modes, links and submodules as Git
/// has them, the attribute `merge` with Git's own drivers (`text`, `binary`, `union`).
///
/// In-process, since `git merge-tree --write-tree` needs Git 2.38 and reads the whole trees; here only what differs is put
/// into small trees and compared, which is what renames are found among anyway. Other programs' merge drivers do not run.
public struct PlainTreeMerge: Sendable {
  /// The three stages of a path in conflict, as in Git's index.
  public struct Stages: Sendable, Equatable {
    /// Stage 1.
    public var base: TreeLeaf?
    /// Stage 2.
    public var ours: TreeLeaf?
    /// Stage 3.
    public var theirs: TreeLeaf?

    /// Stages of these leaves.
    public init(base: TreeLeaf? = nil, ours: TreeLeaf? = nil, theirs: TreeLeaf? = nil) {
      (self.base, self.ours, self.theirs) = (base, ours, theirs)
    }
  }

  /// What is joined, by path.
  public private(set) var leaves: [(path: String, leaf: TreeLeaf)] = []
  /// What is in conflict, by path.
  public private(set) var conflicts: [(path: String, stages: Stages)] = []

  /// Joins three states of the same paths; a path that is missing in one is not there.
  public init(
    _ repository: Repository, base: [(path: String, leaf: TreeLeaf)], ours: [(path: String, leaf: TreeLeaf)],
    theirs: [(path: String, leaf: TreeLeaf)]
  ) throws(GitError) {
    if base.isEmpty && ours.isEmpty && theirs.isEmpty { return }
    var trees: [OpaquePointer?] = []
    defer { for tree in trees { git_tree_free(tree) } }
    for state in [base, ours, theirs] {
      let id = try repository.tree(nil, putting: state.map { ($0.path, $0.leaf) })
      var tree: OpaquePointer?
      var oid = id.oid
      try check(git_tree_lookup(&tree, repository.handle, &oid), "cannot read tree \(id)")
      trees.append(tree)
    }
    var options = git_merge_options()
    git_merge_options_init(&options, UInt32(GIT_MERGE_OPTIONS_VERSION))
    options.flags = GIT_MERGE_FIND_RENAMES.rawValue | GIT_MERGE_SKIP_REUC.rawValue
    var index: OpaquePointer?
    try check(
      git_merge_trees(&index, repository.handle, trees[0], trees[1], trees[2], &options), "cannot join the files")
    defer { git_index_free(index) }
    for position in 0..<git_index_entrycount(index) {
      guard let entry = git_index_get_byindex(index, position) else { continue }
      let path = String(cString: entry.pointee.path)
      let leaf = TreeLeaf(mode: FileMode(raw: entry.pointee.mode), id: ObjectID(entry.pointee.id))
      let stage = git_index_entry_stage(entry)
      guard stage > 0 else {
        leaves.append((path, leaf))
        continue
      }
      // The stages of a path follow each other.
      if conflicts.last.map({ PathBytes($0.path) }) != PathBytes(path) {
        conflicts.append((path, Stages(base: nil, ours: nil, theirs: nil)))
      }
      switch stage {
      case 1: conflicts[conflicts.count - 1].stages.base = leaf
      case 2: conflicts[conflicts.count - 1].stages.ours = leaf
      default: conflicts[conflicts.count - 1].stages.theirs = leaf
      }
    }
  }
}

extension Repository {
  /// The paths that stand in the staging area with a conflict, with their stages, in Git's order.
  public func conflictStages() throws(GitError) -> [(path: String, stages: PlainTreeMerge.Stages)] {
    let image = try image()
    guard image.hasConflicts else { return [] }
    var found: [(path: String, stages: PlainTreeMerge.Stages)] = []
    for position in 0..<image.count where image.stage(position) > 0 {
      let entry = image.entry(position)
      let leaf = TreeLeaf(mode: entry.mode, id: entry.id)
      if found.last.map({ PathBytes($0.path) }) != PathBytes(entry.path) {
        found.append((entry.path, PlainTreeMerge.Stages(base: nil, ours: nil, theirs: nil)))
      }
      switch image.stage(position) {
      case 1: found[found.count - 1].stages.base = leaf
      case 2: found[found.count - 1].stages.ours = leaf
      default: found[found.count - 1].stages.theirs = leaf
      }
    }
    return found
  }
}

extension Repository {
  /// Marks paths as resolved: what the work tree has there, a file or nothing, takes the place of their stages.
  public func markResolved(_ paths: [String], runner: any GitCommandRunner) async throws(GitError) {
    guard !paths.isEmpty else { return }
    _ = try await GitCommands(repository: self, runner: runner).succeed(
      ["update-index", "--add", "--remove", "-z", "--stdin"], input: paths.flatMap { Array($0.utf8) + [0] })
  }
}

extension Repository {
  /// What differs from HEAD to the staging area, with modes; conflicts, and files that are only meant to be added, are left
  /// out.
  public func stagedLeaves() throws(GitError) -> [LeafChange] {
    let index = try IndexFile(reading: self)
    var staged: [PathBytes: TreeLeaf] = [:]
    var hidden: Set<PathBytes> = []
    index.forEach { entry, stage in
      if stage > 0 || entry.isIntentToAdd {
        hidden.insert(PathBytes(entry.path))
      } else {
        staged[PathBytes(entry.path)] = TreeLeaf(mode: entry.mode, id: entry.id)
      }
    }
    var found: [LeafChange] = []
    if let head = try head().commit {
      try visit(tree: treeAndParent(head).tree, under: "") { old in
        let key = PathBytes(old.path)
        let new = staged.removeValue(forKey: key)
        let leaf = TreeLeaf(mode: old.mode, id: old.id)
        if new != leaf, !hidden.contains(key) { found.append(LeafChange(path: old.path, old: leaf, new: new)) }
      }
    }
    for (path, leaf) in staged { found.append(LeafChange(path: path.text, old: nil, new: leaf)) }
    return found.sorted { PathBytes($0.path) < PathBytes($1.path) }
  }
}
