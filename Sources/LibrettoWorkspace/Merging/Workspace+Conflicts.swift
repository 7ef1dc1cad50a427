import LibrettoGit
import LibrettoModel

extension Workspace {
  /// What is left to be chosen in a merge, rebase, cherry-pick or stash under way, whoever began it; empty where nothing is.
  public func conflicts() throws(WorkspaceError) -> [BookConflict] {
    do {
      let repository = try repository()
      let entries = try conflictEntries(repository)
      guard !entries.isEmpty else { return [] }
      var reader = ConflictReader(repository, types: conflictTypes(), sides: ConflictSides(repository))
      return try reader.conflicts(entries)
    } catch { throw Self.wrapped(error) }
  }

  /// The conflicts of a join that was not brought into the files.
  func describe(_ work: JoinWork) throws -> [BookConflict] {
    let repository = try repository()
    var reader = ConflictReader(repository, types: work.types, sides: ConflictSides(work, repository))
    return try reader.conflicts(
      work.join.conflicts.map { ConflictReader.Entry(path: $0.path, stages: $0.stages, file: $0.file) })
  }

  /// The paths in conflict, with their work files.
  func conflictEntries(_ repository: Repository) throws -> [ConflictReader.Entry] {
    try repository.conflictStages().map { path, stages in
      let file = try? FileAccess.read("\(repository.workTree)/\(path)", limit: 1 << 27)
      return ConflictReader.Entry(path: path, stages: stages, file: file)
    }
  }

  /// Which paths are records: by the files as they are, and where the configuration is in conflict, as it was in HEAD.
  func conflictTypes() -> BookTypes {
    let prefix = (try? prefix()) ?? ""
    var books = [book]
    if !Self.grave(bookFindings).isEmpty, let past = try? at("HEAD") { books = [past.book, book] }
    return BookTypes(books, prefix: prefix)
  }

  /// What of a merge under way concerns a record that a name may mean: `leads/jane-doe (stage, score)`.
  public func conflicts(of name: String) throws(WorkspaceError) -> [String] {
    let stem = RecordReading.stem(name)
    guard conflictedPaths().contains(where: { RecordReading.stem($0) == stem }) else { return [] }
    let own = try conflicts().filter { RecordReading.stem($0.path) == stem }
    return Set(own.map(\.displayName)).sorted().map { shown in
      let fields = own.compactMap { conflict -> String? in
        if case .field(let field) = conflict.subject, conflict.displayName == shown { return field }
        return nil
      }
      return fields.isEmpty ? shown : "\(shown) (\(fields.joined(separator: ", ")))"
    }
  }

  /// The records in conflict, so that listings of changes can tell them from others: by path from the book's root.
  public func conflictedPaths() -> Set<String> {
    guard let prefix = try? prefix(), let repository = try? repository(),
      let paths = try? repository.conflictedPaths(under: prefix)
    else { return [] }
    return Set(paths.map { String(decoding: $0.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) })
  }
}

extension Workspace {
  /// The command with which what is under way goes on once nothing is in conflict; nil where nothing is under way.
  public var commandThatContinues: String? {
    switch (try? repository())?.operation {
    case .merge: "libretto commit"
    case .rebase: "git rebase --continue"
    case .cherryPick: "git cherry-pick --continue"
    case .revert: "git revert --continue"
    case .am: "git am --continue"
    case .bisect, nil: nil
    }
  }

  /// What is under way in the repository, as a sentence without a full stop for people who look at the book; nil where
  /// nothing is.
  public func operationNote() -> String? {
    guard let repository = try? repository() else { return nil }
    let count = ((try? repository.conflictStages()) ?? []).count
    let left = count == 1 ? "1 file is in conflict" : "\(count) files are in conflict"
    guard let operation = repository.operation, operation != .bisect else {
      return count == 0 ? nil : "\(left): libretto conflicts"
    }
    let article = operation == .am ? "a mailbox is being applied" : "a \(operation.command) is under way"
    if count > 0 { return "\(article), \(left): libretto conflicts" }
    return "\(article), no conflicts are left; go on with: \(commandThatContinues ?? "git status")"
  }
}
