import Clibgit2

/// What a look back along a line of first parents came to.
public struct LineSearch: Sendable {
  /// The newest commit by the line's order that is old enough; nil where none is.
  public let found: ObjectID?
  /// The last commit that was looked at: where nothing was found, the line's first.
  public let last: ObjectID
  /// The committer's time of `last`, in seconds since 1970.
  public let lastSeconds: Int
  /// Whether the line has earlier commits that are not here, as in a shallow clone.
  public let isCut: Bool
}

extension Repository {
  /// The newest commit on the line of first parents of `tip` whose committer's time is not after `seconds`.
  ///
  /// Committers' clocks differ, so that times along a line need not grow. The line's order is what counts: the first
  /// commit that is old enough, from the tip backwards.
  public func newestCommit(notAfter seconds: Int, onLineOf tip: ObjectID) throws(GitError) -> LineSearch {
    let isShallow = isShallow
    var id = tip
    var (time, parent) = try timeAndParent(id)
    while true {
      if time <= seconds { return LineSearch(found: id, last: id, lastSeconds: time, isCut: false) }
      guard let older = parent else {
        return LineSearch(found: nil, last: id, lastSeconds: time, isCut: false)
      }
      do {
        (time, parent) = try timeAndParent(older)
        id = older
      } catch  where isShallow && error.code == .notFound {
        return LineSearch(found: nil, last: id, lastSeconds: time, isCut: true)
      }
    }
  }

  private func timeAndParent(_ id: ObjectID) throws(GitError) -> (seconds: Int, parent: ObjectID?) {
    try withCommit(id) { commit in
      let hasParent = git_commit_parentcount(commit) > 0
      return (
        Int(git_commit_time(commit)), hasParent ? ObjectID(git_commit_parent_id(commit, 0).pointee) : nil
      )
    }
  }
}
