import Clibgit2

extension Repository {
  /// The commits that `tip` has and none of `hidden` has, parents before children. Replacements and grafts are not looked
  /// at: what is judged is what is stored.
  public func commits(of tip: ObjectID, notOf hidden: [ObjectID]) throws(GitError) -> [Commit] {
    var walk: OpaquePointer?
    try check(git_revwalk_new(&walk, handle), "cannot walk from \(tip)")
    defer { git_revwalk_free(walk) }
    try check(
      git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_REVERSE.rawValue), "cannot walk from \(tip)")
    var oid = tip.oid
    try check(git_revwalk_push(walk, &oid), "cannot walk from \(tip)")
    for id in hidden {
      oid = id.oid
      try check(git_revwalk_hide(walk, &oid), "cannot walk from \(id)")
    }
    var found: [Commit] = []
    while true {
      let code = git_revwalk_next(&oid, walk)
      if code == GIT_ITEROVER.rawValue { return found }
      try check(code, "cannot walk from \(tip)")
      found.append(try commit(ObjectID(oid)))
    }
  }

  /// The full name that a reference leads to, and the commit there: a symbolic one is followed. Nil where there is none.
  public func target(ofReference name: String) throws(GitError) -> (name: String, id: ObjectID?)? {
    var name = name
    for _ in 0..<5 {
      var reference: OpaquePointer?
      let code = git_reference_lookup(&reference, handle, name)
      if code == GIT_ENOTFOUND.rawValue { return (name, nil) }
      try check(code, "cannot read \(name)")
      defer { git_reference_free(reference) }
      if let id = git_reference_target(reference) { return (name, ObjectID(id.pointee)) }
      guard let target = git_reference_symbolic_target(reference) else { return nil }
      name = String(cString: target)
    }
    return nil
  }
}
