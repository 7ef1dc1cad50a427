import LibrettoGit
import LibrettoMerge
import LibrettoModel
import LibrettoQuery

/// The book at the newest commit of a change, judged as any book is: the records that changed by the base's schemas, and
/// where the configuration changed, that and what it makes of all records.
struct ReviewedState {
  let run: ReviewRun
  let review: Review
  let head: ObjectID
  let set: ChangeSet
  let changes: [LeafChange]

  /// What is wrong.
  func findings() async throws -> [Diagnostic] {
    let own = changes.compactMap { change in review.ownPath(change.path) }
    let hasNewRules = own.contains { Book.isConfiguration(path: $0) }
    let touched = Set(own.filter { review.shelf.type($0) != nil || isInRecordFolder($0) })
    guard !touched.isEmpty || hasNewRules else { return [] }
    let loaded = try await load(by: review.base.book, also: review.head.book)
    let judgement = judge(loaded, touched)
    guard hasNewRules else { return judgement }
    let old = await all(loaded, review.base)
    let new = await all(try await load(by: review.head.book, also: nil), review.head)
    let known = Set(old.map(Key.init))
    var findings = rules()
    // By those who may, the new rules count for what the records are; whose a field is and how it may move, the base says.
    let counts = !review.hasForeignConfiguration
    findings += counts ? judgement.filter { $0.code.rawValue.hasPrefix("LB4") } : judgement
    let seen = Set(findings.map(Key.init))
    findings += new.filter { finding in
      !seen.contains(Key(finding)) && (!known.contains(Key(finding)) || counts && touched.contains(finding.path))
    }
    return findings
  }

  private struct Key: Hashable {
    let path: String
    let code: Diagnostic.Code
    let message: String

    init(_ finding: Diagnostic) { (path, code, message) = (finding.path, finding.code, finding.message) }
  }

  private func isInRecordFolder(_ path: String) -> Bool {
    review.base.book.type(forPath: path) != nil || review.base.book.types.contains { $0.folder == path }
  }

  /// What the change makes wrong by the base's rules; what was wrong before with a record that it changes is a warning.
  private func judge(_ loaded: LoadedRecords, _ touched: Set<String>) -> [Diagnostic] {
    let base = review.base
    let kept = loaded.catalog.records.filter { !touched.contains($0.path) }
    let before = Catalog(book: base.book, records: kept + set.records.compactMap(\.old))
    // Records that cannot be read are no part of the change set, and told of by themselves.
    let unreadable = loaded.catalog.records.filter { touched.contains($0.path) && !$0.isReadable }
    let judgement = Judgement(
      set.records.map { ($0.old, $0.new) } + unreadable.map { (nil, $0) }, before: before, after: loaded.catalog,
      context: base.context(for: nil))
    let known = judgement.known.map { finding in
      var finding = finding
      finding.severity = .warning
      return finding
    }
    return loaded.findings.filter { touched.contains($0.path) } + judgement.new + known
  }

  /// What is wrong with the configuration, the agreement, the schemas and the views that was not before.
  private func rules() -> [Diagnostic] {
    let known = Set((review.base.bookFindings + review.base.conditionFindings()).map(Key.init))
    return (review.head.bookFindings + review.head.conditionFindings()).filter { !known.contains(Key($0)) }
  }

  private func all(_ loaded: LoadedRecords, _ workspace: Workspace) async -> [Diagnostic] {
    let catalog = loaded.catalog
    return loaded.findings + catalog.records.flatMap { Rules.check($0, in: catalog.book) }
      + (await workspace.judgeRelations(Array(catalog.records.indices), catalog))
  }

  /// All records at the newest commit, with the types of `book`; those that lie where another configuration has a type of
  /// the same name, too.
  private func load(by book: Book, also other: Book?) async throws -> LoadedRecords {
    var files = try RevisionFiles(run.repository, head, prefix: run.prefix, book: book)
    var entries = files.entries
    if let other,
      other.types.contains(where: { type in book.types.first { $0.name == type.name }?.folder != type.folder })
    {
      let known = Set(entries.map(\.path))
      files = try RevisionFiles(run.repository, head, prefix: run.prefix, book: other)
      for entry in files.entries where !known.contains(entry.path) {
        guard let type = book.types.first(where: { $0.name == entry.type.name }) else { continue }
        entries.append(RevisionFiles.Entry(path: entry.path, type: type, blob: entry.blob))
      }
    }
    var readings: [RecordReading] = []
    for start in stride(from: 0, to: entries.count, by: 4096) {
      readings += try await read(Array(entries[start..<min(entries.count, start + 4096)]))
    }
    var (records, findings): ([Record], [Diagnostic]) = ([], files.findings)
    for reading in readings {
      switch reading {
      case .record(let record): records.append(record)
      case .finding(let finding): findings.append(finding)
      }
    }
    for change in changes where change.new?.mode == .submodule {
      guard let path = review.ownPath(change.path), isInRecordFolder(path) else { continue }
      findings.append(
        Diagnostic(
          .notAFile, "another repository (a submodule) where records should be", path: path,
          help: "keep other repositories outside of the folders of record types"))
    }
    return LoadedRecords(
      catalog: Catalog(book: book, records: records), findings: findings, fileCount: entries.count)
  }

  /// Reads the contents one after another, since libgit2's handle is one thread's, and parses them side by side.
  private func read(_ entries: [RevisionFiles.Entry]) async throws -> [RecordReading] {
    var contents: [(entry: RevisionFiles.Entry, size: Int, bytes: [UInt8])] = []
    for entry in entries {
      let size = try run.repository.blobSize(entry.blob)
      contents.append((entry, size, size > RecordReading.sizeLimit ? [] : try run.repository.blob(entry.blob)))
    }
    let part = max(64, contents.count / 8 + 1)
    return await withTaskGroup(of: (Int, [RecordReading]).self) { group in
      for start in stride(from: 0, to: contents.count, by: part) {
        let slice = Array(contents[start..<min(contents.count, start + part)])
        group.addTask {
          (
            start,
            slice.map { item in
              item.size > RecordReading.sizeLimit
                ? RecordReading.tooLarge(item.size, path: item.entry.path)
                : RecordReading(type: item.entry.type, path: item.entry.path, bytes: item.bytes)
            }
          )
        }
      }
      var found: [(Int, [RecordReading])] = []
      for await item in group { found.append(item) }
      return found.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }
}
