import LibrettoModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One run of setup: does what is not done yet, and takes note of it.
struct SetupRun {
  /// The repository's root.
  let root: String
  let isUndo: Bool
  let isDryRun: Bool
  var steps: [SetupOutcome.Step] = []

  init(root: String, isUndo: Bool, isDryRun: Bool) {
    (self.root, self.isUndo, self.isDryRun) = (root, isUndo, isDryRun)
  }

  /// Sets the settings of the clone, or takes away those that are ours.
  mutating func settings(
    _ settings: [(key: String, value: String, purpose: String)], _ git: SetupGit
  ) async throws(WorkspaceError) {
    for (key, value, purpose) in settings {
      let current = try await git.value(key)
      if isUndo {
        guard current != nil else { continue }
        if !isDryRun { try await git.unset(key) }
        steps.append(.init(.removed, key, purpose))
      } else if current == value {
        steps.append(.init(.unchanged, key, purpose))
      } else {
        if !isDryRun { try await git.set(key, value) }
        steps.append(.init(.set, key, purpose))
      }
    }
    if isUndo, try await git.forgetTexts(isDryRun: isDryRun) {
      steps.append(
        .init(.removed, "refs/notes/textconv/libretto", "texts of records that Git kept to show them faster"))
    }
  }

  /// Places a block of lines in a file of the user's; with `always`, also where the file would come into being by it.
  mutating func block(_ block: MarkedBlock, always: Bool) throws(WorkspaceError) {
    let current = try text(block.path)
    if isUndo {
      guard let current, MarkedBlock.isIn(current) else { return }
      let rest = MarkedBlock.removed(from: current)
      try write(block.path, from: current, to: rest.allSatisfy(\.isWhitespace) ? nil : rest)
      steps.append(.init(.removed, block.path, block.purpose))
      return
    }
    // Lines that someone wrote without the marks, as `init` does, need not be there twice.
    let lines = Set((current ?? "").split(whereSeparator: \.isNewline).map(String.init))
    let text = block.placed(in: current)
    if text == current || block.lines.allSatisfy(lines.contains) {
      steps.append(.init(.unchanged, block.path, block.purpose))
    } else {
      try write(block.path, from: current, to: text)
      steps.append(.init(.wrote, block.path, block.purpose, content: text))
    }
  }

  /// Writes a file that is ours, anew where nobody edited it.
  mutating func file(_ file: OwnedFile) throws(WorkspaceError) {
    let current = try text(file.path)
    let standing = file.standing(current)
    if isUndo {
      guard let current, standing != .missing else { return }
      guard standing != .foreign else {
        if current.contains("Made by libretto setup") {
          steps.append(.init(.left, file.path, "was edited by hand", help: "remove it yourself, if nobody needs it"))
        }
        return
      }
      try write(file.path, from: current, to: nil)
      steps.append(.init(.removed, file.path, file.purpose))
      return
    }
    switch standing {
    case .same: steps.append(.init(.unchanged, file.path, file.purpose))
    case .missing, .outdated:
      try write(file.path, from: current, to: file.text)
      steps.append(.init(.wrote, file.path, file.purpose, content: file.text))
    case .foreign:
      steps.append(
        .init(
          .left, file.path, "is someone's own work and stays as it is",
          help: "move it away and run setup again, to compare it with what setup writes"))
    }
  }

  /// Writes hooks where there are none; of those that are there, says what to add.
  mutating func hooks(
    _ folder: String, gitDirectory: String, command: String, prefix: String
  ) throws(WorkspaceError) {
    let isInside = folder.hasPrefix(root + "/") || folder.hasPrefix(gitDirectory + "/")
    for hook in Hooks.all(in: folder, command: command, prefix: prefix) {
      let shown = folder.hasPrefix(root + "/") ? String(hook.path.dropFirst(root.utf8.count + 1)) : hook.path
      let current = try text(ofFile: hook.path)
      let standing = hook.standing(current)
      if isUndo {
        guard standing == .same || standing == .outdated else { continue }
        if !isDryRun { unlink(hook.path) }
        steps.append(.init(.removed, shown, hook.purpose))
        continue
      }
      if standing == .same || current?.contains("libretto") ?? false && standing == .foreign {
        steps.append(.init(.unchanged, shown, hook.purpose))
      } else if standing == .foreign {
        steps.append(
          .init(
            .left, shown, "is a hook of your own and stays as it is", help: Hooks.advice(on: hook), content: hook.text))
      } else if !isInside {
        steps.append(
          .init(
            .left, shown, "core.hooksPath leads out of the repository, to hooks that others share",
            help: Hooks.advice(on: hook), content: hook.text))
      } else {
        if !isDryRun { try FileAccess.writeProgram(hook.text, to: hook.path) }
        steps.append(.init(.wrote, shown, hook.purpose, content: hook.text))
      }
    }
  }

  /// Makes `.gitlab-ci.yml` include the jobs; where there is one already, says what to add.
  mutating func include(_ pipeline: GitLabPipeline) throws(WorkspaceError) {
    let path = ".gitlab-ci.yml"
    let current = try text(path)
    let block = MarkedBlock(path: path, lines: pipeline.include, purpose: "includes the jobs of the book")
    if isUndo || current == nil || current.map(MarkedBlock.isIn) == true {
      try self.block(block, always: true)
    } else if current?.contains(pipeline.path) == true {
      steps.append(.init(.unchanged, path, block.purpose))
    } else {
      steps.append(
        .init(
          .left, path, "is there already and stays as it is", help: "add under include: - local: \(pipeline.path)"))
    }
  }

  private func text(_ path: String) throws(WorkspaceError) -> String? { try text(ofFile: "\(root)/\(path)") }

  private func text(ofFile path: String) throws(WorkspaceError) -> String? {
    do { return String(decoding: try FileAccess.read(path, limit: 1 << 20), as: UTF8.self) } catch {
      if case .missing = error { return nil }
      throw WorkspaceError(
        .failure, "\(visible(path)) cannot be read or is no plain file", help: "nothing was written there; look at it")
    }
  }

  private func write(_ path: String, from current: String?, to text: String?) throws(WorkspaceError) {
    guard !isDryRun else { return }
    var writes = FileTransaction(root: root)
    writes.plan(path, from: current.map { Array($0.utf8) }, to: text.map { Array($0.utf8) })
    try writes.commit()
  }
}
