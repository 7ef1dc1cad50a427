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

  /// Flushes the objects that were stored without. One pass over them takes half as long as a flush for each as it is
  /// stored; for many, one flush of the whole file system is faster.
  static func flush(_ objects: [ObjectID], of repository: Repository) throws(GitError) {
    guard objects.count <= 64 else { return try flushAll(repository) }
    var folders: Set<String> = []
    for object in objects {
      let name = object.description
      let folder = "\(repository.commonDirectory)/objects/\(name.prefix(2))"
      let file = open("\(folder)/\(name.dropFirst(2))", O_RDONLY | O_CLOEXEC)
      // One that was there already may lie in a pack.
      guard file >= 0 else {
        if errno == ENOENT { continue }
        throw .io("cannot flush the object \(name)")
      }
      defer { close(file) }
      guard fsync(file) == 0 else { throw .io("cannot flush the object \(name)") }
      folders.insert(folder)
    }
    for folder in folders { try FileSystem.flushFolder(folder) }
    if !folders.isEmpty { try FileSystem.flushFolder(repository.commonDirectory + "/objects") }
  }

  private static func flushAll(_ repository: Repository) throws(GitError) {
    let folder = open(repository.commonDirectory + "/objects", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .io("cannot open the object database") }
    defer { close(folder) }
    guard libretto_sync_file_system(folder) == 0 else { throw .io("cannot flush the object database") }
  }
}
