#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a repository lies, found by Git's rules before libgit2 is asked to open it.
struct Discovery {
  /// The folder that holds `.git`.
  var folder: String
  /// `.git` itself, a folder or a file.
  var dotGit: String
  var gitDirectory: String
  var commonDirectory: String

  /// Looks in `path` and upwards.
  static func search(from path: String) throws(GitError) -> Discovery {
    guard var folder = FileSystem.canonical(path) else { throw .io("cannot open \(path)") }
    if !FileSystem.isFolder(folder) { folder = FileSystem.parent(folder) }
    let start = folder
    let device = FileSystem.status(folder)?.st_dev
    let ceilings = (environment("GIT_CEILING_DIRECTORIES") ?? "").split(separator: ":").map(String.init)
    let crosses = ["1", "true", "yes", "on"].contains(environment("GIT_DISCOVERY_ACROSS_FILESYSTEM") ?? "")
    while true {
      if let found = try at(folder) { return found }
      if isGitDirectory(folder) {
        throw GitError(
          .bareRepository, "\(folder) is a Git directory without a work tree",
          help: "work in a clone: `git clone \(folder)`")
      }
      let parent = FileSystem.parent(folder)
      guard folder != "/", !ceilings.contains(parent), crosses || FileSystem.status(parent)?.st_dev == device
      else {
        throw GitError(
          .notARepository, "neither \(start) nor a folder above it is a Git repository",
          help: "make one with `git init`")
      }
      folder = parent
    }
  }

  /// The repository whose work tree's root is `folder`.
  private static func at(_ folder: String) throws(GitError) -> Discovery? {
    let dotGit = folder == "/" ? "/.git" : folder + "/.git"
    guard FileSystem.exists(dotGit) else { return nil }
    var directory = dotGit
    if !FileSystem.isFolder(dotGit) {
      // A linked worktree or a submodule: a file that says where the Git directory is.
      guard let bytes = try FileSystem.read(dotGit), bytes.starts(with: Array("gitdir: ".utf8)) else {
        throw GitError(.notARepository, "\(dotGit) is not a Git directory and names none")
      }
      let target = line(bytes.dropFirst(8))
      directory = target.hasPrefix("/") ? target : folder + "/" + target
    }
    guard isGitDirectory(directory), let real = FileSystem.canonical(directory) else {
      if FileSystem.isFolder(dotGit) { return nil }
      throw GitError(
        .notARepository, "\(dotGit) names \(directory), which is no Git directory",
        help: "if the repository was moved, run `git worktree repair` there")
    }
    return Discovery(folder: folder, dotGit: dotGit, gitDirectory: real, commonDirectory: try common(of: real))
  }

  /// The Git directory at `path`, whose work tree does not matter; nil where it is none.
  static func gitDirectory(_ path: String) throws(GitError) -> Discovery? {
    guard isGitDirectory(path), let real = FileSystem.canonical(path) else { return nil }
    return Discovery(folder: real, dotGit: real, gitDirectory: real, commonDirectory: try common(of: real))
  }

  private static func common(of real: String) throws(GitError) -> String {
    guard let bytes = try FileSystem.read(real + "/commondir") else { return real }
    let target = line(bytes[...])
    return FileSystem.canonical(target.hasPrefix("/") ? target : real + "/" + target) ?? real
  }

  private static func line(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
  }

  /// Git's test: a HEAD, and objects and refs here or in the common directory.
  private static func isGitDirectory(_ path: String) -> Bool {
    guard FileSystem.exists(path + "/HEAD") else { return false }
    if FileSystem.exists(path + "/commondir") { return true }
    return FileSystem.isFolder(path + "/objects") && FileSystem.isFolder(path + "/refs")
  }
}
