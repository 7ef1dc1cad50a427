import Clibgit2

/// The branch of a remote that a branch follows, as `branch.NAME.remote` and `branch.NAME.merge` say.
public struct Upstream: Sendable, Hashable {
  /// The remote's name; `.` where the branch follows one of this repository.
  public let remote: String
  /// The branch's full name there: `refs/heads/main`.
  public let branch: String
  /// The reference that keeps what was last seen of it: `refs/remotes/origin/main`.
  public let tracking: String

  /// An upstream of these parts.
  public init(remote: String, branch: String, tracking: String) {
    (self.remote, self.branch, self.tracking) = (remote, branch, tracking)
  }

  /// The branch's short name there.
  public var shortName: String { branch.hasPrefix("refs/heads/") ? String(branch.dropFirst(11)) : branch }
}

extension Repository {
  /// What the branch of this short name follows; nil where it follows none.
  public func upstream(ofBranch name: String) -> Upstream? {
    guard let remote = configuration(string: "branch.\(name).remote"),
      let branch = configuration(string: "branch.\(name).merge"), !remote.isEmpty, branch.hasPrefix("refs/heads/")
    else { return nil }
    var buffer = git_buf()
    if git_branch_upstream_name(&buffer, handle, "refs/heads/" + name) == 0 {
      defer { git_buf_dispose(&buffer) }
      return Upstream(remote: remote, branch: branch, tracking: String(cString: buffer.ptr))
    }
    return Upstream(remote: remote, branch: branch, tracking: Self.tracking(remote, branch))
  }

  /// Where Git keeps what it saw of a remote's branch, unless it is told otherwise.
  public static func tracking(_ remote: String, _ branch: String) -> String {
    "refs/remotes/\(remote)/" + (branch.hasPrefix("refs/heads/") ? branch.dropFirst(11) : branch[...])
  }

  /// The commits of `tip` that all `others` lack, the newest first; of more than `limit`, those.
  public func commits(of tip: ObjectID, notIn others: [ObjectID], limit: Int = .max) throws(GitError) -> [Commit] {
    var walk: OpaquePointer?
    try check(git_revwalk_new(&walk, handle), "cannot walk from \(tip)")
    defer { git_revwalk_free(walk) }
    git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL.rawValue)
    var id = tip.oid
    try check(git_revwalk_push(walk, &id), "cannot walk from \(tip)")
    for other in others {
      var hidden = other.oid
      try check(git_revwalk_hide(walk, &hidden), "cannot walk from \(other)")
    }
    var found: [Commit] = []
    var next = git_oid()
    while found.count < limit {
      let code = git_revwalk_next(&next, walk)
      // Where history ends early libgit2 does not know.
      if code == GIT_ITEROVER.rawValue || code < 0 && isShallow { break }
      try check(code, "cannot walk from \(tip)")
      found.append(try commit(ObjectID(next)))
    }
    return found
  }

  /// Whether the commit bears a signature.
  public func isSigned(_ id: ObjectID) throws(GitError) -> Bool {
    try withCommit(id) { commit in
      var buffer = git_buf()
      guard git_commit_header_field(&buffer, commit, "gpgsig") == 0 else { return false }
      git_buf_dispose(&buffer)
      return true
    }
  }
}
