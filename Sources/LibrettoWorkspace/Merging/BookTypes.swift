import LibrettoGit
import LibrettoModel

/// Which paths are records of the book in any of several states of it, and of which type.
struct BookTypes {
  /// The books, the one that decides first.
  private let books: [Book]
  /// The book's folder from the repository's root: empty, or with a slash at the end.
  private let prefix: String

  init(_ books: [Book], prefix: String) { (self.books, self.prefix) = (books, prefix) }

  /// The type of the record at a path from the repository's root; nil for what is no record.
  func type(_ path: String) -> RecordType? {
    guard let own = own(path) else { return nil }
    for book in books {
      if book.isRecord(path: own), let type = book.type(forPath: own) { return type }
    }
    return nil
  }

  /// The path from the book's root; nil outside it.
  func own(_ path: String) -> String? {
    guard path.utf8.starts(with: prefix.utf8) else { return nil }
    return String(path.utf8.dropFirst(prefix.utf8.count))
  }
}

extension Workspace {
  /// The types of the book at our commit; where the sides differ in its configuration, also theirs and those before. A type
  /// that only theirs changed is theirs.
  func types(base: ObjectID?, ours: ObjectID, theirs: ObjectID) throws(WorkspaceError) -> BookTypes {
    let prefix = try prefix()
    do {
      let configuration = try [base, ours, theirs].map { try $0.map { try configurationIDs($0, prefix) } ?? [:] }
      let own = try book(at: ours)
      guard configuration[0] != configuration[1] || configuration[0] != configuration[2] else {
        return BookTypes([own], prefix: prefix)
      }
      let isTheirs = configuration[0] == configuration[1]
      let other = try book(at: theirs)
      let old = try base.map { try book(at: $0) }
      return BookTypes((isTheirs ? [other, own] : [own, other]) + (old.map { [$0] } ?? []), prefix: prefix)
    } catch { throw Self.wrapped(error) }
  }

  /// The files of the configuration in a commit.
  func configurationIDs(_ commit: ObjectID, _ prefix: String) throws(GitError) -> [String: ObjectID] {
    let repository: Repository
    do { repository = try self.repository() } catch { return [:] }
    let root = try repository.commit(commit).tree
    var found: [String: ObjectID] = [:]
    for name in ["libretto.yaml", "agreement.yaml"] {
      found[name] = try repository.leaf(at: prefix + name, inTree: root)?.id
    }
    for folder in ["schema", "views"] {
      for entry in try repository.entries(in: commit, under: prefix + folder) { found[entry.path] = entry.id }
    }
    return found
  }

  private func book(at commit: ObjectID) throws -> Book {
    let repository = try repository()
    let prefix = try prefix()
    var files: [String: [UInt8]] = [:]
    for (path, id) in try configurationIDs(commit, prefix) {
      let own = path.hasPrefix(prefix) && path.contains("/") ? String(path.dropFirst(prefix.count)) : path
      files[own] = try repository.blob(id)
    }
    return files == configurationFiles ? book : Book.load(files: files).book
  }
}
