import Clibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Repository {
  /// A path whose work file differs from the index.
  struct WorkTreeDelta {
    var path: String
    /// What the index has; nil where the path is untracked.
    var index: State?
    /// What kind of file the work tree has; nil where it is gone.
    var work: FileMode?
  }

  /// The index against the work tree, by the files' status first.
  func workTreeDeltas(_ index: IndexFile, under prefix: String) throws(GitError) -> [WorkTreeDelta] {
    let index = index.handle
    var options = git_diff_options()
    git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION))
    options.flags =
      GIT_DIFF_INCLUDE_UNTRACKED.rawValue | GIT_DIFF_RECURSE_UNTRACKED_DIRS.rawValue
      | GIT_DIFF_INCLUDE_TYPECHANGE.rawValue | GIT_DIFF_DISABLE_PATHSPEC_MATCH.rawValue
      | GIT_DIFF_IGNORE_SUBMODULES.rawValue | GIT_DIFF_INCLUDE_UNREADABLE.rawValue
    var diff: OpaquePointer?
    var folder = prefix
    while folder.hasSuffix("/") { folder.removeLast() }
    let code =
      folder.isEmpty
      ? git_diff_index_to_workdir(&diff, handle, index, &options)
      : folder.withCString { name in
        var strings: [UnsafeMutablePointer<CChar>?] = [UnsafeMutablePointer(mutating: name)]
        return strings.withUnsafeMutableBufferPointer { buffer in
          options.pathspec = git_strarray(strings: buffer.baseAddress, count: 1)
          return git_diff_index_to_workdir(&diff, handle, index, &options)
        }
      }
    try check(code, "cannot compare the work tree at \(workTree)")
    defer { git_diff_free(diff) }
    var found: [WorkTreeDelta] = []
    for position in 0..<git_diff_num_deltas(diff) {
      guard let delta = git_diff_get_delta(diff, position)?.pointee else { continue }
      let old: State = (FileMode(raw: UInt32(delta.old_file.mode)), ObjectID(delta.old_file.id))
      let new = FileMode(raw: UInt32(delta.new_file.mode))
      let path = String(cString: delta.new_file.path ?? delta.old_file.path)
      switch delta.status {
      case GIT_DELTA_UNTRACKED, GIT_DELTA_ADDED:
        // A folder here is a repository of its own, which Git would not add as files.
        if new == .tree || path.hasSuffix("/") { continue }
        found.append(WorkTreeDelta(path: path, index: nil, work: new))
      case GIT_DELTA_DELETED:
        if let entry = git_index_get_bypath(index, path, 0),
          UInt32(entry.pointee.flags_extended) & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0
        {
          continue
        }
        found.append(WorkTreeDelta(path: path, index: old, work: nil))
      case GIT_DELTA_MODIFIED, GIT_DELTA_TYPECHANGE:
        found.append(WorkTreeDelta(path: path, index: old, work: new))
      case GIT_DELTA_CONFLICTED:
        let exists = FileSystem.status(workTree + "/" + path)
        found.append(
          WorkTreeDelta(path: path, index: nil, work: exists.map { FileMode(raw: UInt32($0.st_mode)) }))
      case GIT_DELTA_UNREADABLE:
        throw GitError(.io(EACCES), "cannot read \(path)", help: "check its permissions")
      default: continue
      }
    }
    return found
  }
}
