public import LibrettoModel
import LibrettoGit
import LibrettoQuery

extension Workspace {
  /// Everything that is wrong with the book: its configuration, its files, each record, and what is between them. With
  /// `paths` (from the book's root; a folder stands for all below it) only what concerns those.
  public func validate(paths: [String]? = nil) async throws(WorkspaceError) -> [Diagnostic] {
    let loaded = try await load(judging: true)
    return await judge(loaded, bookFindings: bookFindings + conditionFindings(), paths: paths)
  }

  /// Everything that is wrong with the book as it is staged for the next commit, with the staged bytes of its files.
  public func validateStaged(
    paths: [String]? = nil
  ) async throws(WorkspaceError) -> (findings: [Diagnostic], sources: (String) -> [UInt8]?) {
    let prefix = try prefix()
    var blobs: [String: ObjectID] = [:]
    let repository = try repository()
    do {
      if let head = try repository.head().commit {
        for entry in try repository.entries(in: head, under: prefix) where entry.mode == .file || entry.mode == .executable {
          blobs[String(entry.path.dropFirst(prefix.count))] = entry.id
        }
      }
      for change in try repository.stagedPaths(under: prefix) {
        blobs[String(change.path.dropFirst(prefix.count))] = change.kind == .deleted ? nil : change.newID
      }
      var configuration: [String: [UInt8]] = [:]
      for (path, id) in blobs where Book.isConfiguration(path: path) { configuration[path] = try repository.blob(id) }
      let (book, bookFindings) = Book.load(files: configuration)
      var records: [Record] = []
      var findings: [Diagnostic] = []
      for (path, id) in blobs.sorted(by: { $0.key < $1.key }) where book.isRecord(path: path) {
        guard let type = book.type(forPath: path) else { continue }
        switch RecordReading(type: type, path: path, bytes: try repository.blob(id)) {
        case .record(let record):
          records.append(record)
          findings += Rules.check(record, in: book)
        case .finding(let finding): findings.append(finding)
        }
      }
      let loaded = LoadedRecords(catalog: Catalog(book: book, records: records), findings: findings)
      let staged = Set(try stagedChanges().map(\.path))
      let judged = await judge(loaded, bookFindings: bookFindings, paths: paths ?? Array(staged))
      return (judged, { path in blobs[path].flatMap { try? repository.blob($0) } })
    } catch { throw Self.wrapped(error) }
  }

  private func judge(
    _ loaded: LoadedRecords, bookFindings: [Diagnostic], paths: [String]?
  ) async -> [Diagnostic] {
    let catalog = loaded.catalog
    var findings = bookFindings + loaded.findings
    findings += await judgeRelations(Array(catalog.records.indices), catalog)
    if let paths {
      findings = findings.filter { finding in paths.contains { Self.covers($0, finding.path) } }
    }
    return findings.sorted()
  }

  /// What is wrong between the records at these positions and all others, and with the gates of their stages. Records' links
  /// are looked at side by side, while one task looks for what stands twice.
  func judgeRelations(_ scope: [Int], _ catalog: Catalog) async -> [Diagnostic] {
    let gates = Gates(source: CatalogSource(catalog), context: context(for: nil))
    return await withTaskGroup(of: [Diagnostic].self) { group in
      group.addTask { Rules.checkIdentities(catalog, scope: scope) }
      let size = max(256, scope.count / 8 + 1)
      for start in stride(from: 0, to: scope.count, by: size) {
        let part = Array(scope[start..<min(scope.count, start + size)])
        group.addTask {
          Rules.checkLinks(catalog, scope: part)
            + part.lazy.map { catalog.records[$0] }.filter(\.isReadable).flatMap { gates.check($0) }
        }
      }
      return await group.reduce(into: gates.findings) { $0 += $1 }
    }
  }

  /// The paths from the book's root that arguments name: files and folders as the user's shell sees them, else records.
  public func scope(_ arguments: [String]) throws(WorkspaceError) -> [String] {
    var scope: [String] = []
    let real = FileAccess.realPath(root) ?? root
    for argument in arguments {
      let full = environment.absolutePath(argument)
      if FileAccess.exists(full) {
        let path = [root, real].lazy.compactMap { root in
          full == root ? "" : full.hasPrefix(root + "/") ? String(full.dropFirst(root.utf8.count + 1)) : nil
        }.first
        guard let path else {
          throw WorkspaceError(.usage, "\(argument) is not in the book \(root)", help: "name a file or folder of the book")
        }
        scope.append(path)
      } else {
        let parts = argument.split(separator: "/").map(String.init)
        let files = try RecordFiles(root: root, book: book).paths
        let found = files.filter { path in
          path == argument || RecordReading.stem(path) == parts.last
            && (parts.count == 1 || book.type(named: parts[0]) === book.type(forPath: path))
        }
        guard !found.isEmpty else { throw .unknown("file or record", argument, among: files.map(RecordReading.stem)) }
        scope += found
      }
    }
    return scope
  }

  /// Whether `path` is `scope` or lies below it; an empty scope is the book's root.
  static func covers(_ scope: String, _ path: String) -> Bool {
    scope.isEmpty || path == scope || path.hasPrefix(scope + "/")
  }
}
