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
  init(root: String, book: Book) throws(WorkspaceError) {
    for folder in RecordFolder.roots(of: book, only: nil) { try walk(folder, root, book) }
  }

  /// The folders in which records may lie, with all folders in them, by the bytes of their paths.
  static func folders(root: String, book: Book) throws(WorkspaceError) -> [String] {
    var found: [String] = []
    var waiting = RecordFolder.roots(of: book, only: nil)
    while let path = waiting.popLast() {
      guard let entries = try? OpenFolder("\(root)/\(path)").entries() else { continue }
      found.append(path)
      for case .folder(let inner) in RecordFolder(path, entries: entries, root: root, book: book, only: nil).parts {
        waiting.append(inner)
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private mutating func walk(_ path: String, _ root: String, _ book: Book) throws(WorkspaceError) {
    let found: [FileAccess.Entry]
    do { found = try OpenFolder("\(root)/\(path)").entries() } catch {
      if let finding = try RecordFolder.problem(error, path) { findings.append(finding) }
      return
    }
    let folder = RecordFolder(path, entries: found, root: root, book: book, only: nil)
    findings += folder.findings
    abandoned += folder.abandoned
    for part in folder.parts {
      switch part {
      case .folder(let path): try walk(path, root, book)
      case .files(let names):
        guard let type = folder.type else { continue }
        entries += names.map { Entry(path: "\(path)/\($0)", type: type) }
      }
    }
  }
}

/// What reading one record's file came to.
enum RecordReading: Sendable {
  case record(Record)
  case finding(Diagnostic)

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
