import Clibgit2

extension Repository {
  /// Opens the repository whose work tree `path` lies in, looking upwards as Git does.
  ///
  /// Fails with `notARepository`, `bareRepository`, `foreignOwner`, or `unsupported` where libgit2 would read
  /// the repository wrongly (sparse checkout, split index, SHA-256, reftable, configuration by worktree and
  /// the like).
  public static func discover(from path: String) throws(GitError) -> Repository {
    let found = try Discovery.search(from: path)
    try found.checkOwner()
    try found.checkFormat()
    return try open(found.dotGit, named: found.folder)
  }

  /// Makes a repository at `path`, with the folders it needs, or opens the one that is there.
  ///
  /// - Parameter initialBranch: the branch's short name; nil: `init.defaultBranch`, or `main`
  public static func create(at path: String, initialBranch: String? = nil) throws(GitError) -> Repository {
    try Library.start()
    var options = git_repository_init_options()
    git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
    options.flags =
      GIT_REPOSITORY_INIT_MKDIR.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
      | GIT_REPOSITORY_INIT_EXTERNAL_TEMPLATE.rawValue
    let branch = initialBranch ?? defaultBranch() ?? "main"
    var handle: OpaquePointer?
    let code = branch.withCString { name in
      options.initial_head = name
      return git_repository_init_ext(&handle, path, &options)
    }
    try check(code, "cannot make a repository at \(path)")
    git_repository_free(handle)
    return try discover(from: path)
  }

  private static func defaultBranch() -> String? {
    if let name = ConfigurationOverrides.ofEnvironment()["init.defaultbranch"] { return name }
    var config: OpaquePointer?
    guard git_config_open_default(&config) == 0 else { return nil }
    defer { git_config_free(config) }
    if let file = environment("GIT_CONFIG_GLOBAL"), !file.isEmpty, file != "/dev/null" {
      git_config_add_file_ondisk(config, file, GIT_CONFIG_LEVEL_GLOBAL, nil, 1)
    }
    var buffer = git_buf()
    guard git_config_get_string_buf(&buffer, config, "init.defaultbranch") == 0 else { return nil }
    defer { git_buf_dispose(&buffer) }
    return String(cString: buffer.ptr)
  }

  /// Opens the repository whose Git directory is `path`, with a work tree or without, to read from: as a hook on a server
  /// does.
  ///
  /// - Parameters:
  ///   - path: the Git directory, as `GIT_DIR` names it
  ///   - objectFolders: further folders of objects, such as the quarantine that a push lies in while its hook runs
  ///     (`GIT_OBJECT_DIRECTORY`, `GIT_ALTERNATE_OBJECT_DIRECTORIES`)
  public static func open(gitDirectory path: String, objectFolders: [String]) throws(GitError) -> Repository {
    guard let found = try Discovery.gitDirectory(path) else {
      throw GitError(.notARepository, "\(path) is no Git directory")
    }
    try found.checkOwner()
    try found.checkFormat()
    try Library.start()
    var handle: OpaquePointer?
    try check(
      git_repository_open_ext(&handle, found.gitDirectory, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil),
      "cannot open the repository at \(path)")
    let repository = Repository(
      handle: handle!, workTree: found.gitDirectory, gitDirectory: found.gitDirectory,
      commonDirectory: found.commonDirectory)
    let own = FileSystem.canonical(found.commonDirectory + "/objects")
    for folder in objectFolders where FileSystem.canonical(folder) != own {
      try check(
        git_odb_add_disk_alternate(try repository.database(), folder), "cannot read the objects in \(folder)")
    }
    return repository
  }

  private static func open(_ path: String, named folder: String) throws(GitError) -> Repository {
    try Library.start()
    var handle: OpaquePointer?
    try check(
      git_repository_open_ext(&handle, path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil),
      "cannot open the repository at \(folder)")
    guard git_repository_is_bare(handle) == 0, let root = git_repository_workdir(handle) else {
      git_repository_free(handle)
      throw GitError(
        .bareRepository, "the repository at \(folder) is bare: it has no work tree",
        help: "work in a clone, or run `git config core.bare false`")
    }
    if let file = environment("GIT_CONFIG_GLOBAL"), !file.isEmpty, file != "/dev/null" {
      var config: OpaquePointer?
      if git_repository_config(&config, handle) == 0 {
        git_config_add_file_ondisk(config, file, GIT_CONFIG_LEVEL_GLOBAL, handle, 1)
        git_config_free(config)
      }
    }
    func trimmed(_ text: UnsafePointer<CChar>) -> String {
      var path = String(cString: text)
      while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
      return path
    }
    return Repository(
      handle: handle!, workTree: trimmed(root), gitDirectory: trimmed(git_repository_path(handle)),
      commonDirectory: trimmed(git_repository_commondir(handle)))
  }
}
