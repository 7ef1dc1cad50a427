import LibrettoGit
import LibrettoModel

/// The book's files in a commit's tree. Symbolic links and other repositories in it are never followed.
struct RevisionFiles {
  /// A file that is a record by its place and name.
  struct Entry: Sendable {
    /// The file, from the book's root.
    let path: String
    /// The type whose folder it lies in.
    let type: RecordType
    /// Its content.
    let blob: ObjectID
  }

  /// The records' files, in the order of the tree.
  private(set) var entries: [Entry] = []
  /// What lies where a record should lie and is none.
  private(set) var findings: [Diagnostic] = []

  /// Lists the folders of the book's types below `prefix` in the commit's tree, by the rules of the working tree: see
  /// ``RecordFiles``.
  init(
    _ repository: Repository, _ commit: ObjectID, prefix: String, book: Book, only types: [RecordType]? = nil
  ) throws(GitError) {
    var folders = (types ?? book.types).map(\.folder)
    folders = folders.filter { folder in !folders.contains { folder.hasPrefix($0 + "/") } }
    for folder in Set(folders).sorted() {
      for entry in try repository.entries(in: commit, under: prefix + folder) {
        take(entry, below: folder, prefix, book)
      }
    }
    if let types { entries = entries.filter { entry in types.contains { $0 === entry.type } } }
  }

  /// The folder of the entry before, and its type; nil where nothing in it is a record.
  private var current: (folder: Substring, type: RecordType?) = ("", nil)

  private mutating func take(_ entry: TreeEntry, below top: String, _ prefix: String, _ book: Book) {
    let path = prefix.isEmpty ? entry.path : String(entry.path.dropFirst(prefix.count))
    guard path.utf8.count > top.utf8.count, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      guard entry.mode != .submodule else { return }
      findings.append(
        Diagnostic(.notAFile, "\(top) is no folder", path: top, help: "records of a type lie in a folder"))
      return
    }
    let folder = path[..<slash]
    if !folder.utf8.elementsEqual(current.folder.utf8) { enter(folder, below: top, book) }
    guard let type = current.type else { return }
    let name = String(path[path.utf8.index(after: slash)...])
    guard !name.utf8.starts(with: ".".utf8) else { return }
    switch entry.mode {
    case .file, .executable:
      if Book.isRecord(name: name) { entries.append(Entry(path: path, type: type, blob: entry.id)) }
    case .symbolicLink:
      findings.append(
        Diagnostic(
          .symbolicLink, "symbolic links are never followed", path: path,
          help: "put the file itself here, or take the link away"))
    case .submodule, .tree: break
    }
  }

  /// Goes on in another folder; those that are hidden or called as a record hold none.
  private mutating func enter(_ folder: Substring, below top: String, _ book: Book) {
    let before = current.folder
    current = (folder, nil)
    var path = top
    for part in folder.dropFirst(top.count).split(separator: "/") {
      path += "/\(part)"
      if part.hasPrefix(".") { return }
      if Book.isRecord(name: String(part)) {
        // Told once, though it may hold many folders.
        guard !(before + "/").hasPrefix(path + "/") else { return }
        findings.append(
          Diagnostic(
            .notAFile, "\(part) is a folder where a record's file should be", path: path,
            help: "rename the folder, so that it does not end in .md"))
        return
      }
    }
    current.type = book.type(forPath: folder + "/.")
  }
}
