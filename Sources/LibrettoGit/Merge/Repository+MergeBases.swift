import Clibgit2

extension Repository {
  /// All best common ancestors of two commits: several where branches were merged both ways; none where their histories
  /// never met.
  public func mergeBases(_ a: ObjectID, _ b: ObjectID) throws(GitError) -> [ObjectID] {
    var (one, two) = (a.oid, b.oid)
    var array = git_oidarray()
    let code = git_merge_bases(&array, handle, &one, &two)
    if code == GIT_ENOTFOUND.rawValue { return [] }
    try check(code, "cannot find the merge base of \(a) and \(b)")
    defer { git_oidarray_dispose(&array) }
    return (0..<array.count).map { ObjectID(array.ids[$0]) }
  }

  /// Calls `body` with the commits that `tip` holds and none of `bases` does, newest first, until it returns false.
  public func visitCommits(
    of tip: ObjectID, without bases: [ObjectID], _ body: (ObjectID) throws(GitError) -> Bool
  ) throws(GitError) {
    var walk: OpaquePointer?
    try check(git_revwalk_new(&walk, handle), "cannot walk history")
    defer { git_revwalk_free(walk) }
    git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue)
    var start = tip.oid
    try check(git_revwalk_push(walk, &start), "cannot walk from \(tip)")
    for base in bases {
      var id = base.oid
      let code = git_revwalk_hide(walk, &id)
      // What is behind the end of a shallow history need not be hidden.
      if code == GIT_ENOTFOUND.rawValue, isShallow { continue }
      try check(code, "cannot walk to \(base)")
    }
    var id = git_oid()
    while true {
      let code = git_revwalk_next(&id, walk)
      if code == GIT_ITEROVER.rawValue { return }
      try check(code, "cannot walk from \(tip)")
      guard try body(ObjectID(id)) else { return }
    }
  }
}
