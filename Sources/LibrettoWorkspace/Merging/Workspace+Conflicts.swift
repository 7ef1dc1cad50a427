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

  /// The records in conflict, so that listings of changes can tell them from others: by path from the book's root.
  public func conflictedPaths() -> Set<String> {
    guard let prefix = try? prefix(), let repository = try? repository(),
      let paths = try? repository.conflictedPaths(under: prefix)
    else { return [] }
    return Set(paths.map { String(decoding: $0.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) })
  }
}
