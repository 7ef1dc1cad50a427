import LibrettoGit

/// The commits that history is read from: the first parents of the default branch, and after them those of HEAD that are
/// not in it, so that people see what they just committed.
struct HistoryLine {
  /// How many commits that are known already stay, from the oldest on.
  var kept: Int
  /// How many of all are a first-parent line: what is known, and the first of `new`.
  var linear: Int
  /// The commits after those that stay, the oldest first.
  var new: [LineCommit]
  /// Whether the oldest commit has parents that a shallow clone lacks.
  var isShallow: Bool

  /// Finds the line, walking back only as far as nothing is known; nil where there is no commit.
  ///
  /// - Parameters:
  ///   - state: how many commits are known, and how many of them are a first-parent line
  ///   - position: where a commit that is known stands
  init?(
    _ repository: Repository, branch: String?, known: (linear: Int, count: Int)?,
    position: (ObjectID) throws -> Int?
  ) throws {
    let head = try repository.head()
    guard let main = try Self.tip(repository, branch, head) ?? head.commit else { return nil }
    let tip = head.commit ?? main
    isShallow = repository.isShallow
    func walk(_ from: ObjectID) throws -> Walk {
      try Self.walk(repository, from: from) { id in
        guard let known, let place = try position(id), place < known.linear else { return nil }
        return place
      }
    }
    // Where HEAD goes on from the default branch, its first parents are the line.
    var line = try walk(tip)
    var ahead: [LineCommit] = []
    if tip != main, try !line.holds(main, position) {
      let own = line
      line = try walk(main)
      // What it met may not be on the default branch any more.
      let isCut = own.end.map { $0 > (line.end ?? -1) } ?? false
      ahead = isCut ? try Self.walk(repository, from: tip) { _ in nil }.commits : own.commits
      let onMain = Set(line.commits.map(\.id))
      let start = try Self.firstCommon(ahead, in: onMain, main, repository)
      ahead = Array(ahead[..<start])
      // A merge of the default branch into this one only brings what the branch has already.
      ahead = try ahead.filter { commit in
        try !commit.parents.dropFirst().contains { try repository.isAncestor($0, of: main) }
      }
    }
    kept = line.end.map { $0 + 1 } ?? 0
    if let known, kept == known.linear, kept < known.count {
      // What is known of HEAD alone stays as far as it is the same.
      var same = 0
      let old = ahead.reversed().map(\.id)
      if line.commits.isEmpty {
        while same < old.count, try position(old[same]) == kept + same { same += 1 }
      }
      ahead.removeLast(same)
      linear = kept + line.commits.count
      kept += same
    } else {
      linear = kept + line.commits.count
    }
    new = (ahead + line.commits).reversed()
  }

  /// First parents from a commit back to one that is known, the newest first.
  private struct Walk {
    var commits: [LineCommit] = []
    /// Where the known commit stands that it ended at; nil where it went to the beginning.
    var end: Int?

    func holds(_ id: ObjectID, _ position: (ObjectID) throws -> Int?) throws -> Bool {
      if commits.contains(where: { $0.id == id }) { return true }
      guard let end, let place = try position(id) else { return false }
      return place <= end
    }
  }

  private static func walk(
    _ repository: Repository, from tip: ObjectID, known: (ObjectID) throws -> Int?
  ) throws -> Walk {
    var walk = Walk()
    var next: ObjectID? = tip
    while let id = next {
      walk.end = try known(id)
      if walk.end != nil { break }
      guard let commit = try commit(id, repository, isOldest: walk.commits.isEmpty) else { break }
      walk.commits.append(commit)
      next = commit.parents.first
    }
    return walk
  }

  /// A commit; nil where a shallow clone lacks it.
  private static func commit(
    _ id: ObjectID, _ repository: Repository, isOldest: Bool
  ) throws(GitError) -> LineCommit? {
    do { return try repository.lineCommit(id) } catch {
      if error.code == .notFound, !isOldest, repository.isShallow { return nil }
      throw error
    }
  }

  /// The default branch's commit: of the branch that `libretto.yaml` names, else of the remote's, local ones first. Nil where
  /// there is none of them.
  private static func tip(_ repository: Repository, _ branch: String?, _ head: Head) throws -> ObjectID? {
    let remote = repository.symbolicTarget(of: "refs/remotes/origin/HEAD")
    let prefix = "refs/remotes/origin/"
    guard let name = branch ?? remote.map({ $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.utf8.count)) : $0 })
    else {
      return nil
    }
    if head.branchName == name { return head.commit }
    return try repository.tip(of: "refs/heads/\(name)") ?? repository.tip(of: prefix + name)
  }

  /// Where in HEAD's first parents (the newest first) those begin that the default branch has too: all older ones are in it
  /// then.
  private static func firstCommon(
    _ commits: [LineCommit], in onMain: Set<ObjectID>, _ main: ObjectID, _ repository: Repository
  ) throws -> Int {
    var (low, high) = (0, commits.firstIndex { onMain.contains($0.id) } ?? commits.count)
    while low < high {
      let middle = (low + high) / 2
      if try repository.isAncestor(commits[middle].id, of: main) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
