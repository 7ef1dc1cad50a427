import Clibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An index read from a file, apart from any repository's own: what is changed here reaches no other until
/// written.
final class IndexFile {
  /// One path's entry, with what the work tree's file was when it was last seen to be equal.
  struct Entry {
    var path: String
    var mode: FileMode
    var id: ObjectID
    var isIntentToAdd = false
    var isSkipWorktree = false
  }

  let handle: OpaquePointer
  let path: String

  /// Opens the index at `path`; a missing file is an empty index.
  init(path: String) throws(GitError) {
    try Library.start()
    var handle: OpaquePointer?
    try check(git_index_open(&handle, path), "cannot read the index \(path)")
    self.handle = handle!
    self.path = path
  }

  /// The staging area of `repository` as it is now, for reading; read again only where its file has changed.
  init(reading repository: Repository) throws(GitError) {
    var handle: OpaquePointer?
    try check(git_repository_index(&handle, repository.handle), "cannot read the index")
    self.handle = handle!
    path = repository.gitDirectory + "/index"
    try check(git_index_read(handle, 0), "cannot read the index")
  }

  deinit { git_index_free(handle) }

  var hasConflicts: Bool { git_index_has_conflicts(handle) == 1 }

  var count: Int { git_index_entrycount(handle) }

  /// The entry at `path` without conflict; nil where there is none.
  func entry(_ path: String) -> Entry? {
    git_index_get_bypath(handle, path, 0).map { Self.entry($0.pointee) }
  }

  /// Calls `body` with every entry, in Git's order, and its stage (0, or 1 to 3 in a conflict).
  func forEach(_ body: (Entry, Int) -> Void) {
    for position in 0..<count {
      guard let entry = git_index_get_byindex(handle, position) else { continue }
      body(Self.entry(entry.pointee), Int(git_index_entry_stage(entry)))
    }
  }

  private static func entry(_ entry: git_index_entry) -> Entry {
    let flags = UInt32(entry.flags_extended)
    return Entry(
      path: String(cString: entry.path), mode: FileMode(raw: entry.mode), id: ObjectID(entry.id),
      isIntentToAdd: flags & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0,
      isSkipWorktree: flags & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0)
  }

  /// Replaces all entries by those of a tree.
  func readTree(_ id: ObjectID, of repository: Repository) throws(GitError) {
    var tree: OpaquePointer?
    var oid = id.oid
    try check(git_tree_lookup(&tree, repository.handle, &oid), "cannot read tree \(id)")
    defer { git_tree_free(tree) }
    try check(git_index_read_tree(handle, tree), "cannot read tree \(id)")
  }

  /// Stores the index as a tree.
  func writeTree(to repository: Repository) throws(GitError) -> ObjectID {
    var oid = git_oid()
    try check(git_index_write_tree_to(&oid, handle, repository.handle), "cannot store the tree")
    return ObjectID(oid)
  }

  /// Writes to the file it was read from, by libgit2's own lock and rename.
  func write() throws(GitError) { try check(git_index_write(handle), "cannot write the index \(path)") }
}

extension stat {
  /// When the content changed.
  var modified: timespec {
    #if canImport(Glibc)
      st_mtim
    #else
      st_mtimespec
    #endif
  }

  /// When the status changed.
  var changed: timespec {
    #if canImport(Glibc)
      st_ctim
    #else
      st_ctimespec
    #endif
  }
}
