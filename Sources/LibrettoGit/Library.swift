import Clibgit2
import Clibgit2Options

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// libgit2 itself, started when the first repository is opened and never before: that costs some 10 ms.
enum Library {
  private static let code: Int32 = {
    let code = git_libgit2_init()
    guard code >= 0 else { return code }
    // Git's rule for owners is checked by LibrettoGit, since libgit2 does not know `*` and reports it
    // unclearly.
    _ = libretto_git_set_owner_validation(0)
    _ = libretto_git_set_fsync(1)
    // libgit2 does not know these two variables of Git.
    if environment("GIT_CONFIG_GLOBAL") != nil {
      _ = libretto_git_set_search_path(Int32(GIT_CONFIG_LEVEL_GLOBAL.rawValue), "")
      _ = libretto_git_set_search_path(Int32(GIT_CONFIG_LEVEL_XDG.rawValue), "")
    }
    if let text = environment("GIT_CONFIG_NOSYSTEM"), !["", "0", "false", "no", "off"].contains(text) {
      _ = libretto_git_set_search_path(Int32(GIT_CONFIG_LEVEL_SYSTEM.rawValue), "")
    }
    return code
  }()

  /// Starts libgit2 unless it runs.
  static func start() throws(GitError) { try check(code, "libgit2 does not start") }
}

/// The variable `name` of this process; nil where it is not set.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

extension ObjectID {
  init(_ id: git_oid) {
    self = withUnsafeBytes(of: id) { ObjectID(raw: $0.baseAddress!) }
  }

  /// The id as libgit2 has it.
  var oid: git_oid {
    var id = git_oid()
    let words = (high.bigEndian, middle.bigEndian, low.bigEndian)
    withUnsafeBytes(of: words) { words in
      withUnsafeMutableBytes(of: &id) { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: words[..<20])) }
    }
    return id
  }
}
