import Clibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension GitError {
  /// The error of a failed system call, with `errno` as it is now.
  static func io(_ doing: String, _ number: Int32 = errno) -> GitError {
    let help: String? =
      switch number {
      case ENOSPC, EDQUOT: "free some space and try again; nothing was changed"
      case EROFS: "the file system is read-only"
      case EACCES, EPERM: "check who owns the folder and its permissions"
      case EIO: "the disk, or the connection to it, fails: look at the system's log; nothing was changed"
      default: nil
      }
    return GitError(.io(number), "\(doing): \(String(cString: strerror(number)))", help: help)
  }

  /// The error libgit2 left in this thread after returning `code`.
  static func libgit2(_ doing: String, _ code: Int32) -> GitError {
    let last = git_error_last()
    let text = last?.pointee.message.map { String(cString: $0) } ?? "unknown error"
    let kind = last?.pointee.klass ?? 0
    if text.contains("'link'") {
      return GitError(
        .unsupported("split index"), "\(doing): the repository has a split index",
        help: "run `git update-index --no-split-index` and `git config core.splitIndex false`")
    }
    if text.contains("'sdir'") {
      return GitError(
        .unsupported("sparse index"), "\(doing): the repository has a sparse index",
        help: "run `git sparse-checkout disable`")
    }
    if text.contains("calculated checksum does not match") {
      return GitError(
        .unsupported("index without checksum"), "\(doing): the index has no checksum, or is damaged",
        help: "run `git config index.skipHash false` and `git update-index --force-write-index`")
    }
    if kind == Int32(GIT_ERROR_INDEX.rawValue), text.contains("no longer exists") || text.contains("invalid data") {
      return GitError(
        .libgit2(class: kind, code: code), "\(doing): it is damaged",
        help: "make a new one; what was staged must be staged again: `rm .git/index` and `git reset`")
    }
    if code == GIT_ENOTFOUND.rawValue {
      return GitError(.notFound, "\(doing): \(text)")
    }
    // libgit2 keeps the system's words, and not always its number.
    for number in [ENOSPC, EDQUOT, EROFS, EACCES, EIO] where text.hasSuffix(String(cString: strerror(number))) {
      return .io(doing, number)
    }
    return GitError(.libgit2(class: kind, code: code), "\(doing): \(text)")
  }
}

/// Throws what libgit2 says about a negative `code`; reads its thread-local error at once.
@discardableResult
func check(_ code: Int32, _ doing: @autoclosure () -> String) throws(GitError) -> Int32 {
  guard code < 0 else { return code }
  throw GitError.libgit2(doing(), code)
}
