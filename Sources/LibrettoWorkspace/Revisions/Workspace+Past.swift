import LibrettoGit
import LibrettoModel

extension Workspace {
  /// The book as it stood at a revision or at the end of a date, from Git alone: configuration, schemas, agreement, views
  /// and records come from the commit's tree, and "now" is its moment. It answers questions and changes nothing.
  ///
  /// - Parameter text: see ``revision(_:)``
  /// - Throws: as ``revision(_:)`` does, and where there was no book then.
  public func at(_ text: String) throws(WorkspaceError) -> Workspace {
    let revision = try revision(text)
    let repository = try repository()
    let prefix = try prefix()
    var problems: [Diagnostic] = []
    let files: [String: [UInt8]]
    do {
      files = try Self.configuration(of: revision.commit.id, in: repository, prefix: prefix, into: &problems)
      guard files["libretto.yaml"] != nil || problems.contains(where: { $0.path == "libretto.yaml" }) else {
        throw try noBook(at: revision, in: repository, prefix: prefix)
      }
    } catch { throw Self.unreadable(error, at: revision, in: repository) }
    var environment = environment
    environment.now = { revision.moment }
    let past = Workspace(
      root: root, environment: environment, files: files, problems: problems, revision: revision, like: self)
    past.present = self
    return past
  }

  /// The files of the configuration in a commit's tree, by their paths from the book's root.
  static func configuration(
    of commit: ObjectID, in repository: Repository, prefix: String, into problems: inout [Diagnostic]
  ) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    var entries = try ["libretto.yaml", "agreement.yaml"].compactMap {
      try repository.entry(at: prefix + $0, in: commit)
    }
    for folder in ["schema/", "views/"] {
      entries += try repository.entries(in: commit, under: prefix + folder).filter { entry in
        // As in the working tree: what lies deeper is not the book's.
        let name = entry.path.dropFirst(prefix.count + folder.count)
        return !name.isEmpty && !name.hasPrefix(".") && !name.contains("/")
      }
    }
    for entry in entries {
      let path = String(entry.path.dropFirst(prefix.count))
      switch entry.mode {
      case .symbolicLink:
        problems.append(Diagnostic(.symbolicLink, "symbolic links are never followed", path: path))
      case .file, .executable:
        let bytes = try repository.blob(entry.id)
        if bytes.count <= 1 << 20 {
          files[path] = bytes
        } else {
          problems.append(Diagnostic(.notAFile, "this is no plain file of at most 1 MiB", path: path))
        }
      case .tree, .submodule: continue
      }
    }
    return files
  }

  /// Why there is no book at a revision.
  private func noBook(at revision: BookRevision, in repository: Repository, prefix: String) throws -> WorkspaceError {
    let others = try repository.entries(in: revision.commit.id).filter { entry in
      entry.mode.isPlainFile && (entry.path == "libretto.yaml" || entry.path.hasSuffix("/libretto.yaml"))
    }
    let place = prefix.isEmpty ? "the repository's root" : prefix
    guard let other = others.first?.path.dropLast("libretto.yaml".count) else {
      return WorkspaceError(
        .usage, "there was no book yet at \(visible(revision.description)): the commit has no libretto.yaml",
        help: "ask for a later revision: git log --reverse -- libretto.yaml")
    }
    return WorkspaceError(
      .usage,
      "at \(visible(revision.description)) the book was not in \(place): it lay in "
        + (other.isEmpty ? "the repository's root" : visible(String(other))),
      help: "ask a checkout of that commit: git worktree add ../then \(revision.commit.id.abbreviated)")
  }

  /// What Git could not give; of an object that a clone left out, how to get it.
  static func unreadable(_ error: any Error, at revision: BookRevision, in repository: Repository) -> WorkspaceError {
    guard let error = error as? GitError, error.code == .notFound else { return wrapped(error) }
    let help =
      repository.isPartial
      ? "this is a partial clone; get all that it left out: git fetch --refetch --no-filter"
      : repository.isShallow
        ? "this is a shallow clone; get the rest: git fetch --unshallow" : "the repository is damaged: git fsck"
    return WorkspaceError(
      .failure, "at \(visible(revision.description)): \(error.message)", help: error.help ?? help, cause: error)
  }
}
