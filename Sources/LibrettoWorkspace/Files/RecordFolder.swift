import LibrettoModel

/// What one of a book's record folders holds, found without reading the files.
struct RecordFolder {
  /// A step of the way through the book in the order of the paths.
  enum Part {
    /// Files that are records by their place and name, each right after the one before it.
    case files([String])
    /// A folder in it, to be looked into.
    case folder(String)
  }

  /// The folder, from the book's root.
  let path: String
  /// The type of the records that lie directly in it; nil for a folder of no type.
  let type: RecordType?
  /// What is in it, by the bytes of the paths.
  private(set) var parts: [Part] = []
  /// What lies where a record should lie and is none.
  private(set) var findings: [Diagnostic] = []
  /// Temporary files of processes that are gone.
  private(set) var abandoned: [String] = []

  /// Looks at what `entries` of the folder at `path` are. Files of types other than `types`, where given, are left out.
  init(_ path: String, entries: [FileAccess.Entry], root: String, book: Book, only types: [RecordType]?) {
    self.path = path
    type = book.type(forPath: path + "/.")
    guard let type else { return }
    let isWanted = types?.contains { $0 === type } ?? true
    var found: [(key: String, isFolder: Bool)] = []
    found.reserveCapacity(entries.count)
    for entry in entries {
      guard entry.name.utf8.first != UInt8(ascii: ".") else {
        if entry.kind == .file, EditLock.isAbandoned(entry.name, in: "\(root)/\(path)") {
          abandoned.append("\(path)/\(entry.name)")
        }
        continue
      }
      let isRecord = Book.isRecord(name: entry.name)
      switch entry.kind {
      case .file where isRecord: if isWanted { found.append((entry.name, false)) }
      case .folder where !isRecord: found.append((entry.name + "/", true))
      case .file: break
      case .folder, .symbolicLink, .other: if let finding = finding(entry, isRecord) { findings.append(finding) }
      }
    }
    found.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    var files: [String] = []
    for (key, isFolder) in found {
      guard isFolder else {
        files.append(key)
        continue
      }
      if !files.isEmpty { parts.append(.files(files)) }
      files = []
      parts.append(.folder("\(path)/\(key.dropLast())"))
    }
    if !files.isEmpty { parts.append(.files(files)) }
  }

  private func finding(_ entry: FileAccess.Entry, _ isRecord: Bool) -> Diagnostic? {
    let path = "\(path)/\(entry.name)"
    switch entry.kind {
    case .folder:
      return Diagnostic(
        .notAFile, "\(entry.name) is a folder where a record's file should be", path: path,
        help: "rename the folder, so that it does not end in .md")
    case .symbolicLink:
      return Diagnostic(
        .symbolicLink, "symbolic links are never followed", path: path,
        help: "put the file itself here, or take the link away")
    case .file, .other: return isRecord ? Diagnostic(.notAFile, "this is no plain file", path: path) : nil
    }
  }

  /// The folders to begin with: those of the types, without those that lie in another's.
  static func roots(of book: Book, only types: [RecordType]?) -> [String] {
    let folders = Set((types ?? book.types).map(\.folder))
    return folders.filter { folder in !folders.contains { folder.hasPrefix($0 + "/") } }
      .sorted { ($0 + "/").utf8.lexicographicallyPrecedes(($1 + "/").utf8) }
  }

  /// What to say of a folder of records that cannot be listed; nil where it is missing, as that of a type without records.
  static func problem(_ problem: FileAccess.Problem, _ path: String) throws(WorkspaceError) -> Diagnostic? {
    switch problem {
    case .missing: nil
    case .io(let code): throw WorkspaceError(.failure, "cannot list \(path)/: \(FileAccess.reason(code))")
    default: Diagnostic(.notAFile, "\(path) is no folder", path: path, help: "records of a type lie in a folder")
    }
  }
}
