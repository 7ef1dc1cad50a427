import LibrettoModel

/// Finds the type of one record with as little reading as can be: Git starts a merge driver for every file.
enum RecordTypeLookup {
  /// The type of the record at an absolute path, by the book above it; nil where there is no book, or none that can be
  /// read, or the file is no record of it.
  static func type(ofRecord path: String) -> RecordType? {
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      guard let configuration = try? FileAccess.read("\(folder)/libretto.yaml", limit: 1 << 20) else { continue }
      let inner = String(path.dropFirst(folder.count + 1))
      var files = ["libretto.yaml": configuration]
      for entry in (try? FileAccess.list("\(folder)/schema")) ?? [] where entry.kind == .file {
        let name = "schema/\(entry.name)"
        files[name] = try? FileAccess.read("\(folder)/\(name)", limit: 1 << 20)
      }
      let found = Book.recordType(forPath: inner, files: files)
      return Workspace.grave(found.findings).isEmpty ? found.type : nil
    }
    return nil
  }
}
