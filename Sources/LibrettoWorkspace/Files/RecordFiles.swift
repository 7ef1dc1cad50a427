import LibrettoModel

/// The files of a book's record folders, found without reading them.
struct RecordFiles {
  /// A file that is a record by its place and name.
  struct Entry: Sendable {
    /// The file, from the book's root.
    let path: String
    /// The type whose folder it lies in.
    let type: RecordType
  }

  /// The files, sorted by path.
  private(set) var entries: [Entry] = []
  /// What lies where a record should lie and is none.
  private(set) var findings: [Diagnostic] = []
  /// Temporary files of processes that are gone.
  private(set) var abandoned: [String] = []

  /// The files' paths, sorted.
  var paths: [String] { entries.map(\.path) }

  /// Walks the folders of the book's types below `root`. A folder of a type inside that of another is walked once.
  init(root: String, book: Book, only types: [RecordType]? = nil) throws(WorkspaceError) {
    var folders = (types ?? book.types).map(\.folder)
    folders = folders.filter { folder in !folders.contains { folder.hasPrefix($0 + "/") } }
    for folder in Set(folders).sorted() { try walk(folder, root, book) }
    entries.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    if let types { entries = entries.filter { entry in types.contains { $0 === entry.type } } }
  }

  private mutating func walk(_ folder: String, _ root: String, _ book: Book) throws(WorkspaceError) {
    let found: [FileAccess.Entry]
    do { found = try FileAccess.list("\(root)/\(folder)") } catch {
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
    guard let type = book.type(forPath: folder + "/.") else { return }
    for entry in found {
      let path = "\(folder)/\(entry.name)"
      guard entry.name.utf8.first != UInt8(ascii: ".") else {
        if entry.kind == .file, EditLock.isAbandoned(entry.name, in: "\(root)/\(folder)") { abandoned.append(path) }
        continue
      }
      let isRecord = Book.isRecord(name: entry.name)
      switch entry.kind {
      case .file: if isRecord { entries.append(Entry(path: path, type: type)) }
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

  /// Reads and parses a file.
  init(_ entry: RecordFiles.Entry, by reader: inout FileReader) {
    do {
      let bytes = try reader.read(entry.path, limit: Self.sizeLimit)
      self.init(type: entry.type, path: entry.path, bytes: bytes)
    } catch {
      self = .finding(Self.diagnostic(error, path: entry.path))
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
    let bytes = path.utf8
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map(bytes.index(after:)) ?? bytes.startIndex
    let name = path[start...]
    return String(name.hasSuffix(".md") ? name.dropLast(3) : name)
  }

  /// What to say of a file that cannot be read.
  static func diagnostic(_ problem: FileAccess.Problem, path: String) -> Diagnostic {
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
