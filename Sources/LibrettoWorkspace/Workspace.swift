public import LibrettoGit
import LibrettoIndex
public import LibrettoModel

/// An opened book: the use cases start here.
///
/// It belongs to whoever opened it and is not `Sendable`, as the repository is not.
public final class Workspace {
  /// What comes from outside.
  public let environment: Environment
  /// The book's folder, an absolute path without a slash at the end.
  public let root: String
  /// The configuration, schemas and agreement.
  public let book: Book
  /// What is wrong with them.
  public let bookFindings: [Diagnostic]
  /// Holds the records that were read as long as anyone holds it.
  public let keeper = CatalogKeeper()
  /// The book's zone; UTC where the one that is named is unknown to the system.
  public let timeZone: TimeZone
  /// The bytes of the configuration files by path.
  let configurationFiles: [String: [UInt8]]
  /// The state of the book that is asked; nil: the files as they are.
  public let revision: BookRevision?
  /// The book as it is now, where this one is a past state of it.
  var present: Workspace?
  /// Is told of the files that are left out because they cannot be read, by commands that do not judge.
  public var onLeftOut: (([Diagnostic]) -> Void)?
  /// Is told, in a sentence without a full stop, what history does not know: of a shallow or a partial clone.
  public var onHistoryNote: ((String) -> Void)?
  /// What the configuration files came to.
  private let loaded: (book: Book, findings: [Diagnostic])
  private var openedRepository: Repository?
  /// Who stands behind Git's names, once someone asked.
  var openedPeople: People?
  /// History, once it was brought up to date.
  var openedHistory: HistoryStore?
  /// The index that it is in.
  var openedIndex: BookIndex?
  private var editLock: EditLock?

  /// Opens the book in the folder `root`.
  public convenience init(root: String, environment: Environment) throws(WorkspaceError) {
    var problems: [Diagnostic] = []
    let files = try Self.readConfiguration(root, into: &problems)
    self.init(root: root, environment: environment, files: files, problems: problems, revision: nil)
  }

  /// Opens the book whose configuration files are at hand; where they are those of `other`, they need not be read again.
  init(
    root: String, environment: Environment, files: [String: [UInt8]], problems: [Diagnostic], revision: BookRevision?,
    like other: Workspace? = nil
  ) {
    self.root = root
    self.environment = environment
    self.revision = revision
    configurationFiles = files
    var problems = problems
    if let other, other.configurationFiles == files {
      loaded = other.loaded
    } else {
      loaded = Book.load(files: files)
    }
    book = loaded.book
    let name = book.configuration.timeZoneName
    var zone = TimeZone.utc
    if let rules = environment.zoneRules(name), let known = try? TimeZone(name: name, tzif: rules) {
      zone = known
    } else if name != "UTC", TimeZoneName.isValid(name) {
      problems.append(
        Diagnostic(
          .invalidSetting, .warning, "this system has no rules for the zone \(name); UTC is used",
          path: "libretto.yaml", help: "install the system's time zone data (tzdata)"))
    }
    timeZone = zone
    bookFindings = (loaded.findings + problems).sorted()
  }

  /// Opens the book that `path` names, else `LIBRETTO_BOOK`, else the one in or above the current folder.
  public static func open(_ path: String?, environment: Environment) throws(WorkspaceError) -> Workspace {
    if let named = path ?? environment.variables["LIBRETTO_BOOK"].flatMap({ $0.isEmpty ? nil : $0 }) {
      let folder = environment.absolutePath(named)
      guard !named.isEmpty else {
        throw WorkspaceError(.usage, "--book names no folder", help: "leave it out, or name the book's folder")
      }
      guard FileAccess.exists("\(folder)/libretto.yaml") else {
        throw WorkspaceError(
          .failure, "there is no book in \(named): it has no libretto.yaml",
          help: "start one with: libretto init \(named)")
      }
      return try Workspace(root: folder, environment: environment)
    }
    var folder = environment.currentFolder
    while true {
      if FileAccess.exists("\(folder)/libretto.yaml") {
        return try Workspace(root: folder == "/" ? "" : folder, environment: environment)
      }
      guard folder.count > 1, let slash = folder.lastIndex(of: "/") else { break }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    throw WorkspaceError(
      .failure, "there is no book here: no libretto.yaml in this folder or above it",
      help: "start one with: libretto init my-book, or name one with --book PATH")
  }

  private static func readConfiguration(
    _ root: String, into problems: inout [Diagnostic]
  ) throws(WorkspaceError) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    func take(_ path: String) throws(WorkspaceError) {
      do { files[path] = try FileAccess.read("\(root)/\(path)", limit: 1 << 20) } catch {
        switch error {
        case .missing: return
        case .symbolicLink:
          problems.append(Diagnostic(.symbolicLink, "symbolic links are never followed", path: path))
        case .tooLarge, .notAFile:
          problems.append(Diagnostic(.notAFile, "this is no plain file of at most 1 MiB", path: path))
        case .io(let code):
          throw WorkspaceError(.failure, "cannot read \(path): \(FileAccess.reason(code))")
        }
      }
    }
    try take("libretto.yaml")
    try take("agreement.yaml")
    for folder in ["schema", "views"] {
      for entry in (try? FileAccess.list("\(root)/\(folder)")) ?? [] where !entry.name.hasPrefix(".") {
        if entry.kind == .file || entry.kind == .symbolicLink { try take("\(folder)/\(entry.name)") }
      }
    }
    return files
  }

  /// The findings that leave no book to judge records by.
  static func grave(_ findings: [Diagnostic]) -> [Diagnostic] {
    let codes: Set<Diagnostic.Code> = [
      .missingConfiguration, .invalidSetting, .invalidSchema, .refusedPattern, .unresolvedReference, .sharedFolder,
    ]
    return findings.filter { finding in
      finding.severity == .error && (codes.contains(finding.code) || finding.code.rawValue.hasPrefix("LB1"))
    }
  }

  /// Refuses to go on where the configuration or a schema cannot be read: answers and edits would rest on guesses.
  public func requireReadableConfiguration() throws(WorkspaceError) {
    let found = Self.grave(bookFindings)
    guard !found.isEmpty else { return }
    guard let revision else {
      throw WorkspaceError(
        .findings(found), "the book's configuration cannot be read", help: "mend what is named above, then try again")
    }
    throw WorkspaceError(
      .findings(found), "the book's configuration at \(visible(revision.description)) cannot be read",
      help: "what was committed stays so; ask for another revision")
  }

  /// Keeps other commands that change the book waiting from now on, until this workspace goes or `unlock` is called, and
  /// finishes what a killed one left. Call it before the records are read that are to be changed.
  public func lockForEditing() -> EditRecovery {
    guard editLock == nil else { return EditRecovery(finished: [], left: []) }
    editLock = EditLock(root: root)
    let (finished, left) = EditJournal(root: root)?.finish() ?? ([], [])
    return EditRecovery(finished: finished, left: left)
  }

  /// Lets other commands change the book again.
  public func unlock() { editLock = nil }

  var isLockedForEditing: Bool { editLock != nil }

  /// The repository that holds the book; opened when first asked for.
  public func repository() throws(WorkspaceError) -> Repository {
    if let openedRepository { return openedRepository }
    do {
      let repository = try Repository.discover(from: root)
      openedRepository = repository
      return repository
    } catch { throw WorkspaceError(error) }
  }

  /// The book's folder from the repository's root: empty, or with a slash at the end.
  public func prefix() throws(WorkspaceError) -> String {
    let workTree = try repository().workTree
    let real = FileAccess.realPath(root) ?? root
    guard real != workTree else { return "" }
    return real.hasPrefix(workTree + "/") ? String(real.dropFirst(workTree.utf8.count + 1)) + "/" : ""
  }

  /// Today's date in the book's zone.
  public var today: CivilDate { timeZone.civil(at: environment.now()).0 }

  /// The time of day in the book's zone: `14:05:12`.
  public var clockTime: String {
    let time = timeZone.civil(at: environment.now()).1
    return [time.hour, time.minute, time.second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}

extension Workspace {
  /// The ids of all records, sorted, from the names of their files.
  public var recordIDs: [String] {
    ((try? RecordFiles(root: root, book: book).paths) ?? []).map(RecordReading.stem).sorted()
  }

  /// Reads one of the book's files by its path, for showing a finding's place; nil where it cannot be read.
  public var sources: @Sendable (_ path: String) -> [UInt8]? {
    if let revision, let prefix = try? prefix() {
      return { [root] path in
        guard let repository = try? Repository.discover(from: root),
          let entry = try? repository.entry(at: prefix + path, in: revision.commit.id), entry.mode.isPlainFile
        else { return nil }
        return try? repository.blob(entry.id)
      }
    }
    return { [root] path in try? FileAccess.read("\(root)/\(path)", limit: 1 << 24) }
  }
}

extension Workspace {
  /// Adds text to the end of a file outside the book, such as a summary that a CI service asks for.
  public func append(_ text: String, toFile path: String) throws(WorkspaceError) {
    do { try FileAccess.append(Array(text.utf8), to: environment.absolutePath(path)) } catch {
      throw WorkspaceError(.failure, "cannot write to \(path)", help: "check GITHUB_STEP_SUMMARY")
    }
  }
}
