/// Where the next commit goes.
public enum Head: Hashable, Sendable {
  /// On a branch, by its full name (`refs/heads/main`), at its commit; nil while it has none.
  case branch(String, ObjectID?)
  /// On no branch, at this commit.
  case detached(ObjectID)

  /// The commit, where there is one.
  public var commit: ObjectID? {
    switch self {
    case .branch(_, let id): id
    case .detached(let id): id
    }
  }

  /// The branch's name without `refs/heads/`; nil when detached.
  public var branchName: String? {
    guard case .branch(let name, _) = self else { return nil }
    return name.hasPrefix("refs/heads/") ? String(name.dropFirst(11)) : name
  }
}
