/// A path that differs between two states.
public struct PathChange: Hashable, Sendable {
  /// How it differs.
  public enum Kind: String, Sendable {
    case added, modified, deleted, typeChanged
  }

  /// The path from the repository's root.
  public let path: String
  /// How it differs.
  public let kind: Kind
  /// The blob in the older state (HEAD, or the first of two commits); nil where it is added.
  public let headID: ObjectID?
  /// The blob in the newer state where Git has it: the staged one, or that of the second commit; nil for work
  /// files.
  public let newID: ObjectID?
  /// True where the path has a filter that only `git` can run (LFS, `working-tree-encoding`), so that content
  /// of the same meaning may be reported as modified; `changedPaths(under:runner:)` settles it.
  public let needsFilter: Bool

  init(path: String, kind: Kind, headID: ObjectID?, newID: ObjectID? = nil, needsFilter: Bool = false) {
    (self.path, self.kind, self.headID, self.newID) = (path, kind, headID, newID)
    self.needsFilter = needsFilter
  }
}
