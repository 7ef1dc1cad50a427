import Clibgit2

extension Repository {
  /// Whether `name` alone names a reference by Git's rules (gitrevisions): `HEAD`, a branch, a tag, a branch of a
  /// remote, or any in full.
  public func hasReference(_ name: String) throws(GitError) -> Bool {
    var reference: OpaquePointer?
    let code = git_reference_dwim(&reference, handle, name)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue { return false }
    try check(code, "cannot read the references")
    git_reference_free(reference)
    return true
  }

  /// The short names of all branches, tags and branches of remotes, sorted: `main`, `v1.2`, `origin/main`.
  public func referenceNames() throws(GitError) -> [String] {
    var list = git_strarray()
    try check(git_reference_list(&list, handle), "cannot read the references")
    defer { git_strarray_dispose(&list) }
    var names: Set<String> = []
    for index in 0..<list.count {
      guard let text = list.strings[index] else { continue }
      let name = String(cString: text)
      for kind in ["refs/heads/", "refs/tags/", "refs/remotes/"] where name.hasPrefix(kind) {
        names.insert(String(name.dropFirst(kind.utf8.count)))
      }
    }
    return names.sorted()
  }

  /// The default branch and its newest commit: the branch called `name`, else the one that `origin/HEAD` names, else
  /// HEAD. A branch of this repository comes before the remote's of the same name, whose commits it mostly has.
  ///
  /// - Returns: nil where there is no commit yet
  /// - Throws: `notFound` where there is no branch called `name`
  public func defaultBranch(named name: String?) throws(GitError) -> (name: String, tip: ObjectID)? {
    if let name {
      if let tip = try tip(ofBranch: name) { return (name, tip) }
      guard try head().commit != nil else { return nil }
      throw GitError(
        .notFound, "there is no branch \"\(name)\", which libretto.yaml names",
        help: "get it with `git fetch origin \(name)`, or mend `branch:` in libretto.yaml")
    }
    var reference: OpaquePointer?
    if git_reference_lookup(&reference, handle, "refs/remotes/origin/HEAD") == 0 {
      defer { git_reference_free(reference) }
      if let target = git_reference_symbolic_target(reference) {
        let name = String(cString: target).dropFirst("refs/remotes/origin/".utf8.count)
        if let tip = try tip(ofBranch: String(name)) { return (String(name), tip) }
      }
    }
    let head = try head()
    return head.commit.map { (head.branchName ?? "HEAD", $0) }
  }

  private func tip(ofBranch name: String) throws(GitError) -> ObjectID? {
    if let own = try reference("refs/heads/\(name)") { return own }
    return try reference("refs/remotes/origin/\(name)")
  }

  /// The names of the remotes.
  public var remoteNames: [String] {
    var list = git_strarray()
    guard git_remote_list(&list, handle) == 0 else { return [] }
    defer { git_strarray_dispose(&list) }
    return (0..<list.count).compactMap { list.strings[$0].map { String(cString: $0) } }
  }
}
