public import LibrettoModel
import LibrettoQuery

extension Workspace {
  /// Everything that is wrong with the book: its configuration, its files, each record, and what is between them. With
  /// `paths` (from the book's root; a folder stands for all below it) only what concerns those.
  public func validate(paths: [String]? = nil) async throws(WorkspaceError) -> [Diagnostic] {
    // Between the markers of a conflict no setting can be read, and whatever were said of records would be a guess.
    let markers = bookFindings.filter { $0.code == .conflictMarker && $0.path == "libretto.yaml" }
    if !markers.isEmpty { return bookFindings.sorted() }
    let outlining = revision == nil ? Outlining(book, context: context(for: nil)) : nil
    let loaded = try await load(types: nil, judging: true, filter: nil, outlining: outlining)
    let findings = bookFindings + conditionFindings() + (outlining?.gates.findings ?? [])
    return await judge(loaded, bookFindings: findings, paths: paths) { outlining == nil || $0.looksAtOthers }
  }

  func judge(
    _ loaded: LoadedRecords, bookFindings: [Diagnostic], paths: [String]?,
    gatesWhere isWanted: (Condition) -> Bool = { _ in true }
  ) async -> [Diagnostic] {
    let catalog = loaded.catalog
    var findings = bookFindings + loaded.findings
    findings += await judgeRelations(Array(catalog.records.indices), catalog, gatesWhere: isWanted)
    if let paths {
      findings = findings.filter { finding in paths.contains { Self.covers($0, finding.path) } }
    }
    return findings.sorted()
  }

  /// What is wrong between the records at these positions and all others, and with the gates of their stages. Records' links
  /// are looked at side by side, while one task looks for what stands twice.
  func judgeRelations(
    _ scope: [Int], _ catalog: Catalog, gatesWhere isWanted: (Condition) -> Bool = { _ in true }
  ) async -> [Diagnostic] {
    let gates = Gates(source: CatalogSource(catalog), context: context(for: nil), where: isWanted)
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
          throw WorkspaceError(
            .usage, "\(argument) is not in the book \(root)", help: "name a file or folder of the book")
        }
        scope.append(path)
      } else {
        let parts = argument.split(separator: "/").map(String.init)
        let files = try RecordFiles(root: root, book: book).paths
        let found = files.filter { path in
          path == argument
            || RecordReading.stem(path) == parts.last
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
