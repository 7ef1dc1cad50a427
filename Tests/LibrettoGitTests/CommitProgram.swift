import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program that makes one commit, to be killed, starved and raced: `CommitProbe` beside the tests, or
/// what `LIBRETTO_COMMIT_PROBE` names.
enum CommitProgram {
  static let path: String? = {
    if let path = getenv("LIBRETTO_COMMIT_PROBE") { return String(cString: path) }
    var candidates = [Project.folder + "/.build/debug/CommitProbe"]
    if let own = realpath("/proc/self/exe", nil) {
      defer { free(own) }
      let folder = String(cString: own).split(separator: "/").dropLast().joined(separator: "/")
      candidates.insert("/" + folder + "/CommitProbe", at: 0)
    }
    return candidates.first { access($0, X_OK) == 0 }
  }()

  /// The arguments of a commit of `changes` (`PATH`, `PATH=TEXT`, `-PATH`).
  static func commit(_ folder: String, _ changes: [String], message: String = "probe") -> [String] {
    [folder, "commit", message] + changes
  }

  /// The arguments of the next command after a crash.
  static func recover(_ folder: String) -> [String] { [folder, "recover"] }
}
