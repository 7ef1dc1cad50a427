import Clibgit2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CommitTransaction {
  /// Whether the repository may have this hook: a program in its folder, or one named in the configuration
  /// (Git 2.54).
  func hasHook(_ name: String) -> Bool {
    guard request.runsHooks || name == "reference-transaction" else { return false }
    if repository.hasConfiguration(matching: "^hook\\..*\\.event$") { return true }
    var folder = repository.commonDirectory + "/hooks"
    if var path = repository.configuration(string: "core.hooksPath") {
      if path.hasPrefix("~/"), let home = environment("HOME") { path = home + path.dropFirst(1) }
      folder = path.hasPrefix("/") ? path : repository.workTree + "/" + path
    }
    return access(folder + "/" + name, X_OK) == 0
  }

  /// Runs a hook with the commit's own index; whether it said no.
  func runHook(
    _ name: String, _ arguments: [String] = [], _ variables: [String: String]
  ) async throws(GitError) -> Bool {
    let result = try await commands.run(
      ["hook", "run", "--ignore-missing", name] + (arguments.isEmpty ? [] : ["--"] + arguments),
      environment: variables)
    let output = String(decoding: result.output + result.errorOutput, as: UTF8.self)
    if result.status != 0 && output.contains("'hook' is not a git command") {
      throw GitError(
        .unsupported("hooks with this git"), "git is too old to run the hook \(name)",
        help: "install Git 2.36 or newer")
    }
    hookOutput += output
    return result.status != 0
  }

  func hookEnvironment(_ author: Signature, _ committer: Signature) -> [String: String] {
    var variables = Self.identityEnvironment(author, committer)
    variables["GIT_INDEX_FILE"] = folder.hookIndex
    if !request.editMessage { variables["GIT_EDITOR"] = ":" }
    return variables
  }

  static func identityEnvironment(_ author: Signature, _ committer: Signature) -> [String: String] {
    [
      "GIT_AUTHOR_NAME": author.name, "GIT_AUTHOR_EMAIL": author.email,
      "GIT_AUTHOR_DATE": "@" + author.rawTime,
      "GIT_COMMITTER_NAME": committer.name, "GIT_COMMITTER_EMAIL": committer.email,
      "GIT_COMMITTER_DATE": "@" + committer.rawTime,
    ]
  }

  /// Lets `pre-commit` see, refuse or change the commit; returns the tree it leaves.
  func runPreCommit(
    _ tree: ObjectID, _ root: ObjectID?, _ index: StagedIndex, _ author: Signature, _ committer: Signature
  ) async throws(GitError) -> ObjectID {
    let messageHooks = ["prepare-commit-msg", "commit-msg"].contains { hasHook($0) }
    var hook = "pre-commit"
    if case .merge = request.aim { hook = "pre-merge-commit" }
    guard hasHook(hook) || messageHooks else { return tree }
    unlink(folder.hookIndex)
    let copy = try IndexFile(path: folder.hookIndex)
    try copy.readTree(tree, of: repository)
    try copy.write()
    let variables = hookEnvironment(author, committer)
    // As `git commit` does: a hook that asks for changed files shall not see all as possibly changed.
    _ = try await commands.run(["update-index", "-q", "--refresh"], environment: variables)
    guard hasHook(hook) else { return tree }
    let before = hookOutput.utf8.count
    if try await runHook(hook, [], variables) {
      throw Self.refused(hook, String(decoding: hookOutput.utf8.dropFirst(before), as: UTF8.self))
    }
    let left = try IndexFile(path: folder.hookIndex).writeTree(to: repository)
    if left != tree { try await adopt(repository.changes(fromTree: tree, to: left), root, index) }
    return left
  }

  static func refused(_ hook: String, _ output: String) -> GitError {
    var text = output[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return GitError(
      .hookRefused(hook: hook, output: String(text)),
      "the hook \(hook) refused the commit" + (text.isEmpty ? "" : ": \(text)"),
      help: "mend what it says; nothing was changed")
  }

  /// Takes over what `pre-commit` staged, after the caller has looked at it.
  private func adopt(_ changes: [PathChange], _ root: ObjectID?, _ index: StagedIndex) async throws(GitError) {
    let left = try IndexFile(path: folder.hookIndex)
    var contents: [String: [UInt8]] = [:]
    for change in changes {
      let path = try RepositoryPath(change.path)
      let entry = left.entry(change.path)
      if let entry, !entry.mode.isPlainFile {
        throw GitError(
          .notAPlainFile(change.path), "pre-commit staged \(change.path), which is not a plain file")
      }
      let new = entry.map { Journal.IndexState(mode: $0.mode, id: $0.id) }
      if let new { contents[change.path] = try repository.blob(new.id) }
      let position = items.firstIndex { $0.path == path }
      var item = position.map { items[$0] } ?? Item(path: path, content: .workTreeFile)
      if position == nil { item.staged = index.entry(change.path).map { .init(mode: $0.mode, id: $0.id) } }
      (item.new, item.status) = (new, nil)
      if item.workBytes != nil, let new {
        item.workBytes =
          filters.needsGit(change.path)
          ? try await commands.smudge(new.id, change.path)
          : try filters.convert(repository.blob(new.id), change.path, toWorkTree: true)
      }
      if let position { items[position] = item } else { items.append(item) }
    }
    do {
      try validate?(contents)
    } catch {
      throw GitError(
        .invalidAfterHook, "what pre-commit made of the commit is not valid: \(error)",
        help: "nothing was changed", cause: error)
    }
  }

  /// Runs `post-commit`, or after a merge `post-merge`, whose status Git ignores too.
  func postCommit() async throws(GitError) {
    var (hook, arguments) = ("post-commit", [String]())
    switch request.aim {
    case .merge, .fastForward: (hook, arguments) = ("post-merge", ["0"])
    case .mergeState: return
    case .commit, .conclusion: break
    }
    guard hasHook(hook) else { return }
    _ = try await runHook(hook, arguments, request.editMessage ? [:] : ["GIT_EDITOR": ":"])
  }
}
