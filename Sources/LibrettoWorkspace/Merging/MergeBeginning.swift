import LibrettoGit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// When the merge under way began: what lay changed in the work tree before it, and was left alone since, is no part of it.
struct MergeBeginning {
  private let began: timespec

  /// Nil where no merge is under way.
  init?(_ repository: Repository) {
    var status = stat()
    guard lstat("\(repository.gitDirectory)/MERGE_HEAD", &status) == 0 else { return nil }
    #if canImport(Glibc)
      began = status.st_mtim
    #else
      began = status.st_mtimespec
    #endif
  }

  /// Whether the file has not been touched since: not written, not moved there, not replaced. Of a file that is gone nobody
  /// can tell.
  func isAfter(fileAt path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    // The status changes with the content, and also with a file that is moved here with an old time of its content.
    #if canImport(Glibc)
      let changed = status.st_ctim
    #else
      let changed = status.st_ctimespec
    #endif
    return (changed.tv_sec, changed.tv_nsec) < (began.tv_sec, began.tv_nsec)
  }
}
