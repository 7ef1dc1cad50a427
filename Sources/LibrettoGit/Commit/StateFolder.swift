/// Our own folder in the Git directory: what a commit under way keeps there. All but the lock may be removed
/// by whoever holds the lock.
struct StateFolder {
  let path: String
  let gitDirectory: String

  init(_ repository: Repository) {
    gitDirectory = repository.gitDirectory
    path = gitDirectory + "/libretto"
  }

  /// Locked (`flock`) by the process that commits, so that the kernel frees it whatever happens.
  var lock: String { path + "/lock" }
  /// The second name of our `index.lock`.
  var indexLock: String { path + "/index-lock" }
  /// The second name of our lock on a reference.
  var referenceLock: String { path + "/ref-lock" }
  /// The copy of the user's index that becomes the new one.
  var index: String { path + "/index" }
  /// The index that hooks see: exactly the commit.
  var hookIndex: String { path + "/hook-index" }
  /// What is about to happen.
  var journal: String { path + "/journal" }

  /// Everything a killed process may have left here, the lock excepted.
  var leftovers: [String] { copies + [journal + ".new", referenceLock] }

  /// The copies of the index, and the locks that libgit2 and `git` take to write them.
  var copies: [String] { [index, index + ".lock", hookIndex, hookIndex + ".lock"] }
}
