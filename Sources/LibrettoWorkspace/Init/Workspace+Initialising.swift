import LibrettoGit
import LibrettoModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Workspace {
  /// Starts a book at `path`: a missing or empty folder, or one that holds nothing but `.git`. Makes a repository where
  /// neither the folder nor one above it is one, and the first commit of all that was written.
  /// - Parameters:
  ///   - sample: whether the book gets records to try everything on
  ///   - name: the company; nil: as the folder is called
  public static func initialise(
    at path: String, sample: Bool = false, name: String? = nil, environment: Environment
  ) async throws(WorkspaceError) -> InitOutcome {
    guard !path.isEmpty else {
      throw WorkspaceError(.usage, "no folder is named", help: "name a new one: libretto init my-book")
    }
    let root = environment.absolutePath(path)
    try refuseBookAbove(root, named: path)
    let isNew = try checkRoom(root, named: path)
    var repository = try existingRepository(above: root)
    let madeRepository = repository == nil
    if isNew { try makeFolders(root) }
    if repository == nil {
      do { repository = try Repository.create(at: root) } catch { throw WorkspaceError(error) }
    }
    guard let repository else { throw WorkspaceError(.failure, "cannot make a repository in \(path)") }
    let files = template(
      root: root, sample: sample, name: name, identity: repository.identity(), environment: environment)
    var writes = FileTransaction(root: root)
    for file in files.files { writes.plan(file.path, from: nil, to: Array(file.text.utf8)) }
    do {
      try writes.commit()
      let result = try await firstCommit(files.files.map(\.path), root: root, repository, environment)
      return InitOutcome(
        root: root, files: files.files.map(\.path), madeRepository: madeRepository,
        branch: (try? repository.head())?.branchName, commit: result, member: files.member,
        usesStandInIdentity: repository.identity() == nil)
    } catch {
      // Nothing half-made stays, so that the same command can be tried again.
      for file in files.files { unlink("\(root)/\(file.path)") }
      for folder in Set(files.files.compactMap { $0.path.split(separator: "/").dropLast().first }) {
        rmdir("\(root)/\(folder)")
      }
      throw error
    }
  }

  /// Refuses a folder inside a book: the outer one would take in the inner one's files.
  private static func refuseBookAbove(_ root: String, named path: String) throws(WorkspaceError) {
    var folder = root
    while let slash = folder.lastIndex(of: "/"), folder.count > 1 {
      folder = String(folder[..<slash])
      guard FileAccess.exists("\(folder)/libretto.yaml") else { continue }
      throw WorkspaceError(
        .failure, "\(visible(path)) lies inside the book in \(visible(folder.isEmpty ? "/" : folder))",
        help: "name a folder outside of it; a book does not hold another")
    }
  }

  /// Refuses a folder in which something would be written over or mixed; returns whether it is missing.
  private static func checkRoom(_ root: String, named path: String) throws(WorkspaceError) -> Bool {
    guard FileAccess.exists(root) else { return true }
    guard FileAccess.isFolder(root) else {
      throw WorkspaceError(.failure, "\(path) is no folder", help: "name a folder that is new or empty")
    }
    let entries: [FileAccess.Entry]
    do { entries = try FileAccess.list(root) } catch {
      throw WorkspaceError(.failure, "\(path) cannot be read", help: "check who may read it")
    }
    let names = entries.map(\.name).filter { $0 != ".git" && $0 != ".DS_Store" }.sorted()
    if names.contains("libretto.yaml") {
      throw WorkspaceError(
        .failure, "there is a book in \(path) already", help: "look at it with: libretto status --book \(path)")
    }
    guard names.isEmpty else {
      let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
      throw WorkspaceError(
        .failure, "\(path) is not empty: it holds \(visible(shown))",
        help: "name a new folder; a book may lie in a folder of its own inside a repository")
    }
    return false
  }

  /// The repository that the new book is going to lie in; nil where there is none yet.
  private static func existingRepository(above root: String) throws(WorkspaceError) -> Repository? {
    var folder = root
    while !FileAccess.isFolder(folder), let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
      folder = String(folder[..<slash])
    }
    let repository: Repository
    do { repository = try Repository.discover(from: folder) } catch {
      if error.code == .notARepository { return nil }
      throw WorkspaceError(error)
    }
    if let operation = repository.operation {
      throw WorkspaceError(
        .failure, "a \(operation.command) is in progress in \(repository.workTree)", help: operation.help)
    }
    if repository.isIgnored(Self.path(of: root + "/libretto.yaml", in: repository)) {
      throw WorkspaceError(
        .failure, "the repository at \(repository.workTree) ignores this folder",
        help: "name another folder, or take it out of .gitignore")
    }
    return repository
  }

  /// A path from the repository's root; the folders may be missing still.
  private static func path(of path: String, in repository: Repository) -> String {
    var (folder, rest) = (path, "")
    while let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
      rest = String(folder[slash...]) + rest
      folder = String(folder[..<slash])
      if let real = FileAccess.realPath(folder) {
        return String((real + rest).dropFirst(repository.workTree.count + 1))
      }
    }
    return path
  }

  private static func makeFolders(_ root: String) throws(WorkspaceError) {
    var path = ""
    for part in root.split(separator: "/") {
      path += "/\(part)"
      guard mkdir(path, 0o777) != 0, errno != EEXIST, !FileAccess.isFolder(path) else { continue }
      throw WorkspaceError(
        .failure, "cannot make the folder \(path): \(FileAccess.reason(errno))", help: "check who may write there")
    }
  }

  private static func firstCommit(
    _ files: [String], root: String, _ repository: Repository, _ environment: Environment
  ) async throws(WorkspaceError) -> ObjectID? {
    let real = FileAccess.realPath(root) ?? root
    let prefix = real == repository.workTree ? "" : String(real.dropFirst(repository.workTree.utf8.count + 1)) + "/"
    let standIn = Signature(
      name: "Libretto", email: "init@libretto.invalid", seconds: environment.now().secondsSinceEpoch, offsetMinutes: 0)
    let request = CommitRequest(
      changes: files.map { (prefix + $0, .workTreeFile) },
      message: prefix.isEmpty ? "Start the book" : "Start the book in \(prefix)",
      author: (try? repository.author()) == nil ? standIn : nil,
      committer: (try? repository.committer()) == nil ? standIn : nil)
    do { return try await repository.commit(request, runner: SubprocessGit()).id } catch { throw WorkspaceError(error) }
  }
}
