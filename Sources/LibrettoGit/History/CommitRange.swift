import Clibgit2

extension Repository {
  /// The commits that `tip` has and none of `hidden` has, parents before children. Replacements and grafts are not looked
  /// at: what is judged is what is stored.
  public func commits(of tip: ObjectID, notOf hidden: [ObjectID]) throws(GitError) -> [Commit] {
    var found: [Commit] = []
    try visitCommits(of: tip, without: hidden) { id throws(GitError) in
      found.append(try commit(id))
      return true
    }
    return found.reversed()
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
