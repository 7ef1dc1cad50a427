import Clibgit2

extension CommitTransaction {
  /// The message after the hooks and the editor, cleaned as `commit.cleanup` says.
  func finishMessage(_ author: Signature, _ committer: Signature) async throws(GitError) -> String {
    let hooks = ["prepare-commit-msg", "commit-msg"].filter { hasHook($0) }
    var text = request.message
    if !hooks.isEmpty || request.editMessage {
      let file = repository.gitDirectory + "/COMMIT_EDITMSG"
      let variables = hookEnvironment(author, committer)
      try FileSystem.replace(file, with: Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
      // Hooks get the path as `git commit` gives it: from the work tree's root where the Git directory lies
      // there.
      let shown = repository.gitDirectory == repository.workTree + "/.git" ? ".git/COMMIT_EDITMSG" : file
      if hooks.contains("prepare-commit-msg") {
        var source = "merge"
        if request.aim == .commit { source = "message" }
        try await runMessageHook("prepare-commit-msg", [shown, source], variables)
      }
      if request.editMessage { try await edit(file, variables) }
      if hooks.contains("commit-msg") { try await runMessageHook("commit-msg", [shown], variables) }
      text = String(decoding: try FileSystem.read(file) ?? [], as: UTF8.self)
    }
    let cleaned = try clean(text)
    guard !cleaned.allSatisfy(\.isWhitespace) else {
      throw GitError(.invalid("message"), "the commit message is empty", help: "nothing was changed")
    }
    return cleaned
  }

  private func runMessageHook(
    _ name: String, _ arguments: [String], _ variables: [String: String]
  ) async throws(GitError) {
    let before = hookOutput.utf8.count
    if try await runHook(name, arguments, variables) {
      throw Self.refused(name, String(decoding: hookOutput.utf8.dropFirst(before), as: UTF8.self))
    }
  }

  private func edit(_ file: String, _ variables: [String: String]) async throws(GitError) {
    // An alias is the one way to have Git itself run its editor (GIT_EDITOR, core.editor, VISUAL, EDITOR) on
    // a file.
    let status = try await commands.runner.runInteractively(
      GitCommands.options + [
        "-c", "alias.libretto-edit=!f() { eval \"$(git var GIT_EDITOR)\" '\"$1\"'; }; f", "libretto-edit",
        file,
      ],
      in: repository.workTree, environment: variables)
    guard status == 0 else {
      throw GitError(
        .command(arguments: ["editor"], status: status, output: ""), "the editor ended with status \(status)",
        help: "nothing was changed")
    }
  }

  private func clean(_ text: String) throws(GitError) -> String {
    let mode = repository.configuration(string: "commit.cleanup") ?? "default"
    if mode == "verbatim" { return text }
    var text = text
    if mode == "scissors",
      let cut = text.firstRange(of: "# ------------------------ >8 ------------------------")
    {
      text = String(text[..<cut.lowerBound])
    }
    let strips = mode == "strip" || (mode == "default" && request.editMessage)
    let comment = repository.configuration(string: "core.commentChar")?.utf8.first ?? 0x23
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    try check(
      git_message_prettify(&buffer, text, strips ? 1 : 0, CChar(bitPattern: comment)),
      "cannot clean the message")
    return buffer.ptr.map { String(cString: $0) } ?? ""
  }
}
