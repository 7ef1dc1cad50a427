import Clibgit2

extension Discovery {
  /// Refuses repositories that libgit2 cannot read or, worse, reads wrongly.
  func checkFormat() throws(GitError) {
    try Library.start()
    var config: OpaquePointer?
    let path = commonDirectory + "/config"
    guard FileSystem.exists(path) else { return }
    try check(git_config_open_ondisk(&config, path), "cannot read \(path)")
    defer { git_config_free(config) }
    var iterator: OpaquePointer?
    try check(
      git_config_iterator_glob_new(&iterator, config, "^(extensions|core)\\."), "cannot read \(path)")
    defer { git_config_iterator_free(iterator) }
    var entry: UnsafeMutablePointer<git_config_entry>?
    while git_config_next(&entry, iterator) == 0, let entry {
      let name = String(cString: entry.pointee.name)
      let value = entry.pointee.value.map { String(cString: $0) } ?? "true"
      if name == "extensions.worktreeconfig", try isSparse() { throw Self.sparse }
      if let refusal = Self.refusal(name, value) { throw refusal }
    }
  }

  /// Whether the worktree's own configuration, where `git sparse-checkout` puts it, makes it sparse.
  private func isSparse() throws(GitError) -> Bool {
    let path = gitDirectory + "/config.worktree"
    guard FileSystem.exists(path) else { return false }
    var config: OpaquePointer?
    try check(git_config_open_ondisk(&config, path), "cannot read \(path)")
    defer { git_config_free(config) }
    var value: Int32 = 0
    return git_config_get_bool(&value, config, "core.sparsecheckout") == 0 && value != 0
  }

  private static var sparse: GitError {
    GitError(
      .unsupported("a sparse checkout"), "the repository uses a sparse checkout, so that records may be missing here",
      help: "run `git sparse-checkout disable`")
  }

  private static func refusal(_ name: String, _ value: String) -> GitError? {
    let text = value.lowercased()
    let isOn = !["", "0", "false", "no", "off"].contains(text)
    func refuse(_ what: String, _ help: String) -> GitError {
      GitError(
        .unsupported(what), "the repository uses \(what), which cannot be handled rightly here", help: help)
    }
    switch name {
    case "extensions.noop": return nil
    case "extensions.objectformat":
      return text == "sha1" ? nil : refuse("\(text.uppercased()) object names", "use a repository with SHA-1")
    case "extensions.refstorage":
      return text == "files"
        ? nil : refuse("the \(text) ref storage", "run `git refs migrate --ref-format=files`")
    case "extensions.worktreeconfig":
      return isOn
        ? refuse(
          "configuration by worktree (extensions.worktreeConfig)",
          "move the settings of .git/config.worktree to .git/config and run "
            + "`git config --unset extensions.worktreeConfig`") : nil
    case "extensions.partialclone":
      return refuse("a partial clone", "make a full clone")
    case "core.sparsecheckout":
      return isOn ? sparse : nil
    case "core.splitindex":
      return isOn
        ? refuse(
          "a split index",
          "run `git config --unset core.splitIndex` and `git update-index --no-split-index`") : nil
    case "index.skiphash":
      return nil
    case "core.repositoryformatversion":
      return text == "0" || text == "1" ? nil : refuse("repository format \(text)", "use format 0 or 1")
    default:
      guard name.hasPrefix("extensions.") else { return nil }
      if name == "extensions.preciousobjects" && !isOn { return nil }
      return refuse(
        "the extension \(name.dropFirst(11))", "work in a clone without it: `git clone --no-local`")
    }
  }
}
