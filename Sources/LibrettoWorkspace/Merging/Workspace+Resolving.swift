import LibrettoGit
import LibrettoMerge
import LibrettoModel

extension Workspace {
  /// Resolves conflicts of one record or file, and marks it as resolved in Git's index when the last of them goes. Without
  /// choices the file is taken as it is, if no marker is left in it.
  ///
  /// - Throws: where nothing of that name is in conflict, where a choice names no conflict, and where a value is none
  public func resolve(
    _ name: String, _ choices: [ConflictChoice]
  ) async throws(WorkspaceError) -> ResolveOutcome {
    do {
      let repository = try repository()
      let entries = try conflictEntries(repository)
      guard !entries.isEmpty else {
        throw WorkspaceError(.usage, "nothing is in conflict", help: "see: libretto status")
      }
      let types = conflictTypes()
      let reader = ConflictReader(repository, types: types, sides: .none)
      let apart = try reader.movedApart(entries)
      let entry = try conflicted(name, entries, types)
      let resolver = ConflictResolver(workspace: self, repository: repository, types: types, entry: entry)
      var resolved = 0
      if let move = apart.first(where: { move in
        [move.base, move.ours, move.theirs].contains { PathBytes($0.path) == PathBytes(entry.path) }
      }) {
        resolved = try await resolver.resolve(choices, movedApart: move)
      } else if entry.stages.ours == nil || entry.stages.theirs == nil {
        resolved = try await resolver.resolveExistence(choices)
      } else {
        resolved = try await resolver.resolveContent(choices)
      }
      return try await outcome(of: entry, resolved, types, repository)
    } catch { throw Self.wrapped(error) }
  }

  private func outcome(
    of entry: ConflictReader.Entry, _ resolved: Int, _ types: BookTypes, _ repository: Repository
  ) async throws -> ResolveOutcome {
    let own = types.own(entry.path) ?? entry.path
    let all = try conflicts()
    let left = all.filter { PathBytes($0.path) == PathBytes(own) }
    let type = types.type(entry.path)
    var findings: [Diagnostic] = []
    if left.isEmpty, let type,
      let bytes = try? FileAccess.read("\(root)/\(own)", limit: RecordReading.sizeLimit),
      case .record(let record) = RecordReading(type: type, path: own, bytes: bytes)
    {
      findings = Rules.check(record, in: book).sorted()
    }
    return ResolveOutcome(
      displayName: type.map { "\($0.plural)/\(RecordReading.stem(own))" } ?? own, resolved: resolved, left: left,
      isMarked: left.isEmpty, leftInAll: all.count, findings: findings)
  }

  /// The path in conflict that a name means: a file as the shell sees it, an id, a type and an id, or a title.
  private func conflicted(
    _ name: String, _ entries: [ConflictReader.Entry], _ types: BookTypes
  ) throws -> ConflictReader.Entry {
    let workTree = try repository().workTree
    let full = environment.absolutePath(name)
    let file = path(ofFile: full)
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let found = entries.filter { entry in
      let place = "\(workTree)/\(entry.path)"
      let own = types.own(entry.path) ?? entry.path
      if place == full || file.map({ PathBytes($0) == PathBytes(own) }) == true { return true }
      if PathBytes(own) == PathBytes(name) || PathBytes(entry.path) == PathBytes(name) { return true }
      guard let type = types.type(entry.path), parts.count <= 2, let id = parts.last else { return false }
      let isType = parts.count == 1 || [type.name, type.plural].contains(parts[0])
      return isType && RecordReading.stem(own) == id
    }
    if let entry = found.first {
      let kinds = Set(found.compactMap { types.type($0.path)?.name })
      guard kinds.count <= 1 else {
        throw WorkspaceError(
          .usage, "\"\(visible(name))\" may mean \(kinds.sorted().map { "\($0)/\(name)" }.joined(separator: " or "))",
          help: "name it with its type")
      }
      return entry
    }
    let known = entries.map { types.type($0.path) == nil ? types.own($0.path) ?? $0.path : RecordReading.stem($0.path) }
    if let path = try? scope([name]).first, FileAccess.exists("\(root)/\(path)") {
      throw WorkspaceError(
        .usage, "\(visible(name)) is not in conflict",
        help: "in conflict: " + Set(known).sorted().joined(separator: ", "))
    }
    let error = WorkspaceError.unknown("record in conflict", name, among: Set(known).sorted())
    throw WorkspaceError(
      .usage, error.message, help: error.help ?? "in conflict: " + Set(known).sorted().joined(separator: ", "))
  }
}
