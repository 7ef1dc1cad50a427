import Clibgit2

extension Repository {
  /// Where the next commit goes.
  public func head() throws(GitError) -> Head {
    var reference: OpaquePointer?
    try check(git_reference_lookup(&reference, handle, "HEAD"), "cannot read HEAD")
    defer { git_reference_free(reference) }
    if let id = git_reference_target(reference) { return .detached(ObjectID(id.pointee)) }
    guard let target = git_reference_symbolic_target(reference) else {
      throw GitError(.notFound, "HEAD names neither a branch nor a commit")
    }
    // A branch may itself be a symbolic reference; what moves is the last of the chain.
    var name = String(cString: target)
    for _ in 0..<5 {
      var next: OpaquePointer?
      let code = git_reference_lookup(&next, handle, name)
      if code == GIT_ENOTFOUND.rawValue { return .branch(name, nil) }
      try check(code, "cannot read \(name)")
      defer { git_reference_free(next) }
      if let id = git_reference_target(next) { return .branch(name, ObjectID(id.pointee)) }
      if let target = git_reference_symbolic_target(next) { name = String(cString: target) }
    }
    throw GitError(.notFound, "HEAD leads through too many symbolic references")
  }

  /// The value of the reference `name`; nil where there is none.
  public func reference(_ name: String) throws(GitError) -> ObjectID? {
    var id = git_oid()
    let code = git_reference_name_to_id(&id, handle, name)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check(code, "cannot read \(name)")
    return ObjectID(id)
  }

  /// The commit that `revision` names, in Git's syntax (gitrevisions): `main~3`, `v1.0`, `@{yesterday}`,
  /// `:/text`.
  public func resolve(_ revision: String) throws(GitError) -> ObjectID {
    var object: OpaquePointer?
    let code = git_revparse_single(&object, handle, revision)
    if code == GIT_EAMBIGUOUS.rawValue {
      throw GitError(
        .notFound, "\"\(revision)\" may mean several commits", help: "write more digits of the commit's id")
    }
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue {
      throw GitError(.notFound, "unknown revision \"\(revision)\"")
    }
    try check(code, "cannot resolve \"\(revision)\"")
    defer { git_object_free(object) }
    var commit: OpaquePointer?
    guard git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0 else {
      throw GitError(.notFound, "\"\(revision)\" is not a commit")
    }
    defer { git_object_free(commit) }
    return ObjectID(git_object_id(commit).pointee)
  }

  /// The commit `id`.
  public func commit(_ id: ObjectID) throws(GitError) -> Commit {
    try withCommit(id) { commit in
      let count = git_commit_parentcount(commit)
      return Commit(
        id: id, tree: ObjectID(git_commit_tree_id(commit).pointee),
        parents: (0..<count).map { ObjectID(git_commit_parent_id(commit, $0).pointee) },
        author: Signature(git_commit_author(commit).pointee),
        committer: Signature(git_commit_committer(commit).pointee),
        message: String(cString: git_commit_message(commit)))
    }
  }

  /// The root tree and the first parent of the commit `id`: all that a walk needs.
  func treeAndParent(_ id: ObjectID) throws(GitError) -> (tree: ObjectID, parent: ObjectID?) {
    try withCommit(id) { commit in
      let hasParent = git_commit_parentcount(commit) > 0
      return (
        ObjectID(git_commit_tree_id(commit).pointee),
        hasParent ? ObjectID(git_commit_parent_id(commit, 0).pointee) : nil
      )
    }
  }

  /// Lends the commit `id`.
  func withCommit<Result>(_ id: ObjectID, _ body: (OpaquePointer) -> Result) throws(GitError)
    -> Result
  {
    var commit: OpaquePointer?
    var oid = id.oid
    try check(git_commit_lookup(&commit, handle, &oid), "cannot read commit \(id)")
    defer { git_commit_free(commit) }
    return body(commit!)
  }

  /// The best common ancestor of two commits; nil where their histories never met.
  public func mergeBase(_ a: ObjectID, _ b: ObjectID) throws(GitError) -> ObjectID? {
    var (one, two, base) = (a.oid, b.oid, git_oid())
    let code = git_merge_base(&base, handle, &one, &two)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check(code, "cannot find the merge base of \(a) and \(b)")
    return ObjectID(base)
  }

  /// Whether `commit` is `tip` or one of its ancestors.
  public func isAncestor(_ commit: ObjectID, of tip: ObjectID) throws(GitError) -> Bool {
    if commit == tip { return true }
    var (one, two) = (tip.oid, commit.oid)
    return try check(git_graph_descendant_of(handle, &one, &two), "cannot walk from \(tip)") == 1
  }
}

extension Signature {
  init(_ signature: git_signature) {
    self.init(
      name: String(cString: signature.name), email: String(cString: signature.email),
      seconds: Int(signature.when.time), offsetMinutes: Int(signature.when.offset))
  }
}
