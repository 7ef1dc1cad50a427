import Clibgit2Options

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How new objects reach the disk.
enum ObjectFlushing {
  /// Whether each object is flushed as it is stored.
  static func set(_ each: Bool) { _ = libretto_git_set_fsync(each ? 1 : 0) }

  /// Flushes all that was stored without.
  static func flushAll(_ repository: Repository) throws(GitError) {
    let folder = open(repository.commonDirectory + "/objects", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .io("cannot open the object database") }
    defer { close(folder) }
    guard libretto_sync_file_system(folder) == 0 else { throw .io("cannot flush the object database") }
  }
}
