import LibrettoModel

extension Workspace {
  /// Imports a CSV file: each row is a new record, or with a key changes the one that it matches. Rows in error go to the
  /// file of rejects, and the rest is written all or not at all.
  ///
  /// - Parameters:
  ///   - request: the file and how its columns become fields.
  ///   - progress: told how far it is, now and then.
  /// - Returns: what became of each row.
  /// - Throws: where the request names what does not exist, the file's header cannot be read, or nothing can be written.
  public func importCSV(
    _ request: ImportRequest, progress: @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws(WorkspaceError) -> ImportReport {
    let broken = bookFindings.filter { $0.severity == .error }
    guard broken.isEmpty else {
      throw WorkspaceError(
        .findings(broken), "the book's configuration has errors, so that what it says of values is not known",
        help: "mend it first: libretto validate")
    }
    let catalog = try await load().catalog
    let input = input(catalog)
    var run = try ImportRun(request, catalog: catalog, input: input, randomBits: environment.randomBits)
    let total = run.rows.count
    run.identify()
    run.compose { done in
      if done % 64 == 0 || done == total { progress(ImportProgress(phase: .reading, done: done, total: total)) }
    }
    run.judge { gateFindings($0, $1) }

    let refused = run.rows.filter { !run.isTaken($0) }
    let writes = !request.isDryRun && (refused.isEmpty || !request.isStrict)
    var files = FileTransaction(root: root)
    for row in run.rows where run.isTaken(row) {
      if let new = row.new { files.plan(new.path, from: row.old?.document.bytes, to: new.document.bytes) }
    }
    var rejectsPath: String?
    if writes, !refused.isEmpty, let path = request.rejectsPath {
      guard request.replacesRejects || !FileAccess.exists(path) else {
        throw WorkspaceError(
          .failure, "\(visible(path)) is there already, with the rows in error of an earlier import",
          help: "nothing was imported; move that file away, or name the file to write: --rejects FILE")
      }
      // First, so that no row is ever in neither place.
      var rejects = RejectsFile(header: run.header, delimiter: run.delimiter)
      for row in refused { rejects.add(row.cells, row.reasons) }
      try OutputFile.write(rejects.bytes, to: path)
      rejectsPath = path
    }
    if writes {
      do {
        try files.commit { done, total in
          progress(ImportProgress(phase: .writing, done: done, total: total))
        }
      } catch {
        if let rejectsPath { OutputFile.remove(rejectsPath) }
        throw error
      }
    }
    return ImportReport(
      type: run.type, rows: run.rows.map(run.outcome), ignoredColumns: run.columns.ignored, notes: run.notes(),
      isWritten: writes && !files.isEmpty, rejectsPath: rejectsPath)
  }
}

extension ImportRun {
  /// What is worth knowing besides.
  func notes() -> [String] {
    var notes: [String] = []
    for replacement in request.replacements {
      guard let source = columns.sources.first(where: { $0.field == replacement.field }) else { continue }
      let isMet = rows.contains {
        $0.cells.count == header.count && source.rawText(in: $0.cells).trimmed == replacement.old.trimmed
      }
      if !isMet {
        notes.append("no \(replacement.field) is \"\(visible(replacement.old))\": --map-value changed nothing")
      }
    }
    let limit = 1_000
    var folders: [Substring: Int] = [:]
    func count(_ record: Record) {
      folders[record.path[..<(record.path.lastIndex(of: "/") ?? record.path.endIndex)], default: 0] += 1
    }
    let created = rows.filter { isTaken($0) && $0.old == nil }.compactMap(\.new)
    guard !created.isEmpty else { return notes }
    for record in catalog.records where record.type === type { count(record) }
    for record in created { count(record) }
    for (folder, files) in folders.sorted(by: { $0.key < $1.key }) where files > limit {
      notes.append(
        "\(folder)/ would hold \(files) records, and Git slows down past \(limit) in one folder: give the type a place "
          + "in libretto.yaml, such as types: {\(type.name): {place: \"{hash:2}/{id}.md\"}}")
    }
    return notes
  }
}
