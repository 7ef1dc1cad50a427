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
    public init(base: TreeLeaf?, ours: TreeLeaf?, theirs: TreeLeaf?) {
      (self.base, self.ours, self.theirs) = (base, ours, theirs)
    }
  }

  /// What is joined, by path.
  public private(set) var leaves: [String: TreeLeaf] = [:]
  /// What is in conflict, by path.
  public private(set) var conflicts: [String: Stages] = [:]

  /// Joins three states of the same paths; a path that is missing in one is not there.
  public init(
    _ repository: Repository, base: [String: TreeLeaf], ours: [String: TreeLeaf], theirs: [String: TreeLeaf]
  ) throws(GitError) {
    if base.isEmpty && ours.isEmpty && theirs.isEmpty { return }
    var trees: [OpaquePointer?] = []
    defer { for tree in trees { git_tree_free(tree) } }
    for state in [base, ours, theirs] {
      let id = try repository.tree(nil, putting: state.mapValues { $0 })
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
      switch git_index_entry_stage(entry) {
      case 1: conflicts[path, default: Stages(base: nil, ours: nil, theirs: nil)].base = leaf
      case 2: conflicts[path, default: Stages(base: nil, ours: nil, theirs: nil)].ours = leaf
      case 3: conflicts[path, default: Stages(base: nil, ours: nil, theirs: nil)].theirs = leaf
      default: leaves[path] = leaf
      }
    }
  }
}
