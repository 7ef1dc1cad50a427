#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The staging area as it was read, and the status of its file then.
struct KnownIndex {
  let image: IndexImage
  /// How the file stood before it was read.
  fileprivate let status: stat

  /// Whether the file is the very one: a new one is always put in the old one's place.
  fileprivate func isCurrent(_ now: stat) -> Bool {
    now.st_ino == status.st_ino && now.st_size == status.st_size && now.modified.tv_sec == status.modified.tv_sec
      && now.modified.tv_nsec == status.modified.tv_nsec && now.changed.tv_sec == status.changed.tv_sec
      && now.changed.tv_nsec == status.changed.tv_nsec
  }
}

extension Repository {
  /// The staging area as it is now, read as Git reads it, and again only where its file is another.
  func image() throws(GitError) -> IndexImage {
    let path = gitDirectory + "/index"
    let status = FileSystem.status(path)
    if let status, let knownIndex, knownIndex.isCurrent(status) { return knownIndex.image }
    let image = try IndexImage(FileSystem.read(path) ?? IndexImage.empty, path: path, verifying: false)
    knownIndex = status.map { KnownIndex(image: image, status: $0) }
    return image
  }
}
