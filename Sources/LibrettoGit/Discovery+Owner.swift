import Clibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Discovery {
  /// Refuses a repository of another user, whose configuration could run programs, unless `safe.directory`
  /// allows it.
  ///
  /// Git's rule (git-config, `safe.directory`); the setting counts only from the system's and the user's own
  /// files and the environment.
  func checkOwner() throws(GitError) {
    var users: Set<uid_t> = [geteuid()]
    if geteuid() == 0, let text = environment("SUDO_UID"), let user = uid_t(text) { users.insert(user) }
    let strangers = [dotGit, folder, gitDirectory].filter { path in
      guard let owner = FileSystem.status(path)?.st_uid else { return true }
      return !users.contains(owner)
    }
    guard let stranger = strangers.first else { return }
    var isSafe = false
    for value in try Self.safeDirectories() {
      if value.isEmpty {
        isSafe = false
      } else if value == "*" || matches(value) {
        isSafe = true
      }
    }
    guard isSafe else {
      throw GitError(
        .foreignOwner(stranger), "\(stranger) belongs to another user",
        help: "if you trust it: `git config --global --add safe.directory \(folder)`")
    }
  }

  private func matches(_ value: String) -> Bool {
    var path = value
    if path.hasPrefix("~/"), let home = environment("HOME") { path = home + path.dropFirst(1) }
    if path.hasSuffix("/*") { return folder.hasPrefix(path.dropLast(1)) }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path == folder || FileSystem.canonical(path) == folder
  }

  private static func safeDirectories() throws(GitError) -> [String] {
    try Library.start()
    var config: OpaquePointer?
    try check(git_config_open_default(&config), "cannot read Git's configuration")
    defer { git_config_free(config) }
    if let file = environment("GIT_CONFIG_GLOBAL"), !file.isEmpty, file != "/dev/null" {
      git_config_add_file_ondisk(config, file, GIT_CONFIG_LEVEL_GLOBAL, nil, 1)
    }
    var values: [String] = []
    var iterator: OpaquePointer?
    if git_config_multivar_iterator_new(&iterator, config, "safe.directory", nil) == 0 {
      defer { git_config_iterator_free(iterator) }
      var entry: UnsafeMutablePointer<git_config_entry>?
      while git_config_next(&entry, iterator) == 0, let entry {
        values.append(String(cString: entry.pointee.value))
      }
    }
    return values + ConfigurationOverrides.all().filter { $0.key == "safe.directory" }.map(\.value)
  }
}
