public import LibrettoModel
import LibrettoGit
import LibrettoMerge
import LibrettoQuery

extension Workspace {
  /// What is wrong with the book as it is staged for the next commit, with the staged bytes of its files: what
  /// concerns the staged changes, or, with `paths`, everything that concerns those.
  public func validateStaged(
    paths: [String]? = nil
  ) async throws(WorkspaceError) -> (findings: [Diagnostic], sources: (String) -> [UInt8]?) {
    let repository = try repository()
    do {
      let state = try await stagedState()
      var configuration: [String: [UInt8]] = [:]
      for (path, id) in state.files where Book.isConfiguration(path: path) {
        configuration[path] = try repository.blob(id)
      }
      let (book, problems) = Book.load(files: configuration)
      func read(_ path: String, _ id: ObjectID) throws -> RecordReading? {
        guard book.isRecord(path: path), let type = book.type(forPath: path) else { return nil }
        return RecordReading(type: type, path: path, bytes: try repository.blob(id))
      }
      var records: [Record] = []
      // Without a configuration to read, whatever were said of records would be a guess.
      guard Self.grave(problems).isEmpty else {
        return (problems.sorted(), { path in state.files[path].flatMap { try? repository.blob($0) } })
      }
      var findings = state.links.filter { book.type(forPath: $0) != nil || Book.isConfiguration(path: $0) }
        .map { Diagnostic(.symbolicLink, "symbolic links are never followed", path: $0) }
      for (path, id) in state.files {
        switch try read(path, id) {
        case .record(let record):
          records.append(record)
          findings += Rules.judge(record, in: book)
        case .finding(let finding): findings.append(finding)
        case nil: break
        }
      }
      let staged = Set(state.changes.map(\.path))
      let old = try state.changes.compactMap { change -> Record? in
        guard let id = change.old, case .record(let record) = try read(change.path, id) else { return nil }
        return record
      }
      let files = state.changes.filter { Book.isConfiguration(path: $0.path) }
        .map { ChangeSet.FileChange(path: $0.path, kind: $0.isRemoved ? .removed : .modified) }
      let change = BookChange(
        ChangeSet(old: old, new: records.filter { staged.contains($0.path) }, files: files), paths: staged,
        loaded: LoadedRecords(
          catalog: Catalog(book: book, records: records), findings: findings, fileCount: records.count))
      let bookFindings = problems + Self.conditionFindings(book, configuration)
      let judged: [Diagnostic]
      if let paths {
        judged = await judge(change.loaded, bookFindings: bookFindings + change.moves, paths: paths)
      } else {
        let isWide = change.set.concernsAllRecords
        judged = await judge(change, bookFindings: bookFindings.filter { isWide || staged.contains($0.path) })
      }
      return (judged, { path in state.files[path].flatMap { try? repository.blob($0) } })
    } catch { throw Self.wrapped(error) }
  }

  /// What HEAD and the staging area make the next commit.
  private struct StagedState {
    /// The plain files and their blobs.
    var files: [String: ObjectID] = [:]
    /// The symbolic links.
    var links: Set<String> = []
    /// What differs from HEAD.
    var changes: [OwnChange] = []
  }

  private func stagedState() async throws -> StagedState {
    let (repository, prefix) = (try repository(), try prefix())
    var state = StagedState()
    func take(_ path: String, _ mode: FileMode, _ id: ObjectID) {
      switch mode {
      case .file, .executable: state.files[path] = id
      case .symbolicLink: state.links.insert(path)
      case .submodule, .tree: break
      }
    }
    if let head = try repository.head().commit {
      for entry in try repository.entries(in: head, under: prefix) {
        take(String(entry.path.dropFirst(prefix.count)), entry.mode, entry.id)
      }
    }
    let changes = try repository.stagedPaths(under: prefix)
    let special = try await stagedLinks(
      among: changes.filter { $0.kind == .added || $0.kind == .typeChanged }.map(\.path))
    for change in changes where change.path.hasPrefix(prefix) {
      let path = String(change.path.dropFirst(prefix.count))
      let isLink = state.links.remove(path) != nil
      state.files[path] = nil
      if change.kind != .deleted, let id = change.newID {
        // Only a change of its kind makes a link something else.
        let remains = isLink && change.kind == .modified
        take(path, special[change.path] ?? (remains ? .symbolicLink : .file), id)
      }
      state.changes.append(
        OwnChange(path: path, old: change.headID, new: change.newID, isRemoved: change.kind == .deleted))
    }
    return state
  }

  /// Which of the staged paths are symbolic links or other repositories.
  private func stagedLinks(among paths: [String]) async throws -> [String: FileMode] {
    guard !paths.isEmpty else { return [:] }
    let wanted = Set(paths)
    let listing = try await SubprocessGit().run(
      ["ls-files", "--stage", "-z", "--full-name"], in: try repository().workTree, environment: environment.variables,
      input: [])
    guard listing.status == 0 else {
      throw WorkspaceError(.failure, "git ls-files failed: \(String(decoding: listing.errorOutput, as: UTF8.self))")
    }
    var found: [String: FileMode] = [:]
    for line in listing.output.split(separator: 0) {
      // mode SP blob SP stage TAB path
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { continue }
      let mode: FileMode
      if line.starts(with: "120000".utf8) {
        mode = .symbolicLink
      } else if line.starts(with: "160000".utf8) {
        mode = .submodule
      } else {
        continue
      }
      let path = String(decoding: line[(tab + 1)...], as: UTF8.self)
      if wanted.contains(path) { found[path] = mode }
    }
    return found
  }
}
