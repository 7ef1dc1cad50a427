import LibrettoModel

/// The files of a book's record folders, found without reading them.
struct RecordFiles {
  /// The files that are records by place and name, from the book's root, sorted.
  private(set) var paths: [String] = []
  /// What lies where a record should lie and is none.
  private(set) var findings: [Diagnostic] = []
  /// Temporary files of processes that are gone.
  private(set) var abandoned: [String] = []

  /// Walks the folders of the book's types below `root`. A folder of a type inside that of another is walked once.
  init(root: String, book: Book, only types: [RecordType]? = nil) throws(WorkspaceError) {
    var folders = (types ?? book.types).map(\.folder)
    folders = folders.filter { folder in !folders.contains { folder.hasPrefix($0 + "/") } }
    for folder in Set(folders).sorted() { try walk(folder, root, book) }
    paths.sort()
    if let types {
      let wanted = Set(types.map(\.name))
      paths = paths.filter { book.type(forPath: $0).map { wanted.contains($0.name) } ?? false }
    }
  }

  private mutating func walk(_ folder: String, _ root: String, _ book: Book) throws(WorkspaceError) {
    let entries: [FileAccess.Entry]
    do { entries = try FileAccess.list("\(root)/\(folder)") } catch {
      switch error {
      case .missing: return
      case .io(let code):
        throw WorkspaceError(.failure, "cannot list \(folder)/: \(FileAccess.reason(code))")
      default:
        findings.append(
          Diagnostic(.notAFile, "\(folder) is no folder", path: folder, help: "records of a type lie in a folder"))
        return
      }
    }
    for entry in entries {
      let path = "\(folder)/\(entry.name)"
      guard !entry.name.hasPrefix(".") else {
        if entry.kind == .file, EditLock.isAbandoned(entry.name) { abandoned.append(path) }
        continue
      }
      let isRecord = book.isRecord(path: path)
      switch entry.kind {
      case .file: if isRecord { paths.append(path) }
      case .folder:
        if isRecord {
          findings.append(
            Diagnostic(
              .notAFile, "\(entry.name) is a folder where a record's file should be", path: path,
              help: "rename the folder, so that it does not end in .md"))
        } else {
          try walk(path, root, book)
        }
      case .symbolicLink:
        findings.append(
          Diagnostic(
            .symbolicLink, "symbolic links are never followed", path: path,
            help: "put the file itself here, or take the link away"))
      case .other:
        if isRecord { findings.append(Diagnostic(.notAFile, "this is no plain file", path: path)) }
      }
    }
  }
}

/// What reading one record's file came to.
enum RecordReading: Sendable {
  case record(Record)
  case finding(Diagnostic)

  /// Reads and parses the file at `path` below `root`.
  init(root: String, path: String, book: Book) {
    guard let type = book.type(forPath: path) else {
      self = .finding(Diagnostic(.notAFile, "this file is in no type's folder", path: path))
      return
    }
    do {
      let bytes = try FileAccess.read("\(root)/\(path)", limit: Self.sizeLimit)
      self.init(type: type, path: path, bytes: bytes)
    } catch {
      self = .finding(Self.diagnostic(error, path: path))
    }
  }

  /// Parses the content of the file at `path`.
  init(type: RecordType, path: String, bytes: [UInt8]) {
    let stem = RecordReading.stem(path)
    guard RecordID.isValid(stem) else {
      let proposal = RecordID.slug(from: stem)
      self = .finding(
        Diagnostic(
          .invalidFileName, "\"\(visible(stem))\" is no id", path: path,
          help: "ids are made of a-z, 0-9 and -"
            + (proposal.map { "; rename the file: git mv \"\(path)\" \(type.folder)/\($0).md" } ?? "")))
      return
    }
    self = .record(Record(type: type, id: stem, path: path, bytes: bytes))
  }

  /// A record is at most this many bytes.
  static let sizeLimit = 1 << 20

  /// The file's name without folders and `.md`.
  static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.hasSuffix(".md") ? name.dropLast(3) : name)
  }

  private static func diagnostic(_ problem: FileAccess.Problem, path: String) -> Diagnostic {
    switch problem {
    case .tooLarge(let size):
      Diagnostic(
        .fileTooLarge, "the file has \(size) bytes; a record has at most \(sizeLimit)", path: path,
        help: "keep attachments beside the record and link to them")
    case .symbolicLink: Diagnostic(.symbolicLink, "symbolic links are never followed", path: path)
    case .notAFile: Diagnostic(.notAFile, "this is no plain file", path: path)
    case .missing: Diagnostic(.unreadableFile, "the file is gone", path: path)
    case .io(let code):
      Diagnostic(.unreadableFile, "the file cannot be read: \(FileAccess.reason(code))", path: path)
    }
  }
}
