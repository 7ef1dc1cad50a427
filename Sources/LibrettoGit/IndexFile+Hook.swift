extension IndexFile {
  /// The staging area that the next commit is made of. Within a hook of `git commit -a` or `git commit PATH` that is not the
  /// repository's own file but the one in `GIT_INDEX_FILE`; a variable that belongs to another repository does not count.
  convenience init(staged repository: Repository) throws(GitError) {
    guard let file = environment("GIT_INDEX_FILE"), !file.isEmpty else {
      try self.init(reading: repository)
      return
    }
    let path = file.hasPrefix("/") ? file : "\(repository.workTree)/\(file)"
    let folder = FileSystem.canonical(FileSystem.parent(path))
    let isOwn =
      folder == repository.gitDirectory
      || environment("GIT_DIR").flatMap { FileSystem.canonical($0) } == repository.gitDirectory
    if isOwn { try self.init(path: path) } else { try self.init(reading: repository) }
  }
}
